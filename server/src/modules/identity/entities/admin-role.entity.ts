import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, json, varchar } from '../../../platform/database/columns';

/** What several people of the back office may do. */
@Entity('admin_role')
@Index('ux_admin_role_name', ['name'], { unique: true })
export class AdminRoleRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(20))
  name: string;
  /** `AdminPermission` values; `*` is all. */
  @Column(json())
  permissions: string[];
  @Column(instant())
  createdAt: Date;
}
