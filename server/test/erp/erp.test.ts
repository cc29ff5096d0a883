import { erpAdminContract } from '@lakeside/shared/erp/erp.contract';
import { fulfilmentAdminContract } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { ErpPush } from '../../src/modules/erp/entities/erp-push.entity';
import { ErpSku } from '../../src/modules/erp/entities/erp-sku.entity';
import { ErpSyncService } from '../../src/modules/erp/erp-sync.service';
import { StockMovement } from '../../src/modules/stock/entities/stock-movement.entity';
import { Stock } from '../../src/modules/stock/entities/stock.entity';
import { OutboxWorker } from '../../src/platform/outbox/outbox-worker';
import { aDispatch, anOrder, aWaybill } from '../builders/order.builder';
import { someStock } from '../builders/stock.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const token = tokenOf.admin;
let made = 0;

describeOnBothDatabases('the exchange with the ERP', { modules, withDoubles: true }, (context) => {
  const deliver = async () => (await context.app.get(OutboxWorker)).drain();
  const synchronise = () => context.app.call(erpAdminContract.synchronise, { token });

  /** An order of two and one, whose articles the ERP keeps and somebody has connected. */
  const aKnownOrder = async (onHand: number) => {
    const { app } = context;
    const { order, goods } = await anOrder(app, { quantities: [2, 1] });
    await someStock(app, { channelId: null, skuIds: goods.skuIds, quantity: onHand });
    const codes: string[] = [];
    for (const skuId of goods.skuIds) {
      made += 1;
      const code = `A-${made}`;
      codes.push(code);
      app.doubles.erp.keep({ code, name: `单品${made}`, spec: '', unit: '只', onHand });
      await synchronise();
      const { id } = await app.dataSource.getRepository(ErpSku).findOneByOrFail({ code });
      await app.call(erpAdminContract.linkErpSku, { token, input: { params: { id }, body: { skuId } } });
    }
    return { order, goods, codes };
  };
  const ship = async (orderId: number) => {
    const shipment = await aDispatch(context.app, { orderId, channelId: null });
    await context.app.call(fulfilmentAdminContract.shipFromPlatform, {
      token,
      input: { params: { id: shipment.shipmentId }, body: { ...aWaybill(), items: null } },
    });
    return shipment;
  };
  const levelsOf = async (skuIds: readonly number[]) => {
    const rows = await context.app.dataSource.getRepository(Stock).findBy({ placeChannelId: 0 });
    return skuIds.map((skuId) => {
      const row = rows.find((candidate) => candidate.skuId === skuId);
      return [row?.onHand, row?.reserved];
    });
  };
  const goodsOf = async (code: string) =>
    (
      await context.app.call(erpAdminContract.listErpSkus, {
        token,
        input: { query: { search: code } },
      })
    ).body.items[0];

  it('takes goods over page by page, and touches the stock of no article that nobody connected [IF-005]', async () => {
    const { app } = context;
    await synchronise();
    await synchronise();

    const list = await app.call(erpAdminContract.listErpSkus, { token, input: { query: {} } });
    const demo = list.body.items.filter((item) => item.code.startsWith('CRAB-'));

    expect(demo.map((item) => [item.code, item.onHand, item.sku])).toEqual([
      ['CRAB-F25', 5000, null],
      ['CRAB-F30', 5000, null],
      ['CRAB-M35', 5000, null],
      ['CRAB-M40', 5000, null],
    ]);
    expect(await app.dataSource.getRepository(Stock).count()).toBe(0);
  });

  it('shows the central stock as the ERP counts it, each difference as a movement [IF-006] [AD-158] [AD-159]', async () => {
    const { app } = context;
    const { goods, codes } = await aKnownOrder(10);
    const [code = ''] = codes;
    const [skuId = 0] = goods.skuIds;
    app.doubles.erp.keep({ code, name: '单品', spec: '', unit: '只', onHand: 37 });

    const { body: state } = await synchronise();
    await synchronise();

    const movements = await app.dataSource
      .getRepository(StockMovement)
      .findBy({ placeChannelId: 0, skuId, kind: 'adjustment' });
    expect(state).toMatchObject({ isOn: true, syncError: null });
    expect((await levelsOf([skuId]))[0]).toEqual([37, 0]);
    expect(movements.map((movement) => movement.onHandDelta)).toEqual([10, 27]);
    expect(movements[1]?.note).toBe(`ERP ${code} 盘存 37`);
    expect(await goodsOf(code)).toMatchObject({ onHand: 37, ownOnHand: 37, short: 0 });
  });

  it('never counts below what is promised, and says by how many the ERP is short', async () => {
    const { app } = context;
    const { order, goods, codes } = await aKnownOrder(10);
    await aDispatch(app, { orderId: order.id, channelId: null });
    const [code = ''] = codes;
    app.doubles.erp.keep({ code, name: '单品', spec: '', unit: '只', onHand: 1 });

    await synchronise();

    expect((await levelsOf(goods.skuIds))[0]).toEqual([2, 2]);
    expect(await goodsOf(code)).toMatchObject({ onHand: 1, ownOnHand: 2, short: 1 });
  });

  it('sells nothing twice while the ERP does not know what has left [IF-007] [IF-008]', async () => {
    const { app } = context;
    const { order, goods, codes } = await aKnownOrder(10);
    app.doubles.faults.set('erp', [{ kind: 'serverError', path: '/shipment.put', times: 2 }]);
    const { shipmentNumber } = await ship(order.id);

    await synchronise();
    const beforeNews = await levelsOf(goods.skuIds);
    await deliver();
    await synchronise();
    const afterFailure = await levelsOf(goods.skuIds);
    for (let round = 0; round < 4; round += 1) {
      app.clock.advance({ seconds: 60 });
      await deliver();
    }
    app.clock.advance({ seconds: 60 });
    await synchronise();

    expect(beforeNews).toEqual([
      [8, 0],
      [9, 0],
    ]);
    expect(afterFailure).toEqual(beforeNews);
    expect(await levelsOf(goods.skuIds)).toEqual(beforeNews);
    expect(codes.map((code) => app.doubles.erp.onHandOf(code))).toEqual([8, 9]);
    expect(app.doubles.erp.orderOf(order.number)?.lines).toEqual([
      { code: codes[0], quantity: 2 },
      { code: codes[1], quantity: 1 },
    ]);
    expect(app.doubles.erp.shipmentOf(shipmentNumber)?.lines).toHaveLength(2);
  });

  it('delivers every document once although three in ten calls fail [IF-007] [IF-008]', async () => {
    const { app } = context;
    const known = await aKnownOrder(100);
    const orders = [known.order];
    for (let more = 0; more < 7; more += 1) {
      orders.push((await anOrder(app, { goods: known.goods })).order);
    }
    app.doubles.faults.set('erp', [
      { kind: 'serverError', probability: 0.1 },
      { kind: 'malformed', when: 'after', probability: 0.1 },
      { kind: 'dropped', when: 'after', probability: 0.1 },
    ]);
    for (const order of orders) await ship(order.id);
    for (let round = 0; round < 9; round += 1) {
      await deliver();
      app.clock.advance({ minutes: 60 });
    }
    app.doubles.faults.clear();

    const pushes = await app.dataSource.getRepository(ErpPush).find();
    const ofThese = pushes.filter((push) => orders.some((order) => order.id === push.documentId));

    expect(ofThese.every((push) => push.status === 'done')).toBe(true);
    expect(orders.every((order) => app.doubles.erp.orderOf(order.number))).toBe(true);
    const taken = orders.length * 2;
    expect(app.doubles.erp.onHandOf(known.codes[0] ?? '')).toBe(100 - taken);
  });

  it('keeps a refused document for a person, who sends it again', async () => {
    const { app } = context;
    const { order, goods } = await anOrder(app, { quantities: [1] });
    await someStock(app, { channelId: null, skuIds: goods.skuIds, quantity: 5 });
    await aDispatch(app, { orderId: order.id, channelId: null });
    await deliver();
    const refused = await app.call(erpAdminContract.listErpPushes, {
      token,
      input: { query: { status: 'refused' } },
    });
    const [push] = refused.body.items;
    made += 1;
    const code = `A-${made}`;
    app.doubles.erp.keep({ code, name: '补录', spec: '', unit: '只', onHand: 5 });
    await synchronise();
    const { id } = await app.dataSource.getRepository(ErpSku).findOneByOrFail({ code });
    const [skuId = 0] = goods.skuIds;
    await app.call(erpAdminContract.linkErpSku, { token, input: { params: { id }, body: { skuId } } });

    const again = await app.call(erpAdminContract.pushAgain, {
      token,
      input: { params: { id: push?.id ?? 0 } },
    });

    expect(push).toMatchObject({ kind: 'order', number: order.number });
    expect(push?.reason).toContain('商品编码不存在');
    expect(again.body).toMatchObject({ status: 'done', reason: null });
    expect(app.doubles.erp.orderOf(order.number)?.lines).toEqual([{ code, quantity: 1 }]);
  });

  it('says why it failed, and connects an article to one code only', async () => {
    const { app } = context;
    const { goods, codes } = await aKnownOrder(1);
    const sync = await app.get(ErpSyncService);
    app.doubles.faults.set('erp', [{ kind: 'rateLimit' }]);

    const failed = await synchronise();
    const state = await app.call(erpAdminContract.getErpState, { token });
    app.doubles.faults.clear();
    await sync.synchronise();
    const [first] = (
      await app.call(erpAdminContract.listErpSkus, { token, input: { query: { linked: 'false' } } })
    ).body.items;
    const twice = await app.call(erpAdminContract.linkErpSku, {
      token,
      input: { params: { id: first?.id ?? 0 }, body: { skuId: goods.skuIds[0] ?? 0 } },
    });

    expect(failed.error.code).toBe('ERP_UNREACHABLE');
    expect(state.body.syncError).toContain('5029');
    expect(twice.error).toMatchObject({
      code: 'ERP_SKU_TAKEN',
      message: expect.stringContaining(codes[0] ?? 'no code'),
    });
  });
});
