import { fulfilmentAdminContract } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { SettingsService } from '../../src/modules/settings/settings.service';
import { PaymentRow } from '../../src/modules/payment/entities/payment.entity';
import { systemActor } from '../../src/platform/http/actor';
import { aDispatch, anOrder, aWaybill } from '../builders/order.builder';
import { somePaidECards } from '../builders/e-card.builder';
import { aPaidPurchase, deliverNews, knowPayers } from '../builders/purchase.builder';
import { someStock } from '../builders/stock.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

describeOnBothDatabases('parcels of an order paid in WeChat', { modules, withDoubles: true }, (context) => {
  const aPaidOrder = async () => {
    const { app } = context;
    await knowPayers(app);
    app.doubles['wechat-pay'].notices.hold();
    const { order, goods } = await aPaidPurchase(app, app.doubles);
    const payment = await app.dataSource.getRepository(PaymentRow).findOneByOrFail({ payableId: order.id });
    return { order, goods, transactionId: payment.transactionId ?? '' };
  };
  const ship = async (id: number, items: { skuId: number; quantity: number }[] | null = null) => {
    const waybill = aWaybill();
    await context.app.call(fulfilmentAdminContract.shipFromPlatform, {
      token: tokenOf.admin,
      input: { params: { id }, body: { ...waybill, items } },
    });
    await deliverNews(context.app);
    return waybill;
  };
  const entered = (transactionId: string) => context.app.doubles.wechat.shipping.shippedOf(transactionId);

  it('are entered at WeChat once all has left, although the first answer is lost', async () => {
    const { app } = context;
    const { order, transactionId } = await aPaidOrder();
    const { shipmentId } = await aDispatch(app, { orderId: order.id, channelId: null });
    app.doubles.faults.set('wechat', [
      { kind: 'dropped', when: 'after', path: '/wxa/sec/order/upload_shipping_info', times: 1 },
    ]);

    const { waybillNo } = await ship(shipmentId);
    app.clock.advance({ minutes: 1 });
    await deliverNews(app);

    expect(entered(transactionId)).toMatchObject({
      isComplete: true,
      parcels: [{ carrier: 'SF', waybillNo }],
    });
  });

  it('are entered one after another while a part has not left', async () => {
    const { app } = context;
    const settings = await app.get(SettingsService);
    const all = await settings.get();
    await settings.updateSettings(systemActor('test'), { ...all, allowPartialShipment: true });
    const { order, goods, transactionId } = await aPaidOrder();
    const { shipmentId } = await aDispatch(app, { orderId: order.id, channelId: null });
    const [skuId = 0] = goods.skuIds;

    const first = await ship(shipmentId, [{ skuId, quantity: 1 }]);
    const half = structuredClone(entered(transactionId));
    const shipments = await app.call(fulfilmentAdminContract.listShipments, {
      token: tokenOf.admin,
      input: { query: { number: order.number, status: 'toShip' } },
    });
    const second = await ship(shipments.body.items[0]?.id ?? 0);

    expect(half).toMatchObject({ isComplete: false, parcels: [{ waybillNo: first.waybillNo }] });
    expect(entered(transactionId)).toMatchObject({
      isComplete: true,
      parcels: [{ waybillNo: first.waybillNo }, { waybillNo: second.waybillNo }],
    });
  });

  it('is told of e-cards as goods that do not travel, once their numbers are in the account', async () => {
    const { app } = context;
    await knowPayers(app);
    app.doubles['wechat-pay'].notices.hold();
    const { order } = await somePaidECards(app, app.doubles, { quantity: 2 });
    const payment = await app.dataSource.getRepository(PaymentRow).findOneByOrFail({ payableId: order.id });
    await deliverNews(app);

    expect(entered(payment.transactionId ?? '')).toMatchObject({
      isComplete: true,
      parcels: [{ waybillNo: '', description: `${order.title} ×2` }],
    });
  });

  it('of a redemption are none of WeChat’s business', async () => {
    const { app } = context;
    const { order, goods } = await anOrder(app);
    await someStock(app, { channelId: null, skuIds: goods.skuIds, quantity: 10 });
    const { shipmentId } = await aDispatch(app, { orderId: order.id, channelId: null });
    const before = app.doubles.received('wechat').length;

    await ship(shipmentId);

    const paths = app.doubles.received('wechat').slice(0, -before || undefined);
    expect(paths.filter((request) => request.path.includes('upload_shipping'))).toEqual([]);
  });
});
