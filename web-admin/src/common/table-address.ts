import type { LocationQuery } from 'vue-router';

/** What a table shows: its filters as text, and its page. */
export interface TableView<Names extends string> {
  filters: Record<Names, string>;
  page: number;
  pageSize: number;
}

const maxPageSize = 100;

/** The view an address asks for; whatever is missing or malformed falls back to the default. */
export function readTableAddress<Names extends string>(
  query: LocationQuery,
  defaults: TableView<Names>,
): TableView<Names> {
  const filters = { ...defaults.filters };
  for (const name of Object.keys(filters) as Names[])
    filters[name] = textOf(query[name]) ?? defaults.filters[name];
  return {
    filters,
    page: positiveOf(query.page) ?? defaults.page,
    pageSize: Math.min(maxPageSize, positiveOf(query.pageSize) ?? defaults.pageSize),
  };
}

/** The address of a view; defaults are left out, so that a plain list has a plain address. */
export function writeTableAddress<Names extends string>(
  view: TableView<Names>,
  defaults: TableView<Names>,
): Record<string, string> {
  const query: Record<string, string> = {};
  for (const name of Object.keys(view.filters) as Names[]) {
    if (view.filters[name] !== defaults.filters[name]) query[name] = view.filters[name];
  }
  if (view.page !== defaults.page) query.page = String(view.page);
  if (view.pageSize !== defaults.pageSize) query.pageSize = String(view.pageSize);
  return query;
}

function textOf(value: LocationQuery[string] | undefined): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return first ?? undefined;
}

function positiveOf(value: LocationQuery[string] | undefined): number | undefined {
  const text = textOf(value);
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
