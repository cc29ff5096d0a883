import { categorySchema } from '@lakeside/shared/catalog/catalog.contract';
import { errorMessage } from '@lakeside/shared/sdk/sdk-error';
import type * as v from 'valibot';
import { ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';

export type Category = v.InferOutput<typeof categorySchema>;
export type CategoryKind = Category['kind'];

export const categoryKindName: Readonly<Record<CategoryKind, string>> = {
  package: '套餐',
  cardProduct: '实体卡',
  eCard: '电子卡',
};

/** The categories of one kind, or of both. */
export function useCategories(kind?: CategoryKind) {
  const categories = shallowRef<Category[]>([]);
  const isLoading = ref(false);
  const errorText = ref('');

  async function loadCategories(): Promise<void> {
    isLoading.value = true;
    errorText.value = '';
    try {
      categories.value = await sdk.catalog.listCategories({ query: { kind } });
    } catch (error) {
      errorText.value = errorMessage(error);
    } finally {
      isLoading.value = false;
    }
  }

  return { categories, isLoading, errorText, loadCategories };
}
