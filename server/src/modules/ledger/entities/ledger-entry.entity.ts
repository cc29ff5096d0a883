import type { LedgerReason } from '@lakeside/shared/ledger/ledger.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { fen, instant, ref, status } from '../../../platform/database/columns';

/** One line of the ledger. Append-only: statements are read from these rows and nothing else. */
@Entity('ledger_entry')
@Index('ix_ledger_entry_transaction', ['transactionId'])
@Index('ix_ledger_entry_account', ['accountId', 'id'])
@Index('ix_ledger_entry_account_at', ['accountId', 'at'])
export class LedgerEntry {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  transactionId: number;
  @Column(ref())
  accountId: number;
  @Column(fen())
  amountFen: number;
  /** Null on platform accounts. */
  @Column(fen({ nullable: true }))
  balanceAfterFen: number | null;
  @Column(status())
  reason: LedgerReason;
  @Column(instant())
  at: Date;
}
