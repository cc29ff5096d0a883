import type { ChannelStatus } from '@lakeside/shared/channel/channel.status';
import { applyRate } from '@lakeside/shared/kernel/money';
import { eCardMemberContract } from '@lakeside/shared/order/e-card.contract';
import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import { purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import { ChannelStaffRow } from '../../src/modules/channel/entities/channel-staff.entity';
import { ChannelRow } from '../../src/modules/channel/entities/channel.entity';
import { MemberLevelRow } from '../../src/modules/channel/entities/member-level.entity';
import { LedgerVerificationService } from '../../src/modules/ledger/ledger-verification.service';
import { type RevenueBalances, RevenueLedgerService } from '../../src/modules/ledger/revenue-ledger.service';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { OrderLineRow } from '../../src/modules/order/entities/order-line.entity';
import { RevenueShare } from '../../src/modules/revenue/entities/revenue-share.entity';
import type { RunningDoubles } from '../doubles/start-doubles';
import type { TestApp } from '../kit/test-app';
import { sendFromPlatform } from './after-sale.builder';
import { anECardProduct } from './e-card.builder';
import { aMemberWithAddress, type MemberWithAddress } from './order.builder';
import { deliverNews, prepayOf, someShopGoods } from './purchase.builder';
import { aStore } from './store.builder';

export const memberRateBp = 9000;
const rateOf = { 1: 6000, 2: 7000, 3: 8000 } as const;
let made = 0;

/** A channel at the rate of its level under the one before; level 1 is a store. Answers ids from level 1 down. */
export async function aChain(
  app: TestApp,
  levels: readonly (1 | 2 | 3)[],
  status: { level: 1 | 2 | 3; is: ChannelStatus } | null = null,
): Promise<number[]> {
  const { manager } = app.dataSource;
  const l1Id = await aStore(app, { rateBp: rateOf[1] });
  const root = await manager.findOneByOrFail(ChannelRow, { id: l1Id });
  const ids = [l1Id];
  for (const level of levels.slice(1)) {
    made += 1;
    const { id: _id, ...rest } = root;
    const { id } = await manager.save(
      manager.create(ChannelRow, {
        ...rest,
        level,
        l1Subtype: null,
        name: `下级渠道${made}`,
        phone: String(13_500_000_000 + made),
        rateBp: rateOf[level],
        parentId: ids.at(-1) ?? null,
      }),
    );
    ids.push(id);
  }
  if (status) {
    const id = ids[levels.indexOf(status.level)] ?? 0;
    await manager.update(ChannelRow, { id }, { status: status.is });
  }
  return ids;
}

/** Someone who works for a channel for this part of its own share. Answers the id. */
export async function aSeller(app: TestApp, channelId: number, commissionRateBp: number): Promise<number> {
  made += 1;
  const { manager } = app.dataSource;
  const row = manager.create(ChannelStaffRow, {
    channelId,
    name: `店员${made}`,
    phone: String(13_400_000_000 + made),
    modules: [],
    status: 'active',
    commissionRateBp,
    createdAt: app.clock.now(),
  });
  return (await manager.save(row)).id;
}

/** A member of a channel, or of the platform, who buys at 0.90. */
export async function aBuyer(
  app: TestApp,
  owner: { channelId: number | null; staffId?: number | null },
): Promise<MemberWithAddress> {
  const { manager } = app.dataSource;
  const member = await aMemberWithAddress(app);
  const level =
    (await manager.findOneBy(MemberLevelRow, { rateBp: memberRateBp })) ??
    (await manager.save(
      manager.create(MemberLevelRow, {
        name: '金卡会员',
        rateBp: memberRateBp,
        isDefault: false,
        createdAt: app.clock.now(),
      }),
    ));
  const { channelId, staffId = null } = owner;
  await manager.update(MemberRow, { id: member.memberId }, { channelId, staffId, levelId: level.id });
  return member;
}

export interface Sale {
  readonly orderId: number;
  readonly member: MemberWithAddress;
  /** What one cost its buyer. */
  readonly unitPriceFen: number;
  readonly payableFen: number;
}

interface SaleWish {
  readonly member: MemberWithAddress;
  readonly retailPriceFen?: number;
  readonly quantity?: number;
  readonly freightFen?: number;
  readonly isECard?: boolean;
}

/** An order that waits to be paid: a package, or e-cards. */
export async function anUnpaidSale(app: TestApp, wish: SaleWish): Promise<Sale> {
  const { member, retailPriceFen = 100_000, quantity = 1, freightFen = 0, isECard = false } = wish;
  const unitPriceFen = applyRate(retailPriceFen, memberRateBp);
  const payableFen = unitPriceFen * quantity + freightFen;
  if (isECard) {
    const { productId } = await anECardProduct(app, 100, retailPriceFen);
    const { body } = await app.call(eCardMemberContract.placeECardPurchase, {
      token: member.token,
      input: { body: { productId, quantity, unitPriceFen, payableFen } },
    });
    return { orderId: body.id, member, unitPriceFen, payableFen };
  }
  const { packageId } = await someShopGoods(app, { quantities: [1], retailPriceFen });
  const { body } = await app.call(purchaseMemberContract.placePurchase, {
    token: member.token,
    input: {
      body: {
        lines: [{ kind: 'package', id: packageId, quantity, unitPriceFen }],
        addressId: member.addressId,
        payableFen,
      },
    },
  });
  return { orderId: body.id, member, unitPriceFen, payableFen };
}

/** An order that was paid, told and booked. */
export async function aSale(app: TestApp, doubles: RunningDoubles, wish: SaleWish): Promise<Sale> {
  const sale = await anUnpaidSale(app, wish);
  await payFor(app, doubles, sale);
  return sale;
}

/** The buyer pays, and everybody is told. */
export async function payFor(app: TestApp, doubles: RunningDoubles, sale: Sale): Promise<void> {
  doubles['wechat-pay'].pay(await prepayOf(app, { orderId: sale.orderId, token: sale.member.token }));
  await tellAll(app, doubles);
}

/** Delivers what WeChat Pay has to say and what the server tells itself. */
export async function tellAll(app: TestApp, doubles: RunningDoubles): Promise<void> {
  doubles['wechat-pay'].notices.origin = app.url;
  await deliverNews(app);
  await doubles['wechat-pay'].notices.deliver();
  await deliverNews(app);
}

/** Sends a sold package and lets its buyer confirm it. */
export async function receive(app: TestApp, sale: Sale): Promise<void> {
  await sendFromPlatform(app, sale.orderId);
  await app.call(orderMemberContract.confirmReceipt, {
    token: sale.member.token,
    input: { params: { id: sale.orderId } },
  });
  await deliverNews(app);
}

export async function sharesOf(app: TestApp, orderId: number): Promise<RevenueShare[]> {
  return app.dataSource.getRepository(RevenueShare).find({ where: { orderId }, order: { level: 'ASC' } });
}

export async function firstLineOf(app: TestApp, orderId: number): Promise<number> {
  const lines = app.dataSource.getRepository(OrderLineRow);
  return (await lines.findOneOrFail({ where: { orderId }, order: { id: 'ASC' } })).id;
}

export async function balancesOf(app: TestApp, channelId: number): Promise<RevenueBalances> {
  return (await app.get(RevenueLedgerService)).balancesOf(channelId);
}

/** What a check of the whole ledger says when it finds nothing wrong. */
export const rightBooks = {
  unbalancedTransactionIds: [],
  wrongBalanceAccountIds: [],
  outOfBoundsAccountIds: [],
};

export async function checkBooks(app: TestApp) {
  const { transactionCount: _count, ...found } = await (
    await app.get(LedgerVerificationService)
  ).verifyLedger();
  return found;
}
