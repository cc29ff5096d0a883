import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { instant, json, varchar } from '../../../platform/database/columns';

/** A person who works in the back office. The user name is the credential's login name. */
@Entity('admin_user')
export class AdminUserRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(40))
  userName: string;
  @Column(varchar(20))
  name: string;
  /** `AdminPermission` values; `*` is all. */
  @Column(json())
  permissions: string[];
  @Column(instant())
  createdAt: Date;
}
