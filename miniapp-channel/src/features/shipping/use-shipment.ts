import type { ShipmentDetail } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { ShipmentStatus } from '@lakeside/shared/order/order.status';
import { layoutShippingLabel } from '@lakeside/shared/printing/label-layout';
import { showInstant } from '@lakeside/shared/ui/show-instant';
import { computed } from 'vue';
import { sdk } from '@/app/api';
import { useDetail } from '@lakeside/shared/ui/use-detail';
import { useShipForm } from './use-ship-form';

/** One shipping note with its form and its label (CH-076 … CH-078). */
export function useShipment(id: () => number) {
  const {
    data: shipment,
    errorText,
    reload,
  } = useDetail<ShipmentDetail>(() => sdk.fulfilment.getShipment({ params: { id: id() } }));
  const form = useShipForm(shipment);
  const isToShip = computed(() => shipment.value?.status === ShipmentStatus.toShip);

  /** The label with what is typed so far, as it will come out of the printer. */
  const layout = computed(() => {
    const one = shipment.value;
    if (one === null) return null;
    if (!isToShip.value) return layoutShippingLabel(one.label);
    const waybillNo = form.completeWaybillNo.value;
    const isElectronic = waybillNo !== null && waybillNo === one.eWaybill?.waybillNo;
    return layoutShippingLabel({
      ...one.label,
      carrierName: form.carrierName.value,
      // A sorting code belongs to the number it was given with.
      sortingCode: isElectronic ? one.label.sortingCode : null,
      waybillNo,
    });
  });

  const track = computed(() =>
    (shipment.value?.track ?? []).map((event, index) => ({
      title: event.text,
      note: showInstant(event.at),
      state: index === 0 ? ('current' as const) : ('done' as const),
    })),
  );

  async function recordPrint(printerName: string): Promise<void> {
    shipment.value = await sdk.fulfilment.recordLabelPrint({ params: { id: id() }, body: { printerName } });
  }

  return { shipment, errorText, reload, form, isToShip, layout, track, recordPrint };
}
