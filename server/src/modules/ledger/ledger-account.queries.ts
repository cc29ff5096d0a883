import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In, IsNull } from 'typeorm';
import { lockById, type Tx } from '../../platform/database/dialect';
import { rawNumber } from '../../platform/database/raw-values';
import { type AccountRef, accountKey, ChannelAccount, type PlatformAccount } from './domain/ledger-account';
import { LedgerAccount } from './entities/ledger-account.entity';

/** The accounts of one L1, all three of them. */
export type L1Accounts = Readonly<Record<ChannelAccount, LedgerAccount>>;

/** Finds and locks account rows. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class LedgerAccountQueries {
  @InjectDataSource() private readonly dataSource: DataSource;
  private platformAccounts: ReadonlyMap<string, LedgerAccount> | null = null;

  /** Accounts of open L1s by channel; channels that are not L1s are absent. */
  async findL1Accounts(tx: Tx | null, channelIds: readonly number[]): Promise<Map<number, L1Accounts>> {
    if (channelIds.length === 0) return new Map();
    const rows = await this.manager(tx).find(LedgerAccount, {
      where: { ownerKind: 'channel', ownerId: In([...new Set(channelIds)]), closedAt: IsNull() },
    });
    return groupByChannel(rows);
  }

  /** Names of channels as the ledger was last told them, by channel. */
  async ownerNames(tx: Tx | null, channelIds: readonly number[]): Promise<Map<number, string>> {
    if (channelIds.length === 0) return new Map();
    const rows = await this.manager(tx).find(LedgerAccount, {
      select: { id: true, ownerId: true, ownerName: true },
      where: {
        ownerKind: 'channel',
        ownerId: In([...new Set(channelIds)]),
        kind: ChannelAccount.storedValue,
      },
    });
    return new Map(rows.map((row) => [row.ownerId, row.ownerName]));
  }

  /**
   * Every account the refs name, by `accountKey`. Accounts of channels are locked in id order; those of the platform are
   * not, since they keep no balance that could be lost. Closed accounts still take counter-entries.
   */
  async lockAccounts(tx: Tx, refs: readonly AccountRef[]): Promise<Map<string, LedgerAccount>> {
    const channelIds = refs.flatMap((ref) => ('channelId' in ref ? [ref.channelId] : []));
    const wanted = new Set(refs.map(accountKey));
    const rows = await tx.find(LedgerAccount, {
      select: { id: true, ownerKind: true, ownerId: true, kind: true },
      where: { ownerKind: 'channel', ownerId: In([...new Set(channelIds)]) },
    });
    const ids = rows.filter((row) => wanted.has(keyOf(row))).map((row) => row.id);
    const accounts = new Map((await lockById(tx, LedgerAccount, ids)).map((row) => [keyOf(row), row]));
    for (const [key, account] of await this.findPlatformAccounts(tx)) accounts.set(key, account);
    return accounts;
  }

  /** The sum of everything ever posted to an account of the platform. */
  async platformTotal(account: PlatformAccount): Promise<number> {
    const [row]: { total: number | string | null }[] = await this.dataSource.query(
      `SELECT SUM(e.amountFen) AS total FROM ledger_entry e JOIN ledger_account a ON a.id = e.accountId
       WHERE a.ownerKind = 'platform' AND a.kind = ?`,
      [account],
    );
    return rawNumber(row?.total);
  }

  /** Platform accounts never change after the migration that made them, so they are read once. */
  private async findPlatformAccounts(tx: Tx): Promise<ReadonlyMap<string, LedgerAccount>> {
    if (!this.platformAccounts) {
      const rows = await tx.find(LedgerAccount, { where: { ownerKind: 'platform' } });
      this.platformAccounts = new Map(rows.map((row) => [keyOf(row), row]));
    }
    return this.platformAccounts;
  }

  private manager(tx: Tx | null): EntityManager {
    return tx ?? this.dataSource.manager;
  }
}

/** The three accounts of a channel among locked ones; null when it is not an open L1. */
export function pickL1Accounts(
  accountByKey: ReadonlyMap<string, LedgerAccount>,
  channelId: number,
): L1Accounts | null {
  const open = [...accountByKey.values()].filter(
    (row) => row.ownerKind === 'channel' && row.ownerId === channelId && row.closedAt === null,
  );
  return groupByChannel(open).get(channelId) ?? null;
}

/** Names the three accounts of a channel. */
export function l1AccountRefs(channelId: number): AccountRef[] {
  return Object.values(ChannelAccount).map((account) => ({ channelId, account }));
}

function keyOf(row: LedgerAccount): string {
  return row.ownerKind === 'platform' ? `platform:${row.kind}` : `${row.ownerId}:${row.kind}`;
}

function groupByChannel(rows: readonly LedgerAccount[]): Map<number, L1Accounts> {
  const byChannel = new Map<number, Map<string, LedgerAccount>>();
  for (const row of rows) {
    const accounts = byChannel.get(row.ownerId) ?? new Map<string, LedgerAccount>();
    byChannel.set(row.ownerId, accounts.set(row.kind, row));
  }
  const complete = new Map<number, L1Accounts>();
  for (const [channelId, accounts] of byChannel) {
    const storedValue = accounts.get(ChannelAccount.storedValue);
    const creditAvailable = accounts.get(ChannelAccount.creditAvailable);
    const creditDebt = accounts.get(ChannelAccount.creditDebt);
    if (storedValue && creditAvailable && creditDebt) {
      complete.set(channelId, { storedValue, creditAvailable, creditDebt });
    }
  }
  return complete;
}
