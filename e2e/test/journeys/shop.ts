import { setTimeout as pause } from 'node:timers/promises';
import {
  adminClient,
  channelClient,
  guestClient,
  memberClient,
  smsCode,
} from '@lakeside/server/src/demo/demo-client';
import type { AdminClient, ChannelClient, MemberClient } from '@lakeside/server/src/demo/demo-client';
import { waitForImport } from '@lakeside/server/src/demo/seed-cards';
import { addDays, toDay } from '@lakeside/shared/kernel/date';
import { writeCardSheet, xlsxType } from '../../src/card-sheet';

export interface KnownCard {
  readonly cardNo: string;
  readonly secret: string;
}

export interface Channel {
  readonly id: number;
  readonly name: string;
  readonly contactName: string;
  readonly phone: string;
  readonly client: ChannelClient;
}

export interface Member {
  readonly phone: string;
  readonly client: MemberClient;
}

/**
 * What a journey finds when it begins: channels, cards and members of its own, made through the API beside the demo's, so
 * that no journey depends on another. What people do on their phones is never done here.
 */
export class Shop {
  private made = 0;

  private constructor(
    readonly url: string,
    readonly office: AdminClient,
  ) {}

  static async open(url: string): Promise<Shop> {
    return new Shop(url, await adminClient(url));
  }

  /** A phone number nobody has yet. */
  newPhone(): string {
    this.made += 1;
    return `1391000${String(this.made).padStart(4, '0')}`;
  }

  /** A 专卖店 with money on its accounts, in fen. */
  async newStore(name: string, money: { storedValueFen: number; creditFen: number }): Promise<Channel> {
    const person = { name, contactName: '钱店长', phone: this.newPhone() };
    const { id } = await this.office.channel.createL1({
      body: {
        ...person,
        l1Subtype: 'store',
        rateBp: 6000,
        salespersonId: null,
        address: { province: '江苏省', city: '苏州市', district: '昆山市', detail: '湖滨北路 8 号' },
        location: { latitude: 31.4486, longitude: 120.8722 },
      },
    });
    await this.office.ledger.topUp({
      body: { channelId: id, amountFen: money.storedValueFen, voucherNo: `YH${id}`, note: '首笔储值' },
    });
    await this.office.ledger.grantCredit({
      body: { channelId: id, amountFen: money.creditFen, note: '季初额度' },
    });
    return { id, ...person, client: await channelClient(this.url, person.phone) };
  }

  /** A channel that has joined under another. */
  async newChild(parent: Channel, name: string, level: 2 | 3): Promise<Channel> {
    const person = { name, contactName: '孙经理', phone: this.newPhone() };
    const rateBp = level === 2 ? 7000 : 8000;
    const invite = await parent.client.channel.createChannelInvite({ body: { childLevel: level, rateBp } });
    const guest = guestClient(this.url);
    const code = await smsCode(guest.sms, 'channel', person.phone);
    const { channelId } = await guest.invite.applyAsChannel({
      body: { token: invite.token, code, ...person },
    });
    await this.approve(channelId);
    return { id: channelId, ...person, client: await channelClient(this.url, person.phone) };
  }

  async topUp(store: Channel, amountFen: number): Promise<void> {
    await this.office.ledger.topUp({
      body: { channelId: store.id, amountFen, voucherNo: `YH${store.id}-2`, note: '补足' },
    });
  }

  async approve(channelId: number): Promise<void> {
    await this.office.channel.approveChannel({ params: { id: channelId } });
  }

  /** Inactive cards of the demo's first product in the library of a store, in the order of their numbers. */
  async newCards(store: Channel, count: number): Promise<KnownCard[]> {
    const first = 77_000_000_0000 + store.id * 10_000;
    const cards = Array.from({ length: count }, (_, index) => ({
      cardNo: String(first + index),
      secret: `LAKE${String(index).padStart(4, '0')}`,
    }));
    const sheet = await writeCardSheet(cards.map((card) => [card.cardNo, card.secret] as const));
    const productId = await this.productId();
    const blob = new Blob([new Uint8Array(sheet)], { type: xlsxType });
    const started = await this.office.card.importCards({
      query: { productId },
      file: { kind: 'blob', blob, fileName: `${store.name}.xlsx` },
    });
    await waitForImport(this.office, started.id);
    await this.office.card.createCardOrder({
      body: { toChannelId: store.id, productId, selection: { ranges: [rangeOf(cards)] } },
    });
    await this.receiveAll(store);
    return cards;
  }

  private async productId(): Promise<number> {
    const products = await this.office.catalog.listCardProducts({
      query: { form: 'physical', pageSize: 100 },
    });
    return products.items.find((product) => product.name.startsWith('家宴'))?.id ?? 0;
  }

  async receiveAll(channel: Channel): Promise<void> {
    const incoming = await channel.client.card.listHandovers({
      query: { direction: 'in', status: 'inTransit' },
    });
    for (const { id } of incoming.items)
      await channel.client.card.receiveHandover({ params: { id }, body: {} });
  }

  /** Cards that a child has received from its parent. */
  async handDown(from: Channel, to: Channel, cards: readonly KnownCard[]): Promise<void> {
    await from.client.card.transferCards({
      body: { toChannelId: to.id, selection: { ranges: [rangeOf(cards)] }, expectedCount: cards.length },
    });
    await this.receiveAll(to);
  }

  /** Activates cards that lie in the store's own library. */
  async activate(store: Channel, cards: readonly KnownCard[]): Promise<void> {
    const request = await store.client.card.requestActivation({
      body: { selection: { ranges: [rangeOf(cards)] }, expectedCount: cards.length },
    });
    await store.client.card.activateCards({ params: { id: request.id }, body: {} });
  }

  async newMember(inviter: Channel): Promise<Member> {
    const invite = await inviter.client.channel.getMemberInvite({ query: {} });
    const phone = this.newPhone();
    const client = await memberClient(this.url, { phone, inviteToken: invite.token });
    return { phone, client };
  }

  /** An order that a member has redeemed a card for and a store is to ship. */
  async newShipment(store: Channel, member: Member, card: KnownCard): Promise<{ orderId: number }> {
    const bound = await member.client.card.bindCard({ body: card });
    const address = await member.client.me.createAddress({ body: receiverOf(member) });
    const order = await member.client.order.redeemCard({
      body: {
        cardId: bound.id,
        addressId: address.id,
        deliveryDay: addDays(toDay(new Date()), 6),
        remark: '放门卫',
      },
    });
    await this.dispatch(order.id, store);
    return { orderId: order.id };
  }

  /** Has a store ship an order, and gives it what it needs for that. */
  async dispatch(orderId: number, store: Pick<Channel, 'id'>): Promise<void> {
    await this.stockUp(store);
    await this.office.fulfilment.dispatchOrder({ params: { id: orderId }, body: { channelId: store.id } });
  }

  /** Some packages that a member has bought and paid for, to be shipped. */
  async newPaidOrder(member: Member, quantity: number): Promise<{ orderId: number; paidFen: number }> {
    const { client } = member;
    const address = await client.me.createAddress({ body: receiverOf(member) });
    const offers = await client.catalog.listOffers({ query: { kind: 'package' } });
    for (const { id } of offers.items) {
      const lines = [{ kind: 'package' as const, id, quantity }];
      const quote = await client.purchase.quotePurchase({ body: { lines, addressId: address.id } });
      const [line] = quote.lines;
      if (!line || line.problem !== null) continue;
      const order = await client.purchase.placePurchase({
        body: {
          lines: lines.map((wish) => ({ ...wish, unitPriceFen: line.unitPriceFen })),
          addressId: address.id,
          deliveryDay: quote.needsDay ? addDays(toDay(new Date()), 6) : null,
          payableFen: quote.payableFen,
        },
      });
      await this.pay(member, order.id);
      return { orderId: order.id, paidFen: quote.payableFen };
    }
    throw new Error('the demo sells no package');
  }

  /** Two packages that a member has bought, paid for and received; the platform has sent them. */
  async newReceivedOrder(member: Member): Promise<number> {
    const { orderId } = await this.newPaidOrder(member, 2);
    const params = { id: orderId };
    const order = await this.office.fulfilment.dispatchOrder({ params, body: { channelId: null } });
    for (const { shipmentId } of order.parcels) {
      const waybillNo = `SF1399${String(orderId).padStart(8, '0')}`;
      await this.office.fulfilment.shipFromPlatform({
        params: { id: shipmentId },
        body: { carrierCode: 'SF', waybillNo },
      });
    }
    await member.client.order.confirmReceipt({ params });
    return orderId;
  }

  /** Pays an order at the double of WeChat's cashier and waits until the server has heard of it. */
  private async pay({ client }: Member, orderId: number): Promise<void> {
    const params = { id: orderId };
    const begun = await client.purchase.payOrder({ params, body: { way: 'h5' } });
    if (begun.way !== 'h5') throw new Error('asked for the cashier of a browser');
    const cashier = new URL(begun.url);
    const prepayId = cashier.searchParams.get('prepay_id');
    const paid = await fetch(`${cashier.origin}${cashier.pathname.replace('__cashier', '__pay')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prepayId }),
    });
    if (!paid.ok) throw new Error(`the cashier answered ${paid.status}`);
    await this.eventually(
      () => client.order.getOrder({ params }),
      (order) => order.status !== 'toPay',
    );
  }

  /** Sends the parcel that waits in the store. */
  async ship(store: Channel, waybillNo: string): Promise<void> {
    const waiting = await store.client.fulfilment.listShipments({ query: { status: 'toShip' } });
    await store.client.fulfilment.ship({
      params: { id: waiting.items[0]?.id ?? 0 },
      body: { carrierCode: 'SF', waybillNo, items: null },
    });
  }

  private async stockUp(store: Pick<Channel, 'id'>): Promise<void> {
    const skus = await this.office.catalog.listSkus({ query: { pageSize: 100 } });
    for (const { id } of skus.items)
      await this.office.stock.adjustStock({
        body: { channelId: store.id, skuId: id, delta: 40, note: '到货入库' },
      });
  }

  /** What a channel's own library holds, by state. */
  async cardCounts(channel: Channel) {
    return (await channel.client.card.getCardSummary()).totals;
  }

  /** Asks again until an answer is what a background job makes of it. */
  async eventually<Answer>(
    ask: () => Promise<Answer>,
    isThere: (answer: Answer) => boolean,
  ): Promise<Answer> {
    for (let round = 0; round < 100; round += 1) {
      const answer = await ask();
      if (isThere(answer)) return answer;
      await pause(200);
    }
    throw new Error('it did not come about in twenty seconds');
  }
}

export function rangeOf(cards: readonly KnownCard[]): { from: string; to: string } {
  return { from: cards[0]?.cardNo ?? '', to: cards.at(-1)?.cardNo ?? '' };
}

export function receiverOf({ phone }: Member) {
  return {
    name: '何女士',
    phone,
    province: '江苏省',
    city: '苏州市',
    district: '昆山市',
    detail: '前进中路 66 号 2 幢 301',
    location: null,
    isDefault: true,
  };
}

/** The number on the one parcel that a store sends. */
export function waybillOf(store: Channel): string {
  return `SF1398${String(store.id).padStart(8, '0')}`;
}
