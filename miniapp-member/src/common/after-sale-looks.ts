import { afterSaleStatusName, type AfterSaleStatus } from '@lakeside/shared/after-sale/after-sale.status';
import type { StatusLooks } from '@lakeside/shared/ui/tag-tone';

export const afterSaleStatusLooks: StatusLooks<AfterSaleStatus> = {
  applied: { label: afterSaleStatusName.applied, tone: 'gold' },
  toReturn: { label: afterSaleStatusName.toReturn, tone: 'crab' },
  returning: { label: afterSaleStatusName.returning, tone: 'gold' },
  refunding: { label: afterSaleStatusName.refunding, tone: 'lake' },
  toExchange: { label: afterSaleStatusName.toExchange, tone: 'gold' },
  exchangeSent: { label: afterSaleStatusName.exchangeSent, tone: 'crab' },
  done: { label: afterSaleStatusName.done, tone: 'ok' },
  rejected: { label: afterSaleStatusName.rejected, tone: 'bad' },
  withdrawn: { label: afterSaleStatusName.withdrawn, tone: 'neutral' },
  expired: { label: afterSaleStatusName.expired, tone: 'neutral' },
};
