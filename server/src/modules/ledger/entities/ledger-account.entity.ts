import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { fen, instant, ref, status, varchar } from '../../../platform/database/columns';

/** An account. Rows of an L1 exist from the moment it becomes an L1, so there is always a row to lock. */
@Entity('ledger_account')
@Index('ux_ledger_account_owner_kind', ['ownerKind', 'ownerId', 'kind'], { unique: true })
export class LedgerAccount {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  ownerKind: 'channel' | 'platform';
  /** The channel; 0 for the platform. */
  @Column(ref())
  ownerId: number;
  /** Name of the channel when it was last told to us: the ledger knows no channels. */
  @Column(varchar(60))
  ownerName: string;
  @Column(status())
  kind: string;
  /** Null on platform accounts: their balance is the sum of their entries. */
  @Column(fen({ nullable: true }))
  balanceFen: number | null;
  @Column(fen({ nullable: true }))
  floorFen: number | null;
  @Column(fen({ nullable: true }))
  ceilingFen: number | null;
  /** Set when the channel stopped being an L1. */
  @Column(instant({ nullable: true }))
  closedAt: Date | null;
}
