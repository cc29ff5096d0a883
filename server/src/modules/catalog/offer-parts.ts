import type { PackageView } from '@lakeside/shared/catalog/catalog.contract';
import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import type { OfferKind } from '@lakeside/shared/catalog/offer-kind';
import { toIso } from '@lakeside/shared/kernel/date';
import type { Fen } from '@lakeside/shared/kernel/money';
import type { Settings } from '@lakeside/shared/settings/settings.contract';
import type { Tx } from '../../platform/database/dialect';
import { sanitizeRichText } from '../../platform/web/sanitize-rich-text';
import type { CatalogQueries } from './catalog.queries';
import type { CardProduct } from './entities/card-product.entity';
import type { Package } from './entities/package.entity';

/** What offers of all kinds are made from. */
export interface OfferInput {
  name: string;
  categoryId: number | null;
  pictureUrls: string[];
  videoUrl: string | null;
  detail: string | null;
  retailPriceFen: Fen;
  settlementPriceFen: Fen | null;
  serviceSubsidyFen: Fen;
  status?: 'onShelf' | 'offShelf' | undefined;
  isRecommended?: boolean | undefined;
}

type OfferRow = Package | CardProduct;

/** The columns that offers of all kinds share. What is not said is as it was, or as the settings say for a new one (AD-344). */
export function offerColumns(
  input: OfferInput,
  known: Pick<OfferRow, 'status' | 'isRecommended'> | Pick<Settings, 'defaultShelfStatus'>,
) {
  const before = 'status' in known ? known : { status: known.defaultShelfStatus, isRecommended: false };
  return {
    name: input.name,
    categoryId: input.categoryId,
    pictureUrl: input.pictureUrls[0] ?? null,
    pictureUrls: input.pictureUrls.length === 0 ? null : input.pictureUrls,
    videoUrl: input.videoUrl,
    detail: input.detail === null ? null : sanitizeRichText(input.detail),
    retailPriceFen: input.retailPriceFen,
    settlementPriceFen: input.settlementPriceFen,
    serviceSubsidyFen: input.serviceSubsidyFen,
    status: input.status ?? before.status,
    isRecommended: input.isRecommended ?? before.isRecommended,
  };
}

/** The part of a view that offers of all kinds share. */
export function toOfferView(offer: OfferRow, categoryName: string | undefined): Omit<PackageView, 'items'> {
  const { categoryId } = offer;
  return {
    id: offer.id,
    name: offer.name,
    category:
      categoryId !== null && categoryName !== undefined ? { id: categoryId, name: categoryName } : null,
    pictureUrl: offer.pictureUrl,
    pictureUrls: offer.pictureUrls ?? [],
    videoUrl: offer.videoUrl,
    detail: offer.detail,
    retailPriceFen: offer.retailPriceFen,
    settlementPriceFen: offer.settlementPriceFen,
    serviceSubsidyFen: offer.serviceSubsidyFen,
    status: offer.status,
    isRecommended: offer.isRecommended,
    soldCount: offer.soldCount,
    binnedAt: offer.binnedAt && toIso(offer.binnedAt),
  };
}

/** Throws CATEGORY_NOT_FOUND unless the category exists and is of that kind; null is fine. */
export async function assertCategory(
  tx: Tx,
  queries: CatalogQueries,
  category: { id: number | null; kind: OfferKind },
): Promise<void> {
  if (category.id === null) return;
  const found = (await queries.categoriesByIds(tx, [category.id])).get(category.id);
  if (found?.kind !== category.kind) throw catalogError('CATEGORY_NOT_FOUND', { id: category.id });
}
