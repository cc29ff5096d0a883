import { computed, ref } from 'vue';
import { toDay } from '../../kernel/date';
import type { Page, PageQuery } from '../../kernel/page';
import type { MessageView } from '../../message/message.contract';
import type { CancelSignal } from '../../sdk/cancel';
import { showError } from '../feedback';
import { usePageList } from '../use-page-list';
import { messageDays } from './message-days';
import type { Unread } from './unread';

export interface InboxCalls {
  listMessages(query: PageQuery, signal: CancelSignal): Promise<Page<MessageView>>;
  /** Without ids all messages. */
  markRead(ids?: number[]): Promise<unknown>;
}

/** The messages of a person, by day (MB-074). What is read here leaves the count of `unread`. */
export function useInbox(calls: InboxCalls, unread: Unread) {
  const isReadingAll = ref(false);
  const list = usePageList<MessageView>({ load: (query, signal) => calls.listMessages(query, signal) });
  const days = computed(() => messageDays(list.items.value, toDay(new Date())));

  /** Marks a message as read and answers it, so that the page can open what it is about. */
  function read(id: number): MessageView | null {
    const message = list.items.value.find((one) => one.id === id) ?? null;
    if (message === null || message.isRead) return message;
    list.updateItem((one) => one.id === id, { ...message, isRead: true });
    unread.set(unread.count - 1);
    // What could not be told is unread again at the next look.
    void calls.markRead([id]).catch(() => undefined);
    return message;
  }

  async function readAll(): Promise<void> {
    if (isReadingAll.value) return;
    isReadingAll.value = true;
    try {
      await calls.markRead();
      unread.set(0);
      list.items.value = list.items.value.map((message) => ({ ...message, isRead: true }));
    } catch (error) {
      showError(error);
    } finally {
      isReadingAll.value = false;
    }
  }

  /** A message that arrived while the page was open. */
  async function refresh(): Promise<void> {
    await Promise.all([list.refresh(), unread.refresh()]);
  }

  return { ...list, refresh, days, isReadingAll, read, readAll };
}
