import * as v from 'valibot';

/**
 * The filters of a table (all text) as the endpoint's query: blanks are left out, and so is what the schema refuses,
 * since an address can be typed by hand and a list is still better than a complaint.
 */
export function parseQuery<Schema extends v.GenericSchema>(
  schema: Schema,
  filters: object,
): v.InferOutput<Schema> {
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
  const parsed = v.safeParse(schema, given);
  if (parsed.success) return parsed.output;
  const refused = new Set(parsed.issues.map((issue) => v.getDotPath(issue)?.split('.')[0] ?? ''));
  return v.parse(schema, Object.fromEntries(Object.entries(given).filter(([name]) => !refused.has(name))));
}
