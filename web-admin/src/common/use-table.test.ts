import { SdkError } from '@lakeside/shared/sdk/sdk-error';
import { flushPromises, mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { useTable } from './use-table';

interface Query {
  page: number;
  pageSize: number;
  keyword: string;
  status: string;
}

/** A page with a table over 45 rows, opened at `address`. */
async function openTable(address: string) {
  const queries: Query[] = [];
  const state = { fails: false };
  const useCards = () =>
    useTable({
      filters: { keyword: '', status: '' },
      async load(query) {
        queries.push(query);
        if (state.fails)
          throw new SdkError({ kind: 'network', code: 'NETWORK', status: 0, message: '网络连接失败' });
        return { items: [{ id: query.page }], total: 45 };
      },
    });
  let table: ReturnType<typeof useCards> | undefined;
  const page = defineComponent({
    setup() {
      table = useCards();
      return () => h('div');
    },
  });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/cards', component: page }],
  });
  await router.push(address);
  mount(page, { global: { plugins: [router] } });
  await flushPromises();
  if (!table) throw new Error('the table was not set up');
  return { table, queries, router, state };
}

describe('a table of the back office', () => {
  it('opens what its address says', async () => {
    const { table, queries } = await openTable('/cards?keyword=8826&page=3&pageSize=50');

    expect(queries).toEqual([{ keyword: '8826', status: '', page: 3, pageSize: 50 }]);
    expect(table.rows).toEqual([{ id: 3 }]);
    expect(table.filters.keyword).toBe('8826');
  });

  it('falls back to the first page when the address is nonsense', async () => {
    const { queries } = await openTable('/cards?page=-2&pageSize=9999');

    expect(queries[0]).toMatchObject({ page: 1, pageSize: 100 });
  });

  it('writes filters and page into the address and starts a search at the first page', async () => {
    const { table, queries, router } = await openTable('/cards?page=2');

    table.filters.status = 'active';
    await table.search();
    await flushPromises();
    expect(router.currentRoute.value.query).toEqual({ status: 'active' });
    await table.changePage(2);
    await flushPromises();

    expect(router.currentRoute.value.query).toEqual({ status: 'active', page: '2' });
    expect(queries.map((query) => query.page)).toEqual([2, 1, 2]);
  });

  it('searches again when nothing in the address changes', async () => {
    const { table, queries } = await openTable('/cards');

    await table.search();

    expect(queries).toHaveLength(2);
  });

  it('empties all filters on reset', async () => {
    const { table, router } = await openTable('/cards?keyword=8826&status=used');

    await table.reset();

    expect(router.currentRoute.value.query).toEqual({});
    expect(table.filters).toEqual({ keyword: '', status: '' });
  });

  it('says why it failed and shows the rows after another try', async () => {
    const { table, state } = await openTable('/cards');

    state.fails = true;
    await table.reload();
    expect(table).toMatchObject({ errorText: '网络连接失败', rows: [], isLoading: false });
    state.fails = false;
    await table.reload();

    expect(table).toMatchObject({ errorText: '', rows: [{ id: 1 }] });
  });
});
