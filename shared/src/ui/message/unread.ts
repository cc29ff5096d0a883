import { ref } from 'vue';

/** How many messages wait to be read, for the badges of an app. */
export function createUnread(load: () => Promise<{ count: number }>) {
  const count = ref(0);

  /** Counts again. Without an answer the last figure stays: a badge is no reason to bother anybody. */
  async function refresh(): Promise<void> {
    const answer = await load().catch(() => null);
    if (answer !== null) count.value = answer.count;
  }

  function set(next: number): void {
    count.value = Math.max(0, next);
  }

  return { count, refresh, set };
}

/** What the inbox needs of the count. */
export interface Unread {
  readonly count: number;
  refresh(): Promise<void>;
  set(next: number): void;
}

/** A figure for a badge; empty when there is nothing to tell. */
export function badgeText(count: number): string {
  if (count <= 0) return '';
  return count > 99 ? '99+' : String(count);
}
