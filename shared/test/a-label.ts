import type { ShippingLabel } from '../src/printing/shipping-label';

/** A complete shipping label; a test names only what matters to it. */
export function aLabel(changes: Partial<ShippingLabel> = {}): ShippingLabel {
  return {
    carrierName: '顺丰速运',
    sortingCode: '512W-EA-012',
    waybillNo: 'SF1234567890123',
    shipmentNumber: 'FD20261006000123',
    receiver: { name: '张三', phone: '13812340001', address: '江苏省苏州市工业园区星湖街328号5栋1201室' },
    sender: { name: '阳澄湖专卖店', phone: '13900005678', address: '江苏省昆山市巴城镇湖滨北路88号' },
    goods: [{ name: '大闸蟹 公4.0两母3.0两 8只装', quantity: 2 }],
    remark: '活鲜，请勿倒置',
    deliveryDay: '2026-10-06',
    pageNo: 1,
    pageCount: 2,
    qrText: 'https://lakeside.test/s/FD20261006000123',
    ...changes,
  };
}
