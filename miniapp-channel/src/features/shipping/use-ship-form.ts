import { shipBody, type ShipmentDetail } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { schemaErrors } from '@lakeside/shared/ui/create-submit';
import { confirmAction } from '@lakeside/shared/ui/feedback';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { computed, reactive, ref, shallowRef, watch, type ShallowRef } from 'vue';
import { sdk } from '@/app/api';
import { useEWaybill } from './use-e-waybill';

const lastCarrierKey = 'lakeside.channel.carrier';
const waybillRefusals = ['WAYBILL_TAKEN', 'WAYBILL_REQUIRED'];

/** Shipping with carrier and waybill number; all that is left, or part of it where orders may be split (CH-077). */
export function useShipForm(shipment: ShallowRef<ShipmentDetail | null>) {
  const carrierCode = ref(readLastCarrier());
  const waybillNo = ref('');
  const quantities = reactive<Record<number, number>>({});
  const refusals = shallowRef<Readonly<Record<string, string>>>({});

  watch(shipment, (next) => {
    for (const item of next?.items ?? []) quantities[item.skuId] = item.quantity;
    if (next && !nameOf(next, carrierCode.value)) carrierCode.value = next.carriers[0]?.code ?? '';
  });

  const carrierName = computed(() => nameOf(shipment.value, carrierCode.value) ?? carrierCode.value);
  const cleanWaybillNo = computed(() => waybillNo.value.replace(/[\s-]/g, '').toUpperCase());
  const isPartial = computed(() =>
    (shipment.value?.items ?? []).some((item) => (quantities[item.skuId] ?? 0) < item.quantity),
  );

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

  const form = useSubmit<number, ShipmentDetail | false>({
    async send(id, call) {
      try {
        return await sdk.fulfilment.ship({ params: { id }, body: body() }, call);
      } catch (error) {
        if (!isSdkError(error) || !waybillRefusals.includes(error.code)) throw error;
        refusals.value = { waybillNo: error.message };
        return false;
      }
    },
  });

  const eWaybill = useEWaybill({ shipment, carrierCode, waybillNo });

  /** Ships after one question; true when it left. */
  async function ship(): Promise<boolean> {
    if (shipment.value === null) return false;
    refusals.value = schemaErrors(shipBody, body());
    if (Object.keys(refusals.value).length > 0) return false;
    const part = isPartial.value ? '，本次只发部分商品' : '';
    const isSure = await confirmAction({
      title: '确认发货',
      content: `${carrierName.value} ${cleanWaybillNo.value}${part}。发出后通知会员，不能撤回。`,
      confirmText: '发货',
    });
    if (!isSure) return false;
    const next = await form.submit(shipment.value.id);
    if (next === null || next === false) return false;
    uni.setStorageSync(lastCarrierKey, carrierCode.value);
    shipment.value = next;
    return true;
  }

  return {
    carrierCode,
    /** What the chosen carrier is called. */
    carrierName,
    waybillNo,
    quantities,
    /** The number once it is long enough to stand on a label; null before. */
    completeWaybillNo: computed(() =>
      /^[0-9A-Z]{6,30}$/.test(cleanWaybillNo.value) ? cleanWaybillNo.value : null,
    ),
    errors: computed(() => ({ ...form.fieldErrors.value, ...refusals.value })),
    isSubmitting: form.isSubmitting,
    ship,
    ...eWaybill,
  };
}

/** Shops mostly use one carrier, so the last one is offered first. */
function readLastCarrier(): string {
  const stored: unknown = uni.getStorageSync(lastCarrierKey);
  return typeof stored === 'string' ? stored : '';
}

/** What a carrier that is offered is called; undefined for another. */
function nameOf(shipment: ShipmentDetail | null, carrierCode: string): string | undefined {
  return shipment?.carriers.find(({ code }) => code === carrierCode)?.name;
}
