import {
  fulfilmentAdminContract,
  fulfilmentChannelContract,
} from '@lakeside/shared/fulfilment/fulfilment.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { ExpressWaybill } from '../../src/modules/express/entities/express-waybill.entity';
import { aDispatch, anOrder, type OrderToMake } from '../builders/order.builder';
import { someStock } from '../builders/stock.builder';
import { aStore } from '../builders/store.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

describeOnBothDatabases('an e-waybill', { modules, withDoubles: true }, (context) => {
  const aShipmentToSend = async (wish: OrderToMake = {}) => {
    const { app } = context;
    const { order, goods } = await anOrder(app, wish);
    const store = await aStore(app);
    await someStock(app, { channelId: store, skuIds: goods.skuIds, quantity: 10 });
    const shipment = await aDispatch(app, { orderId: order.id, channelId: store });
    return { store, ...shipment };
  };
  const order = (store: number, id: number, carrierCode: 'SF' | 'JD' | 'ZTO' = 'SF') =>
    context.app.call(fulfilmentChannelContract.orderWaybill, {
      token: tokenOf.store(store),
      input: { params: { id }, body: { carrierCode } },
    });
  const inForce = () => context.app.doubles.kuaidi100.waybillsInForce;
  const rowOf = (shipmentNumber: string) =>
    context.app.dataSource.getRepository(ExpressWaybill).findOneByOrFail({ shipmentNumber });

  it('puts number and sorting code of the carrier on the label [CH-077] [CH-078]', async () => {
    const { store, shipmentId, shipmentNumber } = await aShipmentToSend();

    const { body } = await order(store, shipmentId);

    const [waybill] = inForce().slice(-1);
    expect(body.eWaybill).toEqual({
      carrierCode: 'SF',
      waybillNo: waybill?.waybillNo,
      sortingCode: '512-A03',
    });
    expect(body.label).toMatchObject({
      carrierName: '顺丰速运',
      waybillNo: waybill?.waybillNo,
      sortingCode: '512-A03',
    });
    expect(await rowOf(shipmentNumber)).toMatchObject({ status: 'issued', attempt: 1 });
  });

  it('is one although it is asked for again, at once, and after answers that were lost', async () => {
    const { app } = context;
    const { store, shipmentId } = await aShipmentToSend();
    const before = inForce().length;
    app.doubles.faults.set('kuaidi100', [
      { kind: 'dropped', when: 'after', times: 1 },
      { kind: 'malformed', when: 'after', times: 1 },
    ]);

    const lost = await order(store, shipmentId);
    const spoilt = await order(store, shipmentId);
    const answers = await Promise.all([1, 2, 3, 4].map(() => order(store, shipmentId)));

    expect([lost.error.code, spoilt.error.code]).toEqual(['EXPRESS_UNREACHABLE', 'EXPRESS_UNREACHABLE']);
    expect(new Set(answers.map((answer) => answer.body.eWaybill?.waybillNo)).size).toBe(1);
    expect(inForce().length - before).toBe(1);
  });

  it('is given back when another carrier is chosen, and a cancelled one is never handed out again', async () => {
    const { app } = context;
    const { store, shipmentId, shipmentNumber } = await aShipmentToSend();
    const first = (await order(store, shipmentId, 'SF')).body.eWaybill;
    const second = (await order(store, shipmentId, 'JD')).body.eWaybill;
    const cancelled = await app.call(fulfilmentChannelContract.cancelWaybill, {
      token: tokenOf.store(store),
      input: { params: { id: shipmentId } },
    });
    const third = (await order(store, shipmentId, 'JD')).body.eWaybill;

    const numbers = [first, second, third].map((waybill) => waybill?.waybillNo);
    expect(new Set(numbers).size).toBe(3);
    expect(cancelled.body.eWaybill).toBeNull();
    expect(inForce().filter((waybill) => waybill.orderId.startsWith(shipmentNumber))).toHaveLength(1);
    expect(await rowOf(shipmentNumber)).toMatchObject({ status: 'issued', carrierCode: 'JD', attempt: 3 });
  });

  it('is refused for a carrier without an account and to whoever does not ship the parcel', async () => {
    const { app } = context;
    const { store, shipmentId } = await aShipmentToSend();
    const stranger = await aStore(app);

    const noAccount = await order(store, shipmentId, 'ZTO');
    const foreign = await order(stranger, shipmentId);
    const platform = await app.call(fulfilmentAdminContract.orderWaybill, {
      token: tokenOf.admin,
      input: { params: { id: shipmentId }, body: { carrierCode: 'SF' } },
    });

    expect(noAccount.error).toMatchObject({
      code: 'EXPRESS_CARRIER_WITHOUT_ACCOUNT',
      message: expect.stringContaining('中通快递'),
    });
    expect([foreign.status, platform.status]).toEqual([404, 404]);
  });
});
