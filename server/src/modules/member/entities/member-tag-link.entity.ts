import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { ref } from '../../../platform/database/columns';

/** A member carries a tag. */
@Entity('member_tag_link')
@Index('ux_member_tag_link', ['memberId', 'tagId'], { unique: true })
@Index('ix_member_tag_link_tag', ['tagId', 'memberId'])
export class MemberTagLinkRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  memberId: number;
  @Column(ref())
  tagId: number;
}
