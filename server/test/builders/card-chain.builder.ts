import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import type { CardRange } from '@lakeside/shared/card/card-number';
import type { ChannelLevel } from '@lakeside/shared/kernel/endpoint';
import { CardProduct } from '../../src/modules/catalog/entities/card-product.entity';
import { Package } from '../../src/modules/catalog/entities/package.entity';
import { PackageItem } from '../../src/modules/catalog/entities/package-item.entity';
import { Sku } from '../../src/modules/catalog/entities/sku.entity';
import { ChannelRow } from '../../src/modules/channel/entities/channel.entity';
import { MemberLevelRow } from '../../src/modules/channel/entities/member-level.entity';
import { creditGrantPostings, topUpPostings } from '../../src/modules/ledger/domain/l1-postings';
import { LedgerService } from '../../src/modules/ledger/ledger.service';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { TransactionService } from '../../src/platform/database/transaction';
import { type ActorIdentity, systemActor } from '../../src/platform/http/actor';
import { SessionResolvers } from '../../src/platform/http/session-resolver';
import type { TestApp } from '../kit/test-app';
import { aChannelActor, aMemberActor, anAdmin } from './fixed-sessions';
import { someCards } from './card.builder';

export interface TestChannel {
  readonly id: number;
  readonly level: ChannelLevel;
  readonly token: string;
}

export const adminToken = 'admin';

const yuan = 100;
let serial = 0;

/** A tree of four channels at the standard prices (rules.md §3): retail 1,000, L1 600, L2 700, both L3 800. */
export interface CardChain {
  readonly productId: number;
  readonly l1: TestChannel;
  readonly l2: TestChannel;
  /** Under the L2. */
  readonly l3: TestChannel;
  /** Directly under the L1. */
  readonly directL3: TestChannel;
}

/** Makes a fresh chain; the L1 has this much stored value and credit, in yuan. */
export async function aCardChain(
  app: TestApp,
  funds: { storedValue?: number; credit?: number } = {},
): Promise<CardChain> {
  const productId = await aCardProduct(app, 1000 * yuan);
  const l1 = await aChannel(app, { level: 1, parent: null, rateBp: 6000 });
  const l2 = await aChannel(app, { level: 2, parent: l1, rateBp: 7000 });
  const l3 = await aChannel(app, { level: 3, parent: l2, l1, rateBp: 8000 });
  const directL3 = await aChannel(app, { level: 3, parent: l1, rateBp: 8000 });
  await fund(app, l1, funds);
  return { productId, l1, l2, l3, directL3 };
}

/** A card product with its package of one article. */
export async function aCardProduct(app: TestApp, retailPriceFen: number): Promise<number> {
  serial += 1;
  const { manager } = app.dataSource;
  const offer = {
    categoryId: null,
    pictureUrl: null,
    detail: null,
    retailPriceFen,
    settlementPriceFen: null,
    serviceSubsidyFen: 1500,
    status: 'onShelf' as const,
    createdAt: app.clock.now(),
  };
  const sku = await manager.save(Sku, {
    name: `公蟹 ${serial}`,
    spec: '4.0 两',
    unit: '只',
    createdAt: app.clock.now(),
  });
  const box = await manager.save(Package, { ...offer, name: `八只装 ${serial}` });
  await manager.insert(PackageItem, { packageId: box.id, skuId: sku.id, quantity: 8 });
  const product = await manager.save(CardProduct, {
    ...offer,
    name: `蟹卡 ${serial}`,
    packageId: box.id,
    validityMonths: 36,
  });
  return product.id;
}

interface ChannelToMake {
  level: ChannelLevel;
  parent: TestChannel | null;
  /** Where it is not the parent. */
  l1?: TestChannel;
  rateBp: number;
}

/** An active channel, with the accounts of an L1 where it is one, and a session of its owner. */
export async function aChannel(app: TestApp, channel: ChannelToMake): Promise<TestChannel> {
  serial += 1;
  const { level, parent, rateBp } = channel;
  const row = await app.dataSource.manager.save(ChannelRow, {
    name: `渠道 ${serial}`,
    contactName: '店主',
    phone: `138${String(serial).padStart(8, '0')}`,
    level,
    l1Subtype: level === 1 ? ('store' as const) : null,
    businessMode: 'dealer' as const,
    rateBp,
    parentId: parent?.id ?? null,
    l1Id: channel.l1?.id ?? parent?.id ?? 0,
    status: 'active' as const,
    createdAt: app.clock.now(),
  });
  if (level === 1) {
    await app.dataSource.manager.update(ChannelRow, { id: row.id }, { l1Id: row.id });
    const [transactions, ledger] = [await app.get(TransactionService), await app.get(LedgerService)];
    await transactions.run(systemActor('test'), (tx) =>
      ledger.openL1Accounts(tx, { channelId: row.id, name: row.name }),
    );
  }
  const token = `channel-${row.id}`;
  await openSession(
    app,
    token,
    aChannelActor({ channelId: row.id, level, l1Subtype: level === 1 ? 'store' : null }),
  );
  return { id: row.id, level, token };
}

/** Puts stored value and credit, in yuan, on the accounts of an L1. */
export async function fund(
  app: TestApp,
  l1: TestChannel,
  funds: { storedValue?: number; credit?: number },
): Promise<void> {
  const [transactions, ledger] = [await app.get(TransactionService), await app.get(LedgerService)];
  const postings = [
    ...topUpPostings(l1.id, (funds.storedValue ?? 0) * yuan),
    ...creditGrantPostings(l1.id, (funds.credit ?? 0) * yuan),
  ].filter((posting) => posting.amountFen !== 0);
  if (postings.length === 0) return;
  serial += 1;
  const document = { kind: 'topUp', id: serial, number: `CZ-${serial}` } as const;
  await transactions.run(systemActor('test'), (tx) =>
    ledger.post(tx, { postings, document, idempotencyKey: `test ${serial}` }),
  );
}

/** A member with a session. */
export async function aMember(app: TestApp): Promise<{ id: number; token: string }> {
  serial += 1;
  const levels = app.dataSource.getRepository(MemberLevelRow);
  const level =
    (await levels.findOneBy({ isDefault: true })) ??
    (await levels.save({ name: '普通会员', rateBp: 9000, isDefault: true, createdAt: app.clock.now() }));
  const row = await app.dataSource.manager.save(MemberRow, {
    phone: `139${String(serial).padStart(8, '0')}`,
    nickname: `会员 ${serial}`,
    levelId: level.id,
    status: 'active' as const,
    joinedAt: app.clock.now(),
  });
  const token = `member-${row.id}`;
  await openSession(app, token, aMemberActor(row.id));
  return { id: row.id, token };
}

/** Imports consecutive cards and brings them down the chain, each hand-over received in full. The last channel named holds them. */
export async function cardsHeldBy(
  app: TestApp,
  chain: CardChain,
  cards: { firstCardNo: string; count: number; way: readonly TestChannel[] },
): Promise<CardRange> {
  const cardNos = await someCards(app, { ...cards, productId: chain.productId });
  const range = { from: cards.firstCardNo, to: cardNos.at(-1) ?? '' };
  const selection = { ranges: [range] };
  let sender: TestChannel | null = null;
  for (const receiver of cards.way) {
    const sent: { body: { id: number } } =
      sender === null
        ? await app.call(cardAdminContract.createCardOrder, {
            token: adminToken,
            input: { body: { toChannelId: receiver.id, productId: chain.productId, selection } },
          })
        : await app.call(cardChannelContract.transferCards, {
            token: sender.token,
            input: { body: { toChannelId: receiver.id, selection, expectedCount: cards.count } },
          });
    const received = await app.call(cardChannelContract.receiveHandover, {
      token: receiver.token,
      input: { params: { id: sent.body.id }, body: {} },
    });
    if (received.status !== 200) throw new Error(JSON.stringify(received.error));
    sender = receiver;
  }
  return range;
}

const sessionsOfApp = new WeakMap<TestApp, Map<string, ActorIdentity>>();

/** Lets a token stand for someone, without logging in. */
export async function openSession(app: TestApp, token: string, identity: ActorIdentity): Promise<void> {
  let sessions = sessionsOfApp.get(app);
  if (!sessions) {
    const opened = new Map<string, ActorIdentity>([[adminToken, anAdmin()]]);
    (await app.get(SessionResolvers)).register({
      resolve: async (_audience, asked) => opened.get(asked) ?? null,
    });
    sessionsOfApp.set(app, opened);
    sessions = opened;
  }
  sessions.set(token, identity);
}
