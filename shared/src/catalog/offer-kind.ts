import * as v from 'valibot';
import { idSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';

/** What the shop sells: the one list of kinds. Each has its own categories and its own shelf. */
export const OfferKind = { package: 'package', cardProduct: 'cardProduct', eCard: 'eCard' } as const;
export type OfferKind = (typeof OfferKind)[keyof typeof OfferKind];

export const offerKinds = valuesOf(OfferKind);

export const offerKindName: Readonly<Record<OfferKind, string>> = {
  package: '现货套餐',
  cardProduct: '实体卡',
  eCard: '电子卡',
};

export const offerKindSchema = v.picklist(offerKinds);

/** Which offer: ids count per kind. */
export const offerRefSchema = v.object({ kind: offerKindSchema, id: idSchema });
export type OfferRef = v.InferOutput<typeof offerRefSchema>;

/** The kind a page was opened with; a package when the address says none. */
export function offerKindOf(text: string): OfferKind {
  return offerKinds.find((kind) => kind === text) ?? OfferKind.package;
}
