import * as v from 'valibot';
import { countSchema, queryIntegerSchema } from './schemas';

/** Query fields of every paged list; `pageSize` is capped at 100. */
export const pageQueryEntries = {
  page: v.optional(v.pipe(queryIntegerSchema, v.minValue(1), v.maxValue(100_000)), 1),
  pageSize: v.optional(v.pipe(queryIntegerSchema, v.minValue(1), v.maxValue(100)), 20),
};

export const pageQuery = v.object(pageQueryEntries);

export interface PageQuery {
  page: number;
  pageSize: number;
}

/** Response of a paged list: the rows of this page and how many there are in all. */
export function pageOf<Item extends v.GenericSchema>(item: Item) {
  return v.object({ items: v.array(item), total: countSchema });
}

export interface Page<Item> {
  items: Item[];
  total: number;
}
