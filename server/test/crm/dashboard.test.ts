import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import { dashboardAdminContract } from '@lakeside/shared/crm/crm.contract';
import { addDays } from '@lakeside/shared/kernel/date';
import { ledgerAdminContract } from '@lakeside/shared/ledger/ledger.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { someCards } from '../builders/card.builder';
import { someGoods } from '../builders/goods.builder';
import { aDispatch, anOrder, shipAll } from '../builders/order.builder';
import { someStock } from '../builders/stock.builder';
import { aStore } from '../builders/store.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
/** The dashboard is the first page of everybody in the back office, so it asks for no permission. */
const token = tokenOf.clerk('nothing');

describeOnBothDatabases('the dashboard', { modules }, (context) => {
  const dashboard = async () => (await context.app.call(dashboardAdminContract.getDashboard, { token })).body;
  const selected = (cardNos: string[]) => ({ selection: { cardNos }, expectedCount: cardNos.length });
  /** A store with money and consecutive cards in its library. */
  const aStoreWithCards = async (cards: { firstCardNo: string; count: number }) => {
    const { app } = context;
    const store = await aStore(app);
    const { productId } = await someGoods(app);
    const cardNos = await someCards(app, { productId, ...cards });
    await app.call(ledgerAdminContract.topUp, {
      token: tokenOf.admin,
      input: { body: { channelId: store, amountFen: 1_000_000 } },
    });
    const sent = await app.call(cardAdminContract.createCardOrder, {
      token: tokenOf.admin,
      input: { body: { toChannelId: store, productId, selection: { cardNos } } },
    });
    await app.call(cardChannelContract.receiveHandover, {
      token: tokenOf.store(store),
      input: { params: { id: sent.body.id }, body: {} },
    });
    return { store, cardNos };
  };
  const activate = async (store: number, cardNos: string[]) => {
    const { app } = context;
    const asked = await app.call(cardChannelContract.requestActivation, {
      token: tokenOf.store(store),
      input: { body: selected(cardNos) },
    });
    await app.call(cardChannelContract.activateCards, {
      token: tokenOf.store(store),
      input: { params: { id: asked.body.id }, body: {} },
    });
  };

  it('is all zeros, with the last fourteen days, before anything happened', async () => {
    const { days, ...figures } = await dashboard();

    expect(figures).toEqual({
      ordersToDispatch: 0,
      shipmentsToShip: 0,
      channelsToApprove: 0,
      returnsToReceive: 0,
      channelCount: 0,
      memberCount: 0,
      cardCounts: { inactive: 0, active: 0, used: 0, voided: 0, locked: 0 },
    });
    expect(days.map(({ day }) => day)).toEqual(
      Array.from({ length: 14 }, (_, index) => addDays('2026-09-23', index)),
    );
    expect(days.every(({ activatedCards, redemptions }) => activatedCards + redemptions === 0)).toBe(true);
  });

  it('counts what waits: orders to dispatch and to ship, applications, returns; and members, channels, cards [AD-002, AD-004]', async () => {
    const { app } = context;
    const before = await dashboard();
    const { store, cardNos } = await aStoreWithCards({ firstCardNo: 'DB0001', count: 6 });
    await aStore(app, { status: 'pending' });
    await aStore(app, { status: 'closed' });
    const orders = [await anOrder(app), await anOrder(app), await anOrder(app)];
    for (const { order, goods } of orders.slice(1)) {
      await someStock(app, { channelId: store, skuIds: goods.skuIds, quantity: 100 });
      await aDispatch(app, { orderId: order.id, channelId: store });
    }
    await activate(store, cardNos.slice(0, 2));
    await app.call(cardChannelContract.returnCards, {
      token: tokenOf.store(store),
      input: { body: selected(cardNos.slice(2, 5)) },
    });

    const after = await dashboard();

    expect(before.channelCount).toBe(0);
    expect(after).toMatchObject({
      ordersToDispatch: 1,
      shipmentsToShip: 2,
      channelsToApprove: 1,
      returnsToReceive: 1,
      channelCount: 1,
      memberCount: 3,
      cardCounts: { inactive: 4, active: 2, used: 3, voided: 0, locked: 3 },
    });
    expect(after.days.at(-1)).toEqual({ day: '2026-10-06', activatedCards: 2, redemptions: 3 });
  });

  it('takes what was shipped off the list', async () => {
    const { app } = context;
    const before = await dashboard();
    const store = await aStore(app);
    const { order, goods } = await anOrder(app);
    await someStock(app, { channelId: store, skuIds: goods.skuIds, quantity: 100 });
    const { shipmentId } = await aDispatch(app, { orderId: order.id, channelId: store });
    const waiting = await dashboard();

    await shipAll(app, { channelId: store, shipmentId });
    const shipped = await dashboard();

    expect(waiting.shipmentsToShip).toBe(before.shipmentsToShip + 1);
    expect(shipped.shipmentsToShip).toBe(before.shipmentsToShip);
    expect(shipped.ordersToDispatch).toBe(before.ordersToDispatch);
  });

  it('counts a day from midnight to midnight in Shanghai and forgets it after fourteen', async () => {
    const { app } = context;
    const { store, cardNos } = await aStoreWithCards({ firstCardNo: 'DC0001', count: 3 });
    app.clock.set('2026-10-19T23:59:59.999+08:00');
    await activate(store, cardNos.slice(0, 1));
    app.clock.set('2026-10-20T00:00:00.000+08:00');
    await activate(store, cardNos.slice(1));

    const { days } = await dashboard();
    app.clock.set('2026-11-02T00:00:00.000+08:00');
    const later = await dashboard();

    expect(days.slice(-2).map(({ day, activatedCards }) => [day, activatedCards])).toEqual([
      ['2026-10-19', 1],
      ['2026-10-20', 2],
    ]);
    expect(days.map(({ day }) => day)).not.toContain('2026-10-06');
    expect(later.days[0]).toEqual({ day: '2026-10-20', activatedCards: 2, redemptions: 0 });
  });
});
