import {
  fulfilmentAdminContract,
  fulfilmentChannelContract,
} from '@lakeside/shared/fulfilment/fulfilment.contract';
import { orderAdminContract, orderMemberContract } from '@lakeside/shared/order/order.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { AutoConfirmJob } from '../../src/modules/order/auto-confirm.job';
import { SettingsService } from '../../src/modules/settings/settings.service';
import { Stock } from '../../src/modules/stock/entities/stock.entity';
import { systemActor } from '../../src/platform/http/actor';
import { aDispatch, anOrder, aWaybill, type OrderToMake, shipAll } from '../builders/order.builder';
import { someStock } from '../builders/stock.builder';
import { aStore } from '../builders/store.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

type ShipItems = { skuId: number; quantity: number }[];

describeOnBothDatabases('shipping', { modules }, (context) => {
  const aDispatchedOrder = async (wish: OrderToMake = {}) => {
    const { app } = context;
    const made = await anOrder(app, { quantities: [2, 1], ...wish });
    const store = await aStore(app, { name: '平江店' });
    await someStock(app, { channelId: store, skuIds: made.goods.skuIds, quantity: 10 });
    const shipment = await aDispatch(app, { orderId: made.order.id, channelId: store });
    return { ...made, store, ...shipment };
  };
  const ship = (
    token: string,
    id: number,
    body: { carrierCode: string; waybillNo: string; items?: ShipItems | null } = aWaybill(),
  ) => context.app.call(fulfilmentChannelContract.ship, { token, input: { params: { id }, body } });
  const orderOf = async (id: number) =>
    (await context.app.call(orderAdminContract.getOrder, { token: tokenOf.admin, input: { params: { id } } }))
      .body;
  const allowPartial = async (allowed: boolean) => {
    const settings = await context.app.get(SettingsService);
    await settings.updateSettings(systemActor('test'), {
      ...(await settings.get()),
      allowPartialShipment: allowed,
    });
  };
  const stockAt = async (placeChannelId: number, skuIds: readonly number[]) => {
    const rows = await context.app.dataSource.getRepository(Stock).findBy({ placeChannelId });
    return skuIds.map((skuId) => {
      const row = rows.find((candidate) => candidate.skuId === skuId);
      return [row?.onHand, row?.reserved];
    });
  };

  it('lists the store’s shipments by state with number, articles, order state and quantity [CH-074] [CH-075]', async () => {
    const { app } = context;
    const { store, shipmentId, shipmentNumber, order, goods } = await aDispatchedOrder();
    const second = await anOrder(app, { goods });
    const sent = await aDispatch(app, { orderId: second.order.id, channelId: store });
    await shipAll(app, { channelId: store, shipmentId: sent.shipmentId });
    const list = async (query: { status?: 'toShip' | 'shipped'; number?: string }) =>
      (
        await app.call(fulfilmentChannelContract.listShipments, {
          token: tokenOf.store(store),
          input: { query },
        })
      ).body;

    const all = await list({});
    const toShip = await list({ status: 'toShip' });
    const shipped = await list({ status: 'shipped' });
    const byOrder = await list({ number: order.number });
    const byNumber = await list({ number: shipmentNumber.toLowerCase() });
    const byDigits = await list({ number: shipmentNumber.slice(-4) });

    expect(all.total).toBe(2);
    expect(toShip.items).toMatchObject([
      {
        id: shipmentId,
        number: shipmentNumber,
        order: { number: order.number, status: 'toShip', title: order.title },
        items: [{ quantity: 2 }, { quantity: 1 }],
      },
    ]);
    expect(shipped.items.map((item) => item.id)).toEqual([sent.shipmentId]);
    expect(byOrder.items.map((item) => item.id)).toEqual([shipmentId]);
    expect(byNumber.items.map((item) => item.id)).toEqual([shipmentId]);
    expect(byDigits.items.map((item) => item.id)).toContain(shipmentId);
  });

  it('opens a shipment with everything its label needs [CH-076]', async () => {
    const { app } = context;
    const { store, shipmentId, shipmentNumber, order } = await aDispatchedOrder({ remark: '门口放下' });

    const { body } = await app.call(fulfilmentChannelContract.getShipment, {
      token: tokenOf.store(store),
      input: { params: { id: shipmentId } },
    });

    expect(body).toMatchObject({ number: shipmentNumber, allowPartial: false, remark: '门口放下' });
    expect(body.label).toMatchObject({
      carrierName: '',
      waybillNo: null,
      shipmentNumber,
      receiver: { name: '李湖', phone: order.receiver.phone },
      sender: { name: '平江店' },
      remark: '门口放下',
      deliveryDay: order.deliveryDay,
      qrText: shipmentNumber,
    });
    expect(body.label.receiver.address).toBe(`江苏省苏州市姑苏区${order.receiver.detail}`);
    expect(body.label.goods.map((line) => line.quantity)).toEqual([2, 1]);
  });

  it('needs carrier and waybill number, then lets the goods leave [CH-077]', async () => {
    const { store, shipmentId, order, goods, member } = await aDispatchedOrder();
    const token = tokenOf.store(store);

    const blank = await ship(token, shipmentId, { carrierCode: 'SF', waybillNo: ' - ' });
    const sent = await ship(token, shipmentId, { carrierCode: 'SF', waybillNo: 'sf 1000-2000-3001' });
    const again = await ship(token, shipmentId);
    const track = await context.app.call(orderMemberContract.getTrack, {
      token: member.token,
      input: { params: { id: order.id } },
    });

    expect(blank.error).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: { waybillNo: '物流单号应为 6 到 30 位字母或数字' } },
    });
    expect(sent.body).toMatchObject({
      status: 'shipped',
      carrierName: '顺丰速运',
      waybillNo: 'SF100020003001',
      order: { status: 'shipped' },
      label: { carrierName: '顺丰速运', waybillNo: 'SF100020003001' },
    });
    expect(again.error).toMatchObject({
      code: 'SHIPMENT_STATUS_CHANGED',
      message: '发货单已变为“已发货”，请刷新',
    });
    expect(await stockAt(store, goods.skuIds)).toEqual([
      [8, 0],
      [9, 0],
    ]);
    const after = await orderOf(order.id);
    expect(after.items.map((item) => item.shippedQuantity)).toEqual([2, 1]);
    expect(after.steps.at(-1)).toMatchObject({ action: '发货', note: '顺丰速运 SF100020003001' });
    expect(track.body.map((event) => event.text)).toEqual([
      '已发货，顺丰速运 SF100020003001',
      '已派单，正在备货',
      '已提交',
    ]);
  });

  it('lets no two parcels of one carrier have the same waybill number, also when both ship at once', async () => {
    const one = await aDispatchedOrder();
    const two = await aDispatchedOrder();
    const waybill = aWaybill();

    const answers = await Promise.all([
      ship(tokenOf.store(one.store), one.shipmentId, waybill),
      ship(tokenOf.store(two.store), two.shipmentId, waybill),
    ]);
    const loser = answers[0].status === 200 ? two : one;
    const winner = loser === one ? two : one;
    const refused = answers.find((answer) => answer.status !== 200);
    const otherCarrier = await ship(tokenOf.store(loser.store), loser.shipmentId, {
      ...waybill,
      carrierCode: 'JD',
    });

    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(refused?.error).toMatchObject({
      code: 'WAYBILL_TAKEN',
      details: { shipmentNumber: winner.shipmentNumber },
    });
    expect(otherCarrier.status).toBe(200);
  });

  it('sends a part only when orders may be split, and then leaves the rest to ship [MB-067, AD-351]', async () => {
    const { store, shipmentId, order, goods, member } = await aDispatchedOrder();
    const token = tokenOf.store(store);
    const [a = 0, b = 0] = goods.skuIds;
    const part = (items: ShipItems) => ({ ...aWaybill(), items });

    const whole = await ship(token, shipmentId, part([{ skuId: a, quantity: 1 }]));
    await allowPartial(true);
    const tooMany = await ship(token, shipmentId, part([{ skuId: a, quantity: 3 }]));
    const first = await ship(token, shipmentId, part([{ skuId: a, quantity: 1 }]));
    const between = await orderOf(order.id);
    const rest = between.parcels.find((parcel) => parcel.status === 'toShip');
    const confirmEarly = await context.app.call(orderMemberContract.confirmReceipt, {
      token: member.token,
      input: { params: { id: order.id } },
    });
    const second = await ship(token, rest?.shipmentId ?? 0);
    await allowPartial(false);
    const after = await orderOf(order.id);

    expect(whole.error.code).toBe('PARTIAL_NOT_ALLOWED');
    expect(tooMany.error).toMatchObject({
      code: 'QUANTITY_ABOVE_REMAINING',
      details: { remaining: 2, skuId: a },
    });
    expect(first.body).toMatchObject({ status: 'shipped', items: [{ skuId: a, quantity: 1 }] });
    expect(between.status).toBe('partlyShipped');
    expect(rest?.items).toMatchObject([
      { skuId: a, quantity: 1 },
      { skuId: b, quantity: 1 },
    ]);
    expect(confirmEarly.error).toMatchObject({
      code: 'ORDER_STATUS_CHANGED',
      details: { status: 'partlyShipped' },
    });
    expect(second.body.order.status).toBe('shipped');
    expect(after.parcels.map((parcel) => parcel.status)).toEqual(['shipped', 'shipped']);
    expect(await stockAt(store, goods.skuIds)).toEqual([
      [8, 0],
      [9, 0],
    ]);
  });

  it('shows and ships a shipment only to the store that has it', async () => {
    const { app } = context;
    const { store, shipmentId } = await aDispatchedOrder();
    const other = await aStore(app);
    const token = tokenOf.store(other);
    const input = { params: { id: shipmentId } };

    const foreign = [
      await app.call(fulfilmentChannelContract.getShipment, { token, input }),
      await ship(token, shipmentId),
      await app.call(fulfilmentChannelContract.recordLabelPrint, { token, input: { ...input, body: {} } }),
      await app.call(fulfilmentAdminContract.shipFromPlatform, {
        token: tokenOf.admin,
        input: { ...input, body: aWaybill() },
      }),
    ];
    const list = await app.call(fulfilmentChannelContract.listShipments, { token, input: { query: {} } });
    const refused = [
      await app.call(fulfilmentChannelContract.getShipment, { token: tokenOf.cityPartner(store), input }),
      await ship(tokenOf.cityPartner(store), shipmentId),
      await ship(tokenOf.dealer(store), shipmentId),
      await ship(tokenOf.operator(store, 'cards'), shipmentId),
      await ship(tokenOf.member(1), shipmentId),
    ];

    expect(foreign.map((answer) => answer.error.code)).toEqual(Array(4).fill('SHIPMENT_NOT_FOUND'));
    expect(list.body.total).toBe(0);
    expect(refused.map((answer) => answer.status)).toEqual(Array(5).fill(403));
  });

  it('is done by staff with the right for it: list, detail, label and shipping [CH-116] [CH-117] [CH-118] [CH-119]', async () => {
    const { app } = context;
    const { store, shipmentId, shipmentNumber } = await aDispatchedOrder();
    const token = tokenOf.operator(store, 'shipment');
    const input = { params: { id: shipmentId } };

    const waiting = await app.call(fulfilmentChannelContract.listShipments, {
      token,
      input: { query: { status: 'toShip' } },
    });
    const detail = await app.call(fulfilmentChannelContract.getShipment, { token, input });
    const sent = await ship(token, shipmentId);
    const shipped = await app.call(fulfilmentChannelContract.listShipments, {
      token,
      input: { query: { status: 'shipped' } },
    });

    expect(waiting.body.items.map((item) => item.number)).toEqual([shipmentNumber]);
    expect(detail.body.label.shipmentNumber).toBe(shipmentNumber);
    expect(sent.body.status).toBe('shipped');
    expect(shipped.body.items.map((item) => item.number)).toEqual([shipmentNumber]);
  });

  it('writes down each printing of a label with its printer', async () => {
    const { app } = context;
    const { store, shipmentId } = await aDispatchedOrder();
    const print = (printerName: string | null) =>
      app.call(fulfilmentChannelContract.recordLabelPrint, {
        token: tokenOf.store(store),
        input: { params: { id: shipmentId }, body: { printerName } },
      });

    await print('佳博 GP-M322');
    const { body } = await print(null);

    expect(body.steps.map((step) => [step.action, step.note])).toEqual([
      ['派单', '平江店'],
      ['打印面单', '佳博 GP-M322'],
      ['打印面单', null],
    ]);
  });

  it('is done by the back office for the platform, with the warehouse as sender [AD-288] [AD-289] [AD-290] [AD-291]', async () => {
    const { app } = context;
    const { order, goods } = await anOrder(app, { quantities: [2, 1] });
    await someStock(app, { channelId: null, skuIds: goods.skuIds, quantity: 5 });
    const { shipmentId, shipmentNumber } = await aDispatch(app, { orderId: order.id, channelId: null });
    const token = tokenOf.admin;

    const list = await app.call(fulfilmentAdminContract.listShipments, {
      token,
      input: { query: { number: shipmentNumber, status: 'toShip' } },
    });
    const detail = await app.call(fulfilmentAdminContract.getShipment, {
      token,
      input: { params: { id: shipmentId } },
    });
    const sent = await app.call(fulfilmentAdminContract.shipFromPlatform, {
      token: tokenOf.clerk('order.ship'),
      input: { params: { id: shipmentId }, body: aWaybill() },
    });

    expect(list.body.items).toMatchObject([{ id: shipmentId, fulfiller: { kind: 'platform', id: null } }]);
    expect(detail.body.label.sender).toMatchObject({
      name: '湖畔总仓',
      address: '江苏省苏州市相城区阳澄湖镇湖畔物流园 1 号',
    });
    expect(sent.body).toMatchObject({ status: 'shipped', order: { status: 'shipped' } });
    expect(await stockAt(0, goods.skuIds)).toEqual([
      [3, 0],
      [4, 0],
    ]);
  });

  it('happens once when ten phones ship one shipment at the same time', async () => {
    const { store, shipmentId, goods } = await aDispatchedOrder();

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ship(tokenOf.store(store), shipmentId)),
    );

    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const refusals = answers.filter((answer) => answer.status !== 200).map((answer) => answer.error.code);
    expect(refusals).toEqual(Array(9).fill('SHIPMENT_STATUS_CHANGED'));
    expect(await stockAt(store, goods.skuIds)).toEqual([
      [8, 0],
      [9, 0],
    ]);
  });

  it('belongs to one store when it ships in the moment the order is given to another', async () => {
    const { app } = context;
    for (let round = 0; round < 5; round += 1) {
      const { order, store, shipmentId, goods } = await aDispatchedOrder();
      const other = await aStore(app);
      await someStock(app, { channelId: other, skuIds: goods.skuIds, quantity: 10 });

      const [sent, moved] = await Promise.all([
        ship(tokenOf.store(store), shipmentId),
        app.call(fulfilmentAdminContract.dispatchOrder, {
          token: tokenOf.admin,
          input: { params: { id: order.id }, body: { channelId: other } },
        }),
      ]);

      const isSent = sent.status === 200;
      expect([sent.status, moved.status].sort()).toEqual([200, 409]);
      expect(await stockAt(store, goods.skuIds)).toEqual(
        isSent
          ? [
              [8, 0],
              [9, 0],
            ]
          : [
              [10, 0],
              [10, 0],
            ],
      );
      expect(await stockAt(other, goods.skuIds)).toEqual(
        isSent
          ? [
              [10, 0],
              [10, 0],
            ]
          : [
              [10, 2],
              [10, 1],
            ],
      );
      const after = await orderOf(order.id);
      expect(after.parcels.map((parcel) => parcel.status)).toEqual([isSent ? 'shipped' : 'toShip']);
    }
  });

  it('is confirmed by itself once the configured days have gone by since it left, not before [AD-350]', async () => {
    const { app } = context;
    const settings = await app.get(SettingsService);
    await settings.updateSettings(systemActor('test'), { ...(await settings.get()), autoConfirmDays: 3 });
    const { store, shipmentId, order } = await aDispatchedOrder();
    await shipAll(app, { channelId: store, shipmentId });
    const job = await app.get(AutoConfirmJob);
    const leftAt = app.clock.now().getTime();
    const statusAfterHours = async (hours: number) => {
      app.clock.set(new Date(leftAt + hours * 3_600_000).toISOString());
      await job.run();
      return (await orderOf(order.id)).status;
    };

    expect(await statusAfterHours(71)).toBe('shipped');
    expect(await statusAfterHours(73)).toBe('completed');
  });
});
