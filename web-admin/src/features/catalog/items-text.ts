import type { PackageItem } from '@lakeside/shared/catalog/catalog.contract';

/** `公蟹 4.0 两 ×4，母蟹 3.0 两 ×4`. */
export function itemsText(items: readonly PackageItem[]): string {
  return items.map((item) => `${item.name} ${item.spec} ×${item.quantity}`).join('，');
}
