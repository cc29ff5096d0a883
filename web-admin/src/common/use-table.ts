import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import type { CancelSignal } from '@lakeside/shared/sdk/cancel';
import { createLatestCall } from '@lakeside/shared/sdk/latest-call';
import { errorMessage } from '@lakeside/shared/sdk/sdk-error';
import { onScopeDispose, reactive, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { readTableAddress, writeTableAddress } from './table-address';

export interface TableOptions<Row, Names extends string> {
  /** Every filter with its empty value; all are text, as the address carries them. */
  filters: Record<Names, string>;
  load(query: PageQuery & Record<Names, string>, signal: CancelSignal): Promise<Page<Row>>;
  pageSize?: number;
}

/**
 * A table paged by the server. The address holds filters and page, so that a reload, the back button and a copied
 * link show the same rows. Bind inputs to `table.filters`, then call `search`. Do not destructure the result.
 */
export function useTable<Row, Names extends string = never>(options: TableOptions<Row, Names>) {
  const route = useRoute();
  const router = useRouter();
  // The route, not the path: a record opened over its list adds an id to the path.
  const ownRoute = route.matched.at(-1)?.path;
  const defaults = { filters: options.filters, page: 1, pageSize: options.pageSize ?? 20 };
  const rows = shallowRef<Row[]>([]);
  const total = ref(0);
  const isLoading = ref(false);
  const errorText = ref('');
  const first = readTableAddress(route.query, defaults);
  // Text has nothing to unwrap; the compiler cannot see that of a generic record.
  const filters = reactive(first.filters) as Record<Names, string>;
  const page = ref(first.page);
  const pageSize = ref(first.pageSize);
  const latestCall = createLatestCall();

  async function reload(): Promise<void> {
    isLoading.value = true;
    errorText.value = '';
    const query = { ...filters, page: page.value, pageSize: pageSize.value };
    const outcome = await latestCall.run((signal) => options.load(query, signal));
    if (outcome.kind === 'overtaken') return;
    isLoading.value = false;
    rows.value = outcome.kind === 'done' ? outcome.value.items : [];
    if (outcome.kind === 'done') total.value = outcome.value.total;
    else errorText.value = errorMessage(outcome.error);
  }

  /** Writes the wanted state into the address; the watcher below loads it. */
  async function show(wantedPage: number, wantedSize: number): Promise<void> {
    const before = route.fullPath;
    const view = { filters, page: wantedPage, pageSize: wantedSize };
    await router.replace({ query: writeTableAddress(view, defaults) });
    if (route.fullPath === before) await reload();
  }

  watch(
    // As text, so that opening a record over the list does not load the list again.
    () => (route.matched.at(-1)?.path === ownRoute ? JSON.stringify(route.query) : null),
    (query) => {
      if (query === null) return;
      const view = readTableAddress(route.query, defaults);
      Object.assign(filters, view.filters);
      page.value = view.page;
      pageSize.value = view.pageSize;
      void reload();
    },
    { immediate: true },
  );
  onScopeDispose(latestCall.cancel);

  return reactive({
    rows,
    total,
    page,
    pageSize,
    filters,
    isLoading,
    errorText,
    reload,
    search: () => show(1, pageSize.value),
    changePage: (wanted: number) => show(wanted, pageSize.value),
    changePageSize: (wanted: number) => show(1, wanted),
    reset: () => {
      Object.assign(filters, options.filters);
      return show(1, pageSize.value);
    },
  });
}
