import { carrierName } from '@lakeside/shared/fulfilment/carrier';
import type { LabelContact, ShippingLabel } from '@lakeside/shared/printing/shipping-label';
import type { OrderReceiver } from '../order/order.service';
import type { ShipmentRecord } from './shipment-record';

interface Address {
  province: string;
  city: string;
  district: string;
  detail: string;
}

/** Where a parcel is sent from: a store, or the platform's warehouse. */
export interface LabelSender {
  name: string;
  phone: string;
  address: Address | null;
}

/** What the shipping label of a shipment says. Phones are written out: the layout hides their middle (CH-078). */
export function toShippingLabel(
  shipment: ShipmentRecord,
  parties: { receiver: OrderReceiver; sender: LabelSender; remark: string | null },
): ShippingLabel {
  const { receiver, sender, remark } = parties;
  return {
    carrierName: shipment.carrierCode === null ? '' : carrierName(shipment.carrierCode),
    sortingCode: null,
    waybillNo: shipment.waybillNo,
    shipmentNumber: shipment.number,
    receiver: toContact({ ...receiver, address: receiver }),
    sender: toContact(sender),
    goods: shipment.items.map((item) => ({
      name: `${item.name} ${item.spec}`.trim(),
      quantity: item.quantity,
    })),
    remark,
    deliveryDay: shipment.deliveryDay,
    pageNo: 1,
    pageCount: 1,
    qrText: shipment.number,
  };
}

function toContact(contact: { name: string; phone: string; address: Address | null }): LabelContact {
  const { name, phone, address } = contact;
  const parts = address ? [address.province, address.city, address.district, address.detail] : [];
  return { name, phone, address: parts.join('') };
}
