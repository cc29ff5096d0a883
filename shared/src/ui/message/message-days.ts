import { daysBetween, formatClock, formatDay, toDay } from '../../kernel/date';
import type { MessageView } from '../../message/message.contract';
import { MessageEvent } from '../../message/message.schemas';
import type { IconName } from '../icons';
import type { TagTone } from '../tag-tone';

/** One line of the inbox as it is drawn. */
export interface MessageLine {
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly clock: string;
  readonly isUnread: boolean;
  readonly icon: IconName;
  readonly tone: TagTone;
}

/** The messages of one day, the newest first. */
export interface MessageDay {
  readonly day: string;
  /** `今天`, `昨天`, `10 月 6 日（周二）`. */
  readonly label: string;
  readonly lines: readonly MessageLine[];
}

interface MessageLook {
  readonly icon: IconName;
  readonly tone: TagTone;
}

const looks: Readonly<Partial<Record<MessageEvent, MessageLook>>> = {
  [MessageEvent.orderPlaced]: { icon: 'check-circle', tone: 'ok' },
  [MessageEvent.orderRescheduled]: { icon: 'calendar', tone: 'gold' },
  [MessageEvent.orderShipped]: { icon: 'truck', tone: 'lake' },
  [MessageEvent.orderCompleted]: { icon: 'box', tone: 'lake' },
  [MessageEvent.orderRefunded]: { icon: 'wallet', tone: 'gold' },
  [MessageEvent.afterSaleMoved]: { icon: 'headset', tone: 'gold' },
  [MessageEvent.giftEnded]: { icon: 'card', tone: 'lake' },
  [MessageEvent.activationRequested]: { icon: 'card', tone: 'crab' },
  [MessageEvent.activationDone]: { icon: 'check-circle', tone: 'ok' },
  [MessageEvent.activationRejected]: { icon: 'warning', tone: 'bad' },
};

/** News of a kind that this version of the app does not know yet. */
const unknownLook: MessageLook = { icon: 'bell', tone: 'neutral' };

/** Messages by day in the order they come in. `today` is the day in Shanghai. */
export function messageDays(messages: readonly MessageView[], today: string): MessageDay[] {
  const linesByDay = new Map<string, MessageLine[]>();
  // A message that arrives between two pages of the list moves the last one of the first page into the second.
  const messageById = new Map(messages.map((message) => [message.id, message]));
  for (const message of messageById.values()) {
    const day = toDay(new Date(message.createdAt));
    const lines = linesByDay.get(day) ?? [];
    lines.push(lineOf(message));
    linesByDay.set(day, lines);
  }
  return [...linesByDay].map(([day, lines]) => ({ day, label: labelOf(day, today), lines }));
}

function lineOf({ id, event, title, text, isRead, createdAt }: MessageView): MessageLine {
  return {
    id,
    title,
    text,
    clock: formatClock(createdAt),
    isUnread: !isRead,
    ...(looks[event] ?? unknownLook),
  };
}

function labelOf(day: string, today: string): string {
  const age = daysBetween(day, today);
  if (age === 0) return '今天';
  if (age === 1) return '昨天';
  const year = day.slice(0, 4);
  return year === today.slice(0, 4) ? formatDay(day) : `${year} 年 ${formatDay(day)}`;
}
