import type { ShipmentDetail } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { computed, watch, type Ref, type ShallowRef } from 'vue';
import { sdk } from '@/app/api';

/** Fetches number and sorting code from the carrier instead of typing them (CH-077). */
export function useEWaybill(form: {
  shipment: ShallowRef<ShipmentDetail | null>;
  carrierCode: Ref<string>;
  waybillNo: Ref<string>;
}) {
  const { shipment, carrierCode, waybillNo } = form;
  const ordering = useSubmit<number, ShipmentDetail>({
    send: (id) => sdk.fulfilment.orderWaybill({ params: { id }, body: { carrierCode: carrierCode.value } }),
  });

  watch(shipment, (next) => {
    if (waybillNo.value === '') takeNumber(next);
  });

  async function orderWaybill(): Promise<void> {
    if (shipment.value === null) return;
    const next = await ordering.submit(shipment.value.id);
    if (next === null) return;
    shipment.value = next;
    takeNumber(next);
  }

  function takeNumber(from: ShipmentDetail | null): void {
    if (!from?.eWaybill) return;
    carrierCode.value = from.eWaybill.carrierCode;
    waybillNo.value = from.eWaybill.waybillNo;
  }

  return {
    /** The chosen carrier gives numbers by itself. */
    canOrderWaybill: computed(() => shipment.value?.eWaybillCarriers.includes(carrierCode.value) ?? false),
    isOrderingWaybill: ordering.isSubmitting,
    orderWaybill,
  };
}
