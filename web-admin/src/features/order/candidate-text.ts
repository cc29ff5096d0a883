import type { DispatchCandidate } from '@lakeside/shared/fulfilment/fulfilment.contract';

/** `1850` metres → `1.9 公里`; below a kilometre in metres. */
export function distanceText(metres: number | null): string {
  if (metres === null) return '距离未知';
  return metres < 1000 ? `${Math.round(metres)} 米` : `${(metres / 1000).toFixed(1)} 公里`;
}

/** Why a store cannot ship, fit to show; empty when it can. */
export function exclusionText(candidate: DispatchCandidate): string {
  switch (candidate.exclusion) {
    case null:
      return '';
    case 'closed':
      return '门店已关闭';
    case 'noLocation':
      return '没有坐标，无法比较远近';
    case 'stockShort':
      return `缺货：${candidate.missing.map((item) => `${item.skuName} 要 ${item.needed} 有 ${item.available}`).join('，')}`;
  }
}
