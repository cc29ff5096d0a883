import type { ChannelStatus, L1Subtype } from '@lakeside/shared/channel/channel.status';
import { ChannelRow } from '../../src/modules/channel/entities/channel.entity';
import { LedgerService } from '../../src/modules/ledger/ledger.service';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import type { TestApp } from '../kit/test-app';

export interface StoreToMake {
  name?: string;
  rateBp?: number;
  l1Subtype?: L1Subtype;
  status?: ChannelStatus;
  location?: { latitude: number; longitude: number };
  district?: string;
}

let made = 0;

/** A 专卖店 in Suzhou with its accounts. Answers its id. */
export async function aStore(app: TestApp, store: StoreToMake = {}): Promise<number> {
  made += 1;
  const { manager } = app.dataSource;
  const name = store.name ?? `专卖店${made}`;
  const row = manager.create(ChannelRow, {
    name,
    contactName: '店长',
    phone: String(13_800_000_000 + made),
    level: 1,
    l1Subtype: store.l1Subtype ?? 'store',
    businessMode: 'dealer',
    rateBp: store.rateBp ?? 6000,
    parentId: null,
    l1Id: 0,
    status: store.status ?? 'active',
    address: {
      province: '江苏省',
      city: '苏州市',
      district: store.district ?? '姑苏区',
      detail: `观前街 ${made} 号`,
    },
    location: store.location ?? { latitude: 31.3, longitude: 120.6 },
    createdAt: app.clock.now(),
  });
  const { id } = await manager.save(row);
  await manager.update(ChannelRow, { id }, { l1Id: id });
  const ledger = await app.get(LedgerService);
  const transactions = await app.get(TransactionService);
  await transactions.run(systemActor('test'), (tx) => ledger.openL1Accounts(tx, { channelId: id, name }));
  return id;
}
