import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { boolean, instant, json, ref, varchar } from '../../../platform/database/columns';

/** A person who works in the back office. The user name is the credential's login name. */
@Entity('admin_user')
@Index('ix_admin_user_role', ['roleId'])
export class AdminUserRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(40))
  userName: string;
  @Column(varchar(20))
  name: string;
  /** Given besides those of the role: `AdminPermission` values; `*` is all. */
  @Column(json())
  permissions: string[];
  @Column(ref({ nullable: true }))
  roleId: number | null;
  @Column(boolean({ default: false }))
  isClosed: boolean;
  @Column(instant())
  createdAt: Date;
}
