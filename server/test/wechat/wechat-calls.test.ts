import { memberSelfContract } from '@lakeside/shared/member/member.contract';
import { expect, it } from 'vitest';
import { WechatLogisticsService } from '../../src/modules/wechat/wechat-logistics.service';
import { type ShippingUpload, WechatShippingService } from '../../src/modules/wechat/wechat-shipping.service';
import { aMember } from '../builders/member.builder';
import { aPhone } from '../builders/sms.builder';
import { wechatMemberLogin } from '../builders/wechat.builder';
import { describeOnBothDatabases } from '../kit/test-app';

const parcel = (index: number) => ({
  carrierCode: 'SF',
  waybillNo: `SF${index}`,
  description: '大闸蟹礼盒 ×1',
  receiverPhone: '139****0001',
});
const someParcels = (count: number) => Array.from({ length: count }, (_, index) => parcel(index));

describeOnBothDatabases('a nickname', { withDoubles: true }, (context) => {
  const rename = async (token: string, nickname: string) =>
    context.app.call(memberSelfContract.updateProfile, { token, input: { body: { nickname } } });

  it('that WeChat takes for forbidden is refused; others and those it cannot check pass [MB-058]', async () => {
    const { app } = context;
    const { body } = await wechatMemberLogin(app, aPhone());
    const token = body.session.accessToken;
    const unbound = await aMember(app);

    const risky = await rename(token, '违禁词');
    const fine = await rename(token, '湖边的人');
    app.doubles.faults.set('wechat', [{ kind: 'serverError' }]);
    const unchecked = await rename(token, '违禁词');
    app.doubles.faults.clear();
    const ofUnbound = await rename(unbound.token, '违禁词');

    expect(risky.error.code).toBe('CONTENT_REFUSED');
    expect(fine.body.nickname).toBe('湖边的人');
    expect([unchecked.status, ofUnbound.status]).toEqual([200, 200]);
  });
});

describeOnBothDatabases('shipping told to WeChat', { withDoubles: true }, (context) => {
  const upload = async (shipping: Partial<ShippingUpload> & { transactionId: string }) =>
    (await context.app.get(WechatShippingService)).upload({
      openId: 'o-payer',
      parcels: [parcel(0)],
      isComplete: true,
      ...shipping,
    });

  it('enters one parcel, or several as they leave, and may be started anew once', async () => {
    const { shipping } = context.app.doubles.wechat;
    await upload({ transactionId: 'one' });
    await upload({ transactionId: 'many', isComplete: false });
    await upload({ transactionId: 'many', parcels: someParcels(3) });

    expect(shipping.shippedOf('one')).toMatchObject({ isComplete: true, parcels: [{ waybillNo: 'SF0' }] });
    expect(shipping.shippedOf('many')).toMatchObject({ isComplete: true });
    expect(shipping.shippedOf('many')?.parcels).toHaveLength(3);
    await upload({ transactionId: 'one', parcels: [parcel(7)] });
    expect(shipping.shippedOf('one')?.parcels.map((one) => one.waybillNo)).toEqual(['SF7']);
    // WeChat refuses a second new start; whoever repeats an errand has nothing to mend.
    await upload({ transactionId: 'one', parcels: [parcel(8)] });
    expect(shipping.shippedOf('one')?.parcels.map((one) => one.waybillNo)).toEqual(['SF7']);
    const refused = context.app.doubles.received('wechat')[0];
    expect(refused?.path).toBe('/wxa/sec/order/upload_shipping_info');
  });

  it('takes at most fifteen parcels, and only from the payer', async () => {
    await upload({ transactionId: 'full', parcels: someParcels(15) });

    await expect(upload({ transactionId: 'over', parcels: someParcels(16) })).rejects.toThrow('1 to 15');
    await expect(upload({ transactionId: 'full', openId: 'o-other' })).rejects.toMatchObject({
      errcode: 10060031,
    });
  });
});

describeOnBothDatabases('waybills from WeChat', { withDoubles: true }, (context) => {
  it('come with what the label needs, are found again and followed', async () => {
    const { app } = context;
    const logistics = await app.get(WechatLogisticsService);
    const person = {
      name: '李湖',
      mobile: '13900000001',
      province: '江苏省',
      city: '苏州市',
      area: '姑苏区',
      address: '平江路 1 号',
    };
    const order = { orderId: 'FH1', carrierCode: 'SF' };

    const waybill = await logistics.addOrder({
      ...order,
      customerNo: '0250000001',
      service: { service_type: 0, service_name: '标准快递' },
      sender: person,
      receiver: person,
      goods: [{ name: '大闸蟹礼盒', count: 1 }],
      weightKg: 2,
    });
    const found = await logistics.getOrder(order);
    app.clock.advance({ hours: 3 });
    app.doubles.wechat.logistics.move(waybill.waybillNo, 300003, '已签收');
    const path = await logistics.getPath({ ...order, waybillNo: waybill.waybillNo });

    expect(waybill.labelData).toMatchObject({ SF_bagAddr: '苏州市集散' });
    expect(found).toEqual(waybill);
    expect(path.map((step) => step.actionType)).toEqual([100001, 300003]);
    expect(path.at(-1)?.at).toEqual(app.clock.now());
  });
});
