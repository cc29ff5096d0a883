import type { ShelfSort } from '@lakeside/shared/catalog/catalog.member.contract';
import { type OfferKind, offerKindName, offerKinds } from '@lakeside/shared/catalog/offer-kind';
import { usePageList } from '@lakeside/shared/ui/use-page-list';
import { computed, ref } from 'vue';
import { sdk } from '@/app/api';

/** Where a visit to the shop begins. */
export interface ShopWish {
  kind: OfferKind | '';
  categoryId: number;
  search: string;
}

type SortKey = 'recommended' | 'sales' | 'price' | 'newest';

/** In which order the shop is listed. A second tap on the price turns it round. */
function useShelfSort() {
  const sortKey = ref<SortKey>('recommended');
  const isPriceUp = ref(true);

  const sort = computed<ShelfSort>(() => {
    if (sortKey.value !== 'price') return sortKey.value;
    return isPriceUp.value ? 'priceUp' : 'priceDown';
  });
  const sortOptions = computed(() => [
    { key: 'recommended', label: '综合' },
    { key: 'sales', label: '销量' },
    { key: 'price', label: `价格 ${sortKey.value !== 'price' ? '↕' : isPriceUp.value ? '↑' : '↓'}` },
    { key: 'newest', label: '新品' },
  ]);

  function changeSort(key: string): void {
    if (key === 'price') isPriceUp.value = sortKey.value !== 'price' || !isPriceUp.value;
    sortKey.value = key === 'sales' || key === 'price' || key === 'newest' ? key : 'recommended';
  }

  return { sort, sortKey, sortOptions, changeSort };
}

/** The shop: which kind, which category, which words, in which order. Each choice starts the list over. */
export function useShop() {
  const wish = ref<ShopWish>({ kind: '', categoryId: 0, search: '' });
  const { sort, sortKey, sortOptions, changeSort } = useShelfSort();
  const categories = ref<{ key: string; label: string }[]>([]);

  const list = usePageList({
    load: (page, signal) => {
      const { kind, categoryId, search } = wish.value;
      const query = {
        ...page,
        kind: kind === '' ? undefined : kind,
        categoryId: categoryId === 0 ? undefined : categoryId,
        search: search === '' ? undefined : search,
        sort: sort.value,
      };
      return sdk.catalog.listOffers({ query }, { signal });
    },
  });

  const kindOptions = [
    { key: '', label: '全部' },
    ...offerKinds.map((key) => ({ key, label: offerKindName[key] })),
  ];
  /** Categories are a help, not a condition: without them the list is still there. */
  async function loadCategories(): Promise<void> {
    const { kind } = wish.value;
    categories.value = [];
    if (kind === '') return;
    const found = await sdk.catalog.listOfferCategories({ query: { kind } }).catch(() => []);
    if (wish.value.kind !== kind || found.length === 0) return;
    categories.value = [
      { key: '0', label: '全部' },
      ...found.map(({ id, name }) => ({ key: String(id), label: name })),
    ];
  }

  function begin(first: ShopWish): void {
    wish.value = first;
    void loadCategories();
  }

  function chooseKind(key: string): void {
    const kind = offerKinds.find((known) => known === key) ?? '';
    begin({ ...wish.value, kind, categoryId: 0 });
    void list.reload();
  }

  function chooseCategory(key: string): void {
    wish.value = { ...wish.value, categoryId: Number(key) };
    void list.reload();
  }

  function chooseSort(key: string): void {
    changeSort(key);
    void list.reload();
  }

  function search(words: string): void {
    wish.value = { ...wish.value, search: words.trim().slice(0, 30) };
    void list.reload();
  }

  return {
    wish,
    sortKey,
    kindOptions,
    sortOptions,
    categories,
    list,
    begin,
    chooseKind,
    chooseCategory,
    chooseSort,
    search,
  };
}
