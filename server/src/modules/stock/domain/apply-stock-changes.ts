import { stockError } from '@lakeside/shared/stock/stock.errors';

/** What lies at a place of one article. */
export interface StockLevel {
  placeChannelId: number;
  skuId: number;
  onHand: number;
  reserved: number;
}

export interface StockChange {
  placeChannelId: number;
  skuId: number;
  skuName: string;
  kind: 'adjustment' | 'reservation' | 'release' | 'shipment' | 'receipt' | 'return';
  onHandDelta: number;
  reservedDelta: number;
}

/**
 * The levels after all changes, given the levels before. What is promised never exceeds what is on hand: a reservation that
 * does not fit throws STOCK_SHORT naming every article that is short, an adjustment STOCK_BELOW_RESERVED.
 * A release or shipment of more than was reserved is a bug and throws RangeError.
 */
export function applyStockChanges(
  before: readonly StockLevel[],
  changes: readonly StockChange[],
): StockLevel[] {
  const levels = new Map(before.map((level) => [levelKey(level), { ...level }]));
  const short: StockChange[] = [];
  for (const change of changes) {
    const key = levelKey(change);
    const level = levels.get(key) ?? {
      placeChannelId: change.placeChannelId,
      skuId: change.skuId,
      onHand: 0,
      reserved: 0,
    };
    levels.set(key, level);
    level.onHand += change.onHandDelta;
    level.reserved += change.reservedDelta;
    if (level.reserved < 0)
      throw new RangeError(`released more than was reserved of article ${change.skuId}`);
    if (level.onHand >= level.reserved) continue;
    if (change.kind === 'adjustment') throw stockError('STOCK_BELOW_RESERVED', { reserved: level.reserved });
    short.push(change);
  }
  if (short.length > 0) {
    const skuNames = [...new Set(short.map((change) => change.skuName))].join('、');
    throw stockError('STOCK_SHORT', { skuNames, skuIds: short.map((change) => change.skuId) });
  }
  return [...levels.values()];
}

export function levelKey(level: { placeChannelId: number; skuId: number }): string {
  return `${level.placeChannelId}:${level.skuId}`;
}
