import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, boolean, json, ref, varchar } from '../../../platform/database/columns';

@Entity('member_address')
@Index('ix_member_address_member', ['memberId'])
export class MemberAddressRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  memberId: number;
  @Column(varchar(20))
  name: string;
  @Column(asciiCode(20))
  phone: string;
  @Column(varchar(20))
  province: string;
  @Column(varchar(20))
  city: string;
  @Column(varchar(20))
  district: string;
  @Column(varchar(100))
  detail: string;
  @Column(json({ nullable: true }))
  location: { latitude: number; longitude: number } | null;
  @Column(boolean())
  isDefault: boolean;
}
