import { computed, getCurrentScope, onScopeDispose, ref, shallowRef } from 'vue';
import type { Page, PageQuery } from '../kernel/page';
import type { CancelSignal } from '../sdk/cancel';
import { createLatestCall } from '../sdk/latest-call';
import { errorMessage } from '../sdk/sdk-error';
import { onNetworkBack } from './shell/network';

/**
 * What a list shows: `loading` before the first answer, `empty` and `end` when there is no more,
 * `error` when the last call failed (rows already shown stay), `ready` otherwise.
 */
export type PageListState = 'loading' | 'ready' | 'empty' | 'error' | 'end';

export interface PageListOptions<Item> {
  /** Fetches one page; hand `signal` to the SDK so that an outdated call is cancelled. */
  load(query: PageQuery, signal: CancelSignal): Promise<Page<Item>>;
  pageSize?: number;
}

/** A list that grows page by page. Call `reload` when filters change, `refresh` on pull-down, `loadMore` at the bottom. */
export function usePageList<Item>(options: PageListOptions<Item>) {
  const pageSize = options.pageSize ?? 20;
  const items = shallowRef<Item[]>([]);
  const total = ref(0);
  const state = ref<PageListState>('loading');
  const errorText = ref('');
  const isLoading = ref(false);
  const latestCall = createLatestCall();
  let nextPage = 1;
  let failedPage = 1;

  /** Fetches one page; resolves when it is shown, failed, or was overtaken by a newer call. */
  async function fetchPage(page: number): Promise<void> {
    isLoading.value = true;
    const outcome = await latestCall.run((signal) => options.load({ page, pageSize }, signal));
    if (outcome.kind === 'overtaken') return;
    isLoading.value = false;
    if (outcome.kind === 'failed') {
      errorText.value = errorMessage(outcome.error);
      state.value = 'error';
      failedPage = page;
      return;
    }
    items.value = page === 1 ? outcome.value.items : [...items.value, ...outcome.value.items];
    total.value = outcome.value.total;
    nextPage = page + 1;
    state.value = settledState(outcome.value.items.length);
  }

  function settledState(receivedCount: number): PageListState {
    if (items.value.length === 0) return 'empty';
    // A page that came back short is the last one even if rows vanished meanwhile and the total no longer adds up.
    return items.value.length >= total.value || receivedCount < pageSize ? 'end' : 'ready';
  }

  /** Starts over with empty rows: the filter changed, so the old rows no longer answer the question. */
  function reload(): Promise<void> {
    items.value = [];
    total.value = 0;
    state.value = 'loading';
    return fetchPage(1);
  }

  /** Fetches the first page again and keeps the rows on screen until it is there. */
  function refresh(): Promise<void> {
    return fetchPage(1);
  }

  async function loadMore(): Promise<void> {
    if (isLoading.value || state.value !== 'ready') return;
    await fetchPage(nextPage);
  }

  /** After an error: tries the page that failed. */
  function retry(): Promise<void> {
    if (items.value.length === 0) return reload();
    state.value = 'ready';
    return fetchPage(failedPage);
  }

  /** Replaces or drops one row after an action on it, without fetching the list again. */
  function updateItem(isWanted: (item: Item) => boolean, next: Item | null): void {
    items.value = items.value.flatMap((item) => (isWanted(item) ? (next === null ? [] : [next]) : [item]));
    if (items.value.length === 0 && state.value !== 'loading') state.value = 'empty';
  }

  if (getCurrentScope()) onScopeDispose(latestCall.cancel);
  onNetworkBack(() => {
    if (state.value === 'error') void retry();
  });

  return {
    items,
    total,
    state,
    errorText,
    isLoading,
    /** True while more rows are fetched below rows that are shown. */
    isLoadingMore: computed(() => isLoading.value && items.value.length > 0 && state.value === 'ready'),
    reload,
    refresh,
    loadMore,
    retry,
    updateItem,
  };
}

export type PageList<Item> = ReturnType<typeof usePageList<Item>>;
