import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, varchar } from '../../../platform/database/columns';

/** A word by which the back office groups members. */
@Entity('member_tag')
@Index('ux_member_tag_name', ['name'], { unique: true })
export class MemberTagRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(12))
  name: string;
  @Column(instant())
  createdAt: Date;
}
