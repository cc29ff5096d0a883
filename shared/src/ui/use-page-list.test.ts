import { describe, expect, it } from 'vitest';
import type { Page, PageQuery } from '../kernel/page';
import type { CancelSignal } from '../sdk/cancel';
import { SdkError } from '../sdk/sdk-error';
import { usePageList } from './use-page-list';

const offline = new SdkError({ kind: 'network', code: 'NETWORK', status: 0, message: '网络连接失败' });

/** A list over `rowCount` numbered rows, two a page; `fail` breaks the next call. */
function aList(rowCount: number) {
  const server = { rowCount, isBroken: false, queries: [] as PageQuery[] };
  const list = usePageList<number>({
    pageSize: 2,
    async load(query) {
      server.queries.push(query);
      if (server.isBroken) throw offline;
      const start = (query.page - 1) * query.pageSize;
      const rows = Array.from({ length: server.rowCount }, (_, index) => index + 1);
      return { items: rows.slice(start, start + query.pageSize), total: server.rowCount };
    },
  });
  return { list, server };
}

describe('a list that grows page by page', () => {
  it('shows the skeleton first, then rows, then the end', async () => {
    const { list } = aList(3);

    const first = list.reload();
    expect(list.state.value).toBe('loading');
    await first;
    expect(list).toMatchObject({ state: { value: 'ready' }, items: { value: [1, 2] }, total: { value: 3 } });
    await list.loadMore();

    expect(list).toMatchObject({ state: { value: 'end' }, items: { value: [1, 2, 3] } });
  });

  it('says so when there is nothing', async () => {
    const { list } = aList(0);

    await list.reload();

    expect(list.state.value).toBe('empty');
  });

  it('asks for nothing more at the end or while a page is on its way', async () => {
    const { list, server } = aList(3);
    await list.reload();

    await Promise.all([list.loadMore(), list.loadMore()]);
    await list.loadMore();

    expect(server.queries.map((query) => query.page)).toEqual([1, 2]);
  });

  it('keeps its rows when a later page fails, and goes on from there', async () => {
    const { list, server } = aList(4);
    await list.reload();

    server.isBroken = true;
    await list.loadMore();
    expect(list).toMatchObject({
      state: { value: 'error' },
      errorText: { value: '网络连接失败' },
      items: { value: [1, 2] },
    });
    server.isBroken = false;
    await list.retry();

    expect(list).toMatchObject({ state: { value: 'end' }, items: { value: [1, 2, 3, 4] } });
  });

  it('starts again from the first page when that was the one that failed', async () => {
    const { list, server } = aList(1);
    await list.reload();

    server.isBroken = true;
    await list.refresh();
    expect(list).toMatchObject({ state: { value: 'error' }, items: { value: [1] } });
    server.isBroken = false;
    server.rowCount = 2;
    await list.retry();

    expect(list).toMatchObject({ state: { value: 'end' }, items: { value: [1, 2] } });
  });

  it('keeps its rows on screen during a refresh and starts again from the first page', async () => {
    const { list, server } = aList(4);
    await list.reload();
    await list.loadMore();

    server.rowCount = 3;
    const refresh = list.refresh();
    expect(list.items.value).toEqual([1, 2, 3, 4]);
    await refresh;

    expect(list).toMatchObject({ items: { value: [1, 2] }, state: { value: 'ready' } });
  });

  it('drops the answer of a call that was overtaken, and cancels that call', async () => {
    const answers: Array<(page: Page<string>) => void> = [];
    const signals: CancelSignal[] = [];
    const list = usePageList<string>({
      load: (_query, signal) => {
        signals.push(signal);
        return new Promise((resolve) => answers.push(resolve));
      },
    });

    const slow = list.reload();
    const quick = list.reload();
    answers[1]?.({ items: ['new filter'], total: 1 });
    await quick;
    answers[0]?.({ items: ['old filter'], total: 1 });
    await slow;

    expect(list.items.value).toEqual(['new filter']);
    expect(signals.map((signal) => signal.isCancelled)).toEqual([true, false]);
  });

  it('replaces or drops one row after an act on it', async () => {
    const { list } = aList(2);
    await list.reload();

    list.updateItem((row) => row === 1, 10);
    expect(list.items.value).toEqual([10, 2]);
    list.updateItem(() => true, null);

    expect(list.state.value).toBe('empty');
  });
});
