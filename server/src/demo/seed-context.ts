import { nextCardNo } from '@lakeside/shared/card/card-number';
import type { AdminClient } from './demo-client';

export interface SeedContext {
  readonly baseUrl: string;
  readonly admin: AdminClient;
  readonly today: string;
  /** Ids by the name or phone in demo-world. */
  readonly channelIds: Map<string, number>;
  readonly productIds: number[];
  readonly packageIds: number[];
}

/** The first generated number of a product: its prefix and 0001. */
export function firstCardNo(prefix: string): string {
  return `${prefix}0001`;
}

/** A run of consecutive numbers beginning `offset` places after a product's first. */
export function cardRange(prefix: string, offset: number, count: number): { from: string; to: string } {
  const first = firstCardNo(prefix);
  return { from: nextCardNo(first, offset) ?? first, to: nextCardNo(first, offset + count - 1) ?? first };
}
