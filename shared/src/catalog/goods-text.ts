import type { PackageItem } from './catalog.contract';

/** What is in a package, in one line: `公蟹 4.0 两 ×4 · 母蟹 3.0 两 ×4`. */
export function goodsText(items: readonly Pick<PackageItem, 'name' | 'spec' | 'quantity'>[]): string {
  return items.map((item) => `${item.name} ${item.spec} ×${item.quantity}`).join(' · ');
}
