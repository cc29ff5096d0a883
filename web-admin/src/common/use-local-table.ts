import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import type { CancelSignal } from '@lakeside/shared/sdk/cancel';
import { createLatestCall } from '@lakeside/shared/sdk/latest-call';
import { errorMessage } from '@lakeside/shared/sdk/sdk-error';
import { onScopeDispose, reactive, ref, shallowRef } from 'vue';

/**
 * A paged table inside a drawer or a dialog: like `useTable`, but the address belongs to the list below it.
 * Do not destructure the result.
 */
export function useLocalTable<Row>(
  load: (query: PageQuery, signal: CancelSignal) => Promise<Page<Row>>,
  size = 20,
) {
  const rows = shallowRef<Row[]>([]);
  const total = ref(0);
  const isLoading = ref(false);
  const errorText = ref('');
  const page = ref(1);
  const pageSize = ref(size);
  const latestCall = createLatestCall();

  async function reload(): Promise<void> {
    isLoading.value = true;
    errorText.value = '';
    const query = { page: page.value, pageSize: pageSize.value };
    const outcome = await latestCall.run((signal) => load(query, signal));
    if (outcome.kind === 'overtaken') return;
    isLoading.value = false;
    rows.value = outcome.kind === 'done' ? outcome.value.items : [];
    if (outcome.kind === 'done') total.value = outcome.value.total;
    else errorText.value = errorMessage(outcome.error);
  }

  function show(wantedPage: number, wantedSize: number): Promise<void> {
    page.value = wantedPage;
    pageSize.value = wantedSize;
    return reload();
  }

  void reload();
  onScopeDispose(latestCall.cancel);
  return reactive({
    rows,
    total,
    page,
    pageSize,
    isLoading,
    errorText,
    reload,
    search: () => show(1, pageSize.value),
    changePage: (wanted: number) => show(wanted, pageSize.value),
    changePageSize: (wanted: number) => show(1, wanted),
  });
}
