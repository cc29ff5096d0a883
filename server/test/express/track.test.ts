import { fulfilmentChannelContract } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { ExpressParcel } from '../../src/modules/express/entities/express-parcel.entity';
import { ExpressScan } from '../../src/modules/express/entities/express-scan.entity';
import { ExpressTrackService } from '../../src/modules/express/express-track.service';
import { OutboxWorker } from '../../src/platform/outbox/outbox-worker';
import { aDispatch, anOrder, aWaybill, shipAll } from '../builders/order.builder';
import { someStock } from '../builders/stock.builder';
import { aStore } from '../builders/store.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

describeOnBothDatabases('the way of a parcel', { modules, withDoubles: true }, (context) => {
  const deliver = async () => (await context.app.get(OutboxWorker)).drain();

  const aSentParcel = async () => {
    const { app } = context;
    const { order, goods, member } = await anOrder(app);
    const store = await aStore(app);
    await someStock(app, { channelId: store, skuIds: goods.skuIds, quantity: 10 });
    const { shipmentId } = await aDispatch(app, { orderId: order.id, channelId: store });
    const { waybillNo, carrierCode } = await shipAll(app, { channelId: store, shipmentId });
    await deliver();
    return { order, member, store, shipmentId, waybillNo, carrierCode };
  };

  /** Posts to our server what 快递100 would, as it is or changed on the way. */
  const push = async (waybillNo: string, change: (form: URLSearchParams) => void = () => undefined) => {
    const { url, form } = context.app.doubles.kuaidi100.pushOf(waybillNo);
    change(form);
    const response = await fetch(`${context.app.url}${new URL(url).pathname}`, {
      method: 'POST',
      body: form,
    });
    return { status: response.status, body: await response.json() };
  };
  const parcelOf = async (waybillNo: string) =>
    context.app.dataSource.getRepository(ExpressParcel).findOneByOrFail({ waybillNo });
  const trackOf = async (sent: { order: { id: number }; member: { token: string } }) => {
    const { token } = sent.member;
    const input = { params: { id: sent.order.id } };
    return (await context.app.call(orderMemberContract.getTrack, { token, input })).body;
  };

  it('is told to the member and to the store as the carrier scans it [MB-067] [CH-076]', async () => {
    const { app } = context;
    const sent = await aSentParcel();
    app.doubles.kuaidi100.scan(sent.waybillNo, { state: '1', text: '【苏州】快件已揽收' });
    const first = await push(sent.waybillNo);
    app.clock.advance({ hours: 3 });
    app.doubles.kuaidi100.scan(sent.waybillNo, { state: '5', text: '【昆山】正在派送' });
    await push(sent.waybillNo);

    const events = await trackOf(sent);
    const shipment = await app.call(fulfilmentChannelContract.getShipment, {
      token: tokenOf.store(sent.store),
      input: { params: { id: sent.shipmentId } },
    });

    expect(first).toEqual({
      status: 200,
      body: { result: true, returnCode: '200', message: '成功' },
    });
    expect(events.map((event) => event.text).slice(0, 3)).toEqual([
      '【昆山】正在派送',
      '【苏州】快件已揽收',
      `已发货，顺丰速运 ${sent.waybillNo}`,
    ]);
    expect(shipment.body.track.map((event) => event.text)).toEqual([
      '【昆山】正在派送',
      '【苏州】快件已揽收',
    ]);
  });

  it('is the same whether news comes twice, late or out of order', async () => {
    const { app } = context;
    const { waybillNo } = await aSentParcel();
    app.doubles.kuaidi100.scan(waybillNo, { state: '1', text: '已揽收' });
    const early = app.doubles.kuaidi100.pushOf(waybillNo);
    app.clock.advance({ hours: 5 });
    app.doubles.kuaidi100.scan(waybillNo, { state: '3', text: '已签收，签收人：本人' });
    await push(waybillNo);
    await push(waybillNo);
    await fetch(`${app.url}${new URL(early.url).pathname}`, { method: 'POST', body: early.form });

    const parcel = await parcelOf(waybillNo);
    const scans = await app.dataSource.getRepository(ExpressScan).findBy({ parcelId: parcel.id });

    expect(parcel).toMatchObject({ state: 'signed', isFinal: true });
    expect(scans.map((scan) => scan.text).sort()).toEqual(['已揽收', '已签收，签收人：本人']);
  });

  it('believes no news that is forged, changed, or signed for another parcel', async () => {
    const { app } = context;
    const one = await aSentParcel();
    const other = await aSentParcel();
    app.doubles.kuaidi100.scan(one.waybillNo, { state: '3', text: '已签收' });
    app.doubles.kuaidi100.scan(other.waybillNo, { state: '3', text: '已签收' });
    const signOfOther = app.doubles.kuaidi100.pushOf(other.waybillNo).form.get('sign') ?? '';

    const answers = [
      await push(one.waybillNo, (form) => form.set('sign', '0'.repeat(32))),
      await push(one.waybillNo, (form) => form.set('sign', signOfOther)),
      await push(one.waybillNo, (form) =>
        form.set('param', form.get('param')?.replace('签收', '退回') ?? ''),
      ),
      await push(one.waybillNo, (form) => form.set('param', '{"status":')),
      await push(one.waybillNo, (form) => form.delete('param')),
    ];

    expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 403, 403]);
    expect(await parcelOf(one.waybillNo)).toMatchObject({ state: 'waiting', scannedAt: null });
  });

  it('is followed once although 快递100 fails, and asked for when pushes are lost', async () => {
    const { app } = context;
    app.doubles.faults.set('kuaidi100', [
      { kind: 'serverError', times: 1 },
      { kind: 'malformed', when: 'after', times: 1 },
      { kind: 'rateLimit', times: 1 },
    ]);
    const sent = await aSentParcel();
    for (let round = 0; round < 4; round += 1) {
      app.clock.advance({ seconds: 60 });
      await deliver();
    }
    const isFollowed = app.doubles.kuaidi100.isFollowed(sent.waybillNo);
    app.doubles.kuaidi100.scan(sent.waybillNo, { state: '0', text: '运输中' });
    const tracks = await app.get(ExpressTrackService);

    await tracks.refreshSilent();
    const tooEarly = await parcelOf(sent.waybillNo);
    app.clock.advance({ hours: 7 });
    await tracks.refreshSilent();

    expect(isFollowed).toBe(true);
    expect(tooEarly.state).toBe('waiting');
    expect(await parcelOf(sent.waybillNo)).toMatchObject({ state: 'moving', isFinal: false });
  });
});

describeOnBothDatabases('a parcel without an account of 快递100', { modules }, (context) => {
  it('is told by our own steps alone, and numbers are typed by hand', async () => {
    const { app } = context;
    const { order, goods, member } = await anOrder(app);
    const store = await aStore(app);
    await someStock(app, { channelId: store, skuIds: goods.skuIds, quantity: 10 });
    const { shipmentId } = await aDispatch(app, { orderId: order.id, channelId: store });
    await shipAll(app, { channelId: store, shipmentId });
    const input = { params: { id: shipmentId }, body: { carrierCode: aWaybill().carrierCode } };

    const refused = await app.call(fulfilmentChannelContract.orderWaybill, {
      token: tokenOf.store(store),
      input,
    });
    const track = await app.call(orderMemberContract.getTrack, {
      token: member.token,
      input: { params: { id: order.id } },
    });

    expect(refused.error.code).toBe('SHIPMENT_STATUS_CHANGED');
    expect(track.body).toHaveLength(3);
    expect(await app.dataSource.getRepository(ExpressParcel).count()).toBe(0);
  });
});
