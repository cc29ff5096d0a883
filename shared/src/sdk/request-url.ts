/** Fills `:name` parameters and appends the query; null, undefined and empty text are left out, arrays repeat the key. */
export function buildRequestUrl(path: string, params: unknown, query: unknown): string {
  const values = asRecord(params);
  const filled = path.replace(/:(\w+)/g, (_placeholder, name: string) => {
    const value = values[name];
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new TypeError(`path parameter "${name}" is missing in ${path}`);
    return encodeURIComponent(String(value));
  });
  const pairs = Object.entries(asRecord(query)).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined && item !== null && item !== '')
      .map((item) => `${encodeURIComponent(name)}=${encodeURIComponent(String(item))}`),
  );
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
