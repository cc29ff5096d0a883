/** On H5 the server serves the page and the API; other builds name their API when they are built. */
export const apiBaseUrl = resolveApiBaseUrl();

function resolveApiBaseUrl(): string {
  // #ifdef H5
  return '';
  // #endif
  // #ifndef H5
  return import.meta.env.VITE_API_BASE ?? 'http://127.0.0.1:7001';
  // #endif
}
