const storageKey = 'lakeside.searchHistory';
const limit = 10;

/** The list with `word` in front, once, and no more than ten. */
export function withSearch(history: readonly string[], word: string): string[] {
  const typed = word.trim();
  if (typed === '') return [...history];
  return [typed, ...history.filter((known) => known !== typed)].slice(0, limit);
}

/** What was searched for on this phone, newest first. */
export function readSearchHistory(): string[] {
  const stored: unknown = uni.getStorageSync(storageKey);
  if (!Array.isArray(stored)) return [];
  return stored.filter((word): word is string => typeof word === 'string').slice(0, limit);
}

export function rememberSearch(word: string): void {
  uni.setStorageSync(storageKey, withSearch(readSearchHistory(), word));
}

export function forgetSearches(): void {
  uni.removeStorageSync(storageKey);
}
