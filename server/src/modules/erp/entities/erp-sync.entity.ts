import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant, varchar } from '../../../platform/database/columns';

/** How the latest exchange went: one row. */
@Entity('erp_sync')
export class ErpSync {
  @PrimaryColumn({ type: 'int' })
  id: number;
  @Column(instant({ nullable: true }))
  syncedAt: Date | null;
  @Column(varchar(200, { nullable: true }))
  error: string | null;
}
