import {
  catalogAdminContract,
  type CardProductView,
  type PackageView,
} from '@lakeside/shared/catalog/catalog.contract';
import * as v from 'valibot';
import { chosenId, optionalChosenId } from '@/common/use-form';

/** What packages and card products are both made of, as typed. */
export interface OfferModel {
  name: string;
  categoryId: string;
  pictureUrls: string[];
  videoUrl: string | null;
  detail: string;
  retailPriceFen: number | null;
  settlementPriceFen: number | null;
  serviceSubsidyFen: number | null;
  /** Absent until the person or the settings have said. */
  status?: 'onShelf' | 'offShelf';
  isRecommended: boolean;
}

export interface ItemModel {
  skuId: string;
  quantity: number | null;
}

export function fillOfferModel(offer: PackageView | CardProductView | null): OfferModel {
  return {
    name: offer?.name ?? '',
    categoryId: offer?.category ? String(offer.category.id) : '',
    pictureUrls: offer?.pictureUrls ?? [],
    videoUrl: offer?.videoUrl ?? null,
    detail: offer?.detail ?? '',
    retailPriceFen: offer?.retailPriceFen ?? null,
    settlementPriceFen: offer?.settlementPriceFen ?? null,
    serviceSubsidyFen: offer?.serviceSubsidyFen ?? 0,
    ...(offer ? { status: offer.status } : {}),
    isRecommended: offer?.isRecommended ?? false,
  };
}

export const packageFormSchema = v.object({
  ...catalogAdminContract.createPackage.body.entries,
  categoryId: optionalChosenId,
  items: v.pipe(
    v.array(
      v.object({
        skuId: chosenId('请选择单品'),
        quantity: v.pipe(
          v.number('请填写数量'),
          v.safeInteger('数量必须是整数'),
          v.minValue(1, '数量至少 1'),
          v.maxValue(999, '数量最多 999'),
        ),
      }),
    ),
    v.minLength(1, '请至少选择一个单品'),
    v.maxLength(20, '最多 20 个单品'),
    v.check((items) => new Set(items.map((item) => item.skuId)).size === items.length, '单品不能重复'),
  ),
});

export const cardProductFormSchema = v.object({
  ...catalogAdminContract.createCardProduct.body.entries,
  categoryId: optionalChosenId,
  packageId: chosenId('请选择固定套餐'),
});
