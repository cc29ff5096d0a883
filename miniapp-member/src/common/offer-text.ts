import type { MemberOffer } from '@lakeside/shared/catalog/catalog.member.contract';

/** `已售 1,286`; nothing when the shop hides it, or before the first sale. */
export function offerSoldText({ soldCount }: Pick<MemberOffer, 'soldCount'>): string {
  return soldCount ? `已售 ${countText(soldCount)}` : '';
}

/** `库存 12`, `库存充足`; nothing when the shop hides it. What is sold out says so elsewhere. */
export function offerStockText({ stockLeft }: Pick<MemberOffer, 'stockLeft'>): string {
  if (!stockLeft) return '';
  return stockLeft > 99 ? '库存充足' : `库存 ${stockLeft}`;
}

/** Large numbers are for a glance: `1.2 万`. */
function countText(count: number): string {
  if (count < 10_000) return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${Math.floor(count / 1000) / 10} 万`;
}
