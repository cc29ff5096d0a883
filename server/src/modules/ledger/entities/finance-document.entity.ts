import type { FinanceDocument as FinanceDocumentView } from '@lakeside/shared/ledger/ledger.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, fen, instant, ref, status, varchar } from '../../../platform/database/columns';

/** A paper finance wrote: a top-up, a credit grant or a settlement of credit debt. */
@Entity('finance_document')
@Index('ux_finance_document_number', ['number'], { unique: true })
@Index('ix_finance_document_channel', ['channelId', 'id'])
@Index('ix_finance_document_kind', ['kind', 'id'])
@Index('ix_finance_document_created', ['createdAt'])
export class FinanceDocument {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  kind: FinanceDocumentView['kind'];
  @Column(asciiCode(24))
  number: string;
  @Column(status())
  status: FinanceDocumentView['status'];
  @Column(ref())
  channelId: number;
  @Column(fen())
  amountFen: number;
  /** Number of the bank receipt. */
  @Column(varchar(40, { nullable: true }))
  voucherNo: string | null;
  @Column(varchar(100, { nullable: true }))
  note: string | null;
  @Column(instant())
  createdAt: Date;
}
