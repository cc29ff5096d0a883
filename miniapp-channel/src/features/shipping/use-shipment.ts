import { carrierName, carriers, type CarrierCode } from '@lakeside/shared/fulfilment/carrier';
import { shipBody, type ShipmentDetail } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { ShipmentStatus } from '@lakeside/shared/order/order.status';
import { layoutShippingLabel } from '@lakeside/shared/printing/label-layout';
import { isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { schemaErrors } from '@lakeside/shared/ui/create-submit';
import { confirmAction } from '@lakeside/shared/ui/feedback';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { sdk } from '@/app/api';
import { useDetail } from '@/common/use-detail';

const lastCarrierKey = 'lakeside.channel.carrier';

/** One shipping note: its label, and shipping it with carrier and waybill number (CH-076 … CH-078). */
export function useShipment(id: () => number) {
  const {
    data: shipment,
    errorText,
    reload,
  } = useDetail<ShipmentDetail>(() => sdk.fulfilment.getShipment({ params: { id: id() } }));
  const carrierCode = ref<CarrierCode>(readLastCarrier());
  const waybillNo = ref('');
  const quantities = reactive<Record<number, number>>({});
  const refusals = shallowRef<Readonly<Record<string, string>>>({});

  watch(shipment, (next) => {
    for (const item of next?.items ?? []) quantities[item.skuId] = item.quantity;
  });

  const isToShip = computed(() => shipment.value?.status === ShipmentStatus.toShip);
  const cleanWaybillNo = computed(() => waybillNo.value.replace(/[\s-]/g, '').toUpperCase());
  const isPartial = computed(() =>
    (shipment.value?.items ?? []).some((item) => (quantities[item.skuId] ?? 0) < item.quantity),
  );

  /** The label with what is typed so far, as it will come out of the printer. */
  const label = computed(() => {
    const one = shipment.value;
    if (one === null) return null;
    if (!isToShip.value) return one.label;
    const isWhole = /^[0-9A-Z]{6,30}$/.test(cleanWaybillNo.value);
    return {
      ...one.label,
      carrierName: carrierName(carrierCode.value),
      waybillNo: isWhole ? cleanWaybillNo.value : one.label.waybillNo,
    };
  });
  const layout = computed(() => (label.value === null ? null : layoutShippingLabel(label.value)));

  function body() {
    const items = (shipment.value?.items ?? [])
      .map((item) => ({ skuId: item.skuId, quantity: quantities[item.skuId] ?? 0 }))
      .filter((item) => item.quantity > 0);
    return {
      carrierCode: carrierCode.value,
      waybillNo: waybillNo.value,
      items: isPartial.value ? items : null,
    };
  }

  const form = useSubmit<null, ShipmentDetail | false>({
    async send(_, call) {
      try {
        return await sdk.fulfilment.ship({ params: { id: id() }, body: body() }, call);
      } catch (error) {
        const isAboutWaybill =
          isSdkError(error) && (error.code === 'WAYBILL_TAKEN' || error.code === 'WAYBILL_REQUIRED');
        if (!isAboutWaybill) throw error;
        refusals.value = { waybillNo: error.message };
        return false;
      }
    },
  });

  /** Ships after one question; true when it left. */
  async function ship(): Promise<boolean> {
    refusals.value = schemaErrors(shipBody, body());
    if (Object.keys(refusals.value).length > 0) return false;
    const isSure = await confirmAction({
      title: '确认发货',
      content: `${carrierName(carrierCode.value)} ${cleanWaybillNo.value}${isPartial.value ? '，本次只发部分商品' : ''}。发出后通知会员，不能撤回。`,
      confirmText: '发货',
    });
    if (!isSure) return false;
    const next = await form.submit(null);
    if (next === null || next === false) return false;
    uni.setStorageSync(lastCarrierKey, carrierCode.value);
    shipment.value = next;
    return true;
  }

  async function recordPrint(printerName: string): Promise<void> {
    shipment.value = await sdk.fulfilment.recordLabelPrint({ params: { id: id() }, body: { printerName } });
  }

  return {
    shipment,
    errorText,
    reload,
    carrierCode,
    waybillNo,
    quantities,
    errors: computed(() => ({ ...form.fieldErrors.value, ...refusals.value })),
    isToShip,
    isPartial,
    layout,
    isSubmitting: form.isSubmitting,
    ship,
    recordPrint,
  };
}

/** Shops mostly use one carrier, so the last one is offered first. */
function readLastCarrier(): CarrierCode {
  const stored: unknown = uni.getStorageSync(lastCarrierKey);
  return carriers.find((carrier) => carrier.code === stored)?.code ?? 'SF';
}
