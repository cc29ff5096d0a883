import type { DocumentKind } from '@lakeside/shared/document/document.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, ref, status, varchar } from '../../../platform/database/columns';

/** One balanced set of entries. Never changed, never deleted. */
@Entity('ledger_transaction')
@Index('ux_ledger_transaction_key', ['idempotencyKey'], { unique: true })
@Index('ix_ledger_transaction_document', ['documentKind', 'documentId'])
export class LedgerTransaction {
  @PrimaryGeneratedColumn()
  id: number;
  /** Made from the document (`cardActivation:17`), so that one document posts once. */
  @Column(asciiCode(80))
  idempotencyKey: string;
  @Column(status())
  documentKind: DocumentKind;
  @Column(ref())
  documentId: number;
  @Column(asciiCode(24))
  documentNumber: string;
  @Column(varchar(100, { nullable: true }))
  note: string | null;
  @Column(instant())
  at: Date;
}
