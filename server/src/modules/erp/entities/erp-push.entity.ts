import type { ErpPushKind, ErpPushStatus } from '@lakeside/shared/erp/erp.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, ref, status, varchar } from '../../../platform/database/columns';

/** One document told, or to be told, to the ERP. */
@Entity('erp_push')
@Index('ux_erp_push_number', ['kind', 'number'], { unique: true })
@Index('ix_erp_push_status', ['status', 'id'])
export class ErpPush {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  kind: ErpPushKind;
  /** Of the order or the shipment. */
  @Column(ref())
  documentId: number;
  @Column(asciiCode(32))
  number: string;
  @Column(status())
  status: ErpPushStatus;
  @Column(varchar(200, { nullable: true }))
  reason: string | null;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  sentAt: Date | null;
}
