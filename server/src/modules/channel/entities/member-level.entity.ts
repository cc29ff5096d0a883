import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { boolean, fen, instant, integer, varchar } from '../../../platform/database/columns';

/** A member level. Its rate bounds the channels' rates from above (rules.md §3), so it lives with them. */
@Entity('member_level')
export class MemberLevelRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(20))
  name: string;
  @Column(integer())
  rateBp: number;
  @Column(fen({ nullable: true }))
  upgradeAtFen: number | null;
  @Column(boolean())
  isDefault: boolean;
  @Column(instant())
  createdAt: Date;
}
