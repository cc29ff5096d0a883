import type { AfterSaleOptions } from '@lakeside/shared/after-sale/after-sale.contract';
import { shallowRef } from 'vue';
import { sdk } from '@/app/api';

/** What was asked for an order and what may still be asked. The page is whole without it, so that a failure stays quiet. */
export function useOrderAfterSale(orderId: () => number) {
  const afterSale = shallowRef<AfterSaleOptions | null>(null);

  async function reloadAfterSale(): Promise<void> {
    try {
      afterSale.value = await sdk.afterSale.getOptions({ params: { id: orderId() } });
    } catch {
      afterSale.value = null;
    }
  }

  return { afterSale, reloadAfterSale };
}
