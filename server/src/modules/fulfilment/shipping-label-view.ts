import type { LabelContact, ShippingLabel } from '@lakeside/shared/printing/shipping-label';
import type { CarrierNames } from '../express/carrier.service';
import type { EWaybill } from '../express/express-waybill.service';
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
  parties: {
    receiver: OrderReceiver;
    sender: LabelSender;
    remark: string | null;
    /** What a parcel of printed cards holds: it has no articles. */
    cards: { name: string; quantity: number };
    eWaybill: EWaybill | null;
    carrierNames: CarrierNames;
  },
): ShippingLabel {
  const { receiver, sender, remark, eWaybill, carrierNames } = parties;
  // A parcel that left under a number typed by hand does not carry the sorting code of another number.
  const isTyped = shipment.waybillNo !== null && shipment.waybillNo !== eWaybill?.waybillNo;
  const carrierCode = shipment.carrierCode ?? eWaybill?.carrierCode ?? null;
  return {
    carrierName: carrierCode === null ? '' : carrierNames(carrierCode),
    sortingCode: isTyped ? null : (eWaybill?.sortingCode ?? null),
    waybillNo: shipment.waybillNo ?? eWaybill?.waybillNo ?? null,
    shipmentNumber: shipment.number,
    receiver: toContact({ ...receiver, address: receiver }),
    sender: toContact(sender),
    goods:
      shipment.items.length === 0
        ? [parties.cards]
        : shipment.items.map((item) => ({
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
