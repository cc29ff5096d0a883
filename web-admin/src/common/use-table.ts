import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { createCanceller, type Canceller, type CancelSignal } from '@lakeside/shared/sdk/cancel';
import { errorMessage, isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { onScopeDispose, reactive, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';

type Filters = Record<string, string>;

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
  const ownPath = route.path;
  const rows = shallowRef<Row[]>([]);
  const total = ref(0);
  const isLoading = ref(false);
  const errorText = ref('');
  const names = Object.keys(options.filters) as Names[];
  // A record with the very names of the options; the compiler loses them in Object.fromEntries.
  const filters = reactive(readFilters()) as Record<Names, string>;
  const page = ref(1);
  const pageSize = ref(options.pageSize ?? 20);
  let running: Canceller | null = null;

  function readFilters(): Filters {
    return Object.fromEntries(
      names.map((name) => [name, queryText(route.query[name]) ?? options.filters[name]]),
    );
  }

  function readAddress(): void {
    Object.assign(filters, readFilters());
    page.value = Math.max(1, Number(queryText(route.query.page)) || 1);
    pageSize.value = Math.min(100, Number(queryText(route.query.pageSize)) || (options.pageSize ?? 20));
  }

  async function reload(): Promise<void> {
    running?.cancel();
    const canceller = createCanceller();
    running = canceller;
    isLoading.value = true;
    errorText.value = '';
    try {
      const query = { page: page.value, pageSize: pageSize.value, ...filters };
      const answer = await options.load(query, canceller.signal);
      if (running !== canceller) return;
      rows.value = answer.items;
      total.value = answer.total;
    } catch (error) {
      if (running !== canceller || (isSdkError(error) && error.kind === 'cancelled')) return;
      rows.value = [];
      errorText.value = errorMessage(error);
    } finally {
      if (running === canceller) isLoading.value = false;
    }
  }

  /** Writes the wanted state into the address; the watcher below loads it. */
  async function show(wantedPage: number, wantedSize: number): Promise<void> {
    const query: Filters = {};
    for (const name of names) if (filters[name] !== options.filters[name]) query[name] = filters[name];
    if (wantedPage > 1) query.page = String(wantedPage);
    if (wantedSize !== (options.pageSize ?? 20)) query.pageSize = String(wantedSize);
    const before = route.fullPath;
    await router.replace({ query });
    if (route.fullPath === before) await reload();
  }

  watch(
    () => route.query,
    () => {
      if (route.path !== ownPath) return;
      readAddress();
      void reload();
    },
    { immediate: true },
  );
  onScopeDispose(() => running?.cancel());

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

function queryText(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
}
