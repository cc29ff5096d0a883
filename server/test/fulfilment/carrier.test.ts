import { carrierAdminContract, type CarrierView } from '@lakeside/shared/express/carrier.contract';
import { fulfilmentAdminContract } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { AuditEntryRow } from '../../src/modules/audit/entities/audit-entry.entity';
import { Shipment } from '../../src/modules/fulfilment/entities/shipment.entity';
import { aDispatch, anOrder, aWaybill } from '../builders/order.builder';
import { someStock } from '../builders/stock.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

describeOnBothDatabases('the carriers parcels leave with', { modules }, (context) => {
  const list = async () =>
    (await context.app.call(carrierAdminContract.listCarriers, { token: tokenOf.admin })).body;
  const update = (id: number, body: Omit<CarrierView, 'id' | 'code'>) =>
    context.app.call(carrierAdminContract.updateCarrier, {
      token: tokenOf.admin,
      input: { params: { id }, body },
    });
  const setEnabled = async (wanted: string, isEnabled: boolean) => {
    const found = (await list()).find((carrier) => carrier.code === wanted);
    if (!found) throw new Error(`no carrier ${wanted}`);
    const { id, code: _code, ...body } = found;
    return update(id, { ...body, isEnabled });
  };
  const create = (body: Record<string, unknown>, idempotencyKey = 'carrier-key-1') =>
    context.app.call(carrierAdminContract.createCarrier, {
      token: tokenOf.admin,
      // @ts-expect-error also wrong bodies are sent
      input: { body },
      idempotencyKey,
    });
  const aPlatformShipment = async () => {
    const { app } = context;
    const { order, goods } = await anOrder(app);
    await someStock(app, { channelId: null, skuIds: goods.skuIds, quantity: 10 });
    return { order, ...(await aDispatch(app, { orderId: order.id, channelId: null })) };
  };
  const ship = (id: number, body: { carrierCode: string; waybillNo: string }) =>
    context.app.call(fulfilmentAdminContract.shipFromPlatform, {
      token: tokenOf.admin,
      input: { params: { id }, body },
    });

  it('begins with those that shipments have named so far, and those usual besides', async () => {
    const carriers = await list();

    expect(carriers.map(({ code, name }) => `${code} ${name}`)).toEqual([
      'SF 顺丰速运',
      'JD 京东快递',
      'ZTO 中通快递',
      'YTO 圆通速递',
      'YUNDA 韵达快递',
      'EMS 邮政 EMS',
      'STO 申通快递',
      'YZPY 邮政快递包裹',
      'JTSD 极兔速递',
      'DB 德邦快递',
    ]);
  });

  it('lets parcels leave only with those that are enabled, and keeps old parcels readable [AD-353]', async () => {
    const { app } = context;
    const made = await create({
      code: ' hlky ',
      name: '湖蓝快运',
      phone: '400-800-1234',
      trackingCode: null,
      isEnabled: true,
      sortOrder: 1,
    });
    expect(made.body).toMatchObject({ code: 'HLKY', name: '湖蓝快运', isEnabled: true });

    const first = await aPlatformShipment();
    const sent = await ship(first.shipmentId, { carrierCode: 'HLKY', waybillNo: 'HL20261121001' });
    expect(sent.body).toMatchObject({ carrierName: '湖蓝快运', waybillNo: 'HL20261121001' });
    expect(sent.body.carriers[0]).toEqual({ code: 'HLKY', name: '湖蓝快运' });

    expect((await setEnabled('HLKY', false)).body.isEnabled).toBe(false);
    const second = await aPlatformShipment();
    const refused = await ship(second.shipmentId, { carrierCode: 'HLKY', waybillNo: 'HL20261121002' });
    const unknown = await ship(second.shipmentId, { carrierCode: 'NOBODY', waybillNo: 'HL20261121002' });
    expect(refused).toMatchObject({
      status: 409,
      error: { code: 'CARRIER_NOT_OFFERED', message: '“湖蓝快运”已停用，请选择其他快递公司' },
    });
    expect(unknown).toMatchObject({ status: 409, error: { code: 'CARRIER_NOT_OFFERED' } });
    const shipments = app.dataSource.getRepository(Shipment);
    expect(await shipments.findOneBy({ id: second.shipmentId })).toMatchObject({
      status: 'toShip',
      waybillNo: null,
    });

    const shown = (id: number) =>
      app.call(fulfilmentAdminContract.getShipment, { token: tokenOf.admin, input: { params: { id } } });
    expect((await shown(first.shipmentId)).body).toMatchObject({ carrierName: '湖蓝快运' });
    const { carriers } = (await shown(second.shipmentId)).body;
    expect(carriers.map(({ code }) => code)).not.toContain('HLKY');
    await ship(second.shipmentId, aWaybill());
    expect((await shown(second.shipmentId)).body.status).toBe('shipped');
  });

  it('adds a carrier once a code, and writes down who changed what', async () => {
    const body = {
      code: 'OWN',
      name: '自有车队🦀',
      phone: null,
      trackingCode: null,
      isEnabled: true,
      sortOrder: 500,
    };

    const made = await create(body, 'carrier-key-2');
    const again = await create(body, 'carrier-key-2');
    const taken = await create({ ...body, name: '另一支' }, 'carrier-key-3');
    expect(again.body).toEqual(made.body);
    expect(taken).toMatchObject({ status: 409, error: { code: 'CARRIER_CODE_TAKEN' } });
    for (const wrong of [
      { code: '1A' },
      { code: '' },
      { name: '' },
      { name: '长'.repeat(21) },
      { phone: 'abc' },
      { trackingCode: 'Shun Feng' },
      { sortOrder: 1e12 },
    ]) {
      expect((await create({ ...body, code: 'NEW', ...wrong }, 'carrier-key-4')).status).toBe(422);
    }

    const { id, code: _code, ...rest } = made.body;
    await update(id, { ...rest, name: '湖畔车队' });
    expect((await update(999_999, { ...rest })).error).toMatchObject({ code: 'CARRIER_NOT_FOUND' });
    const entries = await context.app.dataSource
      .getRepository(AuditEntryRow)
      .find({ where: { targetKind: 'carrier', targetId: String(id) }, order: { id: 'ASC' } });
    expect(entries.map(({ action, targetLabel }) => [action, targetLabel])).toEqual([
      ['carrier.create', '自有车队🦀'],
      ['carrier.update', '湖畔车队'],
    ]);
  });
});
