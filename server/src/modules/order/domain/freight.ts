import { type Fen, sumFen } from '@lakeside/shared/kernel/money';
import type { FreightRule, FreightTariff } from '@lakeside/shared/order/freight.contract';
import { orderError } from '@lakeside/shared/order/order.errors';

/** What freight depends on besides the place: how many pieces, and what they cost. */
export interface SentGoods {
  readonly pieces: number;
  readonly goodsFen: Fen;
}

/** Freight of an order from its goods. */
export type FreightOf = (goods: SentGoods) => Fen;

/** Where nothing is sent, and while the place is not known. */
export const freeFreight: FreightOf = () => 0;

/** Provinces may be written short: 西藏 means 西藏自治区. */
export function isDelivered(province: string, rule: FreightRule | null): boolean {
  return !names(rule?.undelivered ?? [], province);
}

/** Throws ADDRESS_OUT_OF_AREA. */
export function assertDelivered(province: string, rule: FreightRule | null): void {
  if (!isDelivered(province, rule)) throw orderError('ADDRESS_OUT_OF_AREA', { province });
}

/** The freight to a province under a rule; without a rule everything is sent free (AD-352). */
export function freightTo(province: string, rule: FreightRule | null): FreightOf {
  if (rule === null) return freeFreight;
  const tariff = rule.zones.find((zone) => names(zone.provinces, province)) ?? rule.elsewhere;
  return (goods) => freightBy(tariff, goods);
}

function freightBy(tariff: FreightTariff, { pieces, goodsFen }: SentGoods): Fen {
  if (pieces === 0) return 0;
  if (tariff.freeFromFen !== null && goodsFen >= tariff.freeFromFen) return 0;
  const further = Math.max(0, Math.ceil((pieces - tariff.firstPieces) / tariff.furtherPieces));
  return sumFen([tariff.firstFen, further * tariff.furtherFen]);
}

function names(provinces: readonly string[], province: string): boolean {
  return provinces.some((name) => province.startsWith(name));
}
