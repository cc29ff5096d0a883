import { describe, expect, it } from 'vitest';
import type { MessageView } from '../../message/message.contract';
import { messageDays } from './message-days';

let lastId = 0;
const message = (createdAt: string, changes: Partial<MessageView> = {}): MessageView => ({
  id: (lastId += 1),
  event: 'orderShipped',
  title: '订单已发货',
  text: '「家宴八只装」已由顺丰发出。',
  target: null,
  isRead: false,
  createdAt,
  ...changes,
});

describe('the days of an inbox', () => {
  it('hold the messages of each day in Shanghai, the newest first [MB-074]', () => {
    const days = messageDays(
      [
        message('2026-10-06T09:12:00.000+08:00'),
        message('2026-10-05T16:05:00.000Z', { isRead: true }),
        message('2026-10-05T23:59:00.000+08:00'),
        message('2026-10-02T08:00:00.000+08:00'),
        message('2025-12-31T08:00:00.000+08:00'),
      ],
      '2026-10-06',
    );

    expect(days.map(({ label, lines }) => [label, lines.map((line) => line.clock)])).toEqual([
      ['今天', ['09:12', '00:05']],
      ['昨天', ['23:59']],
      ['10 月 2 日（周五）', ['08:00']],
      ['2025 年 12 月 31 日（周三）', ['08:00']],
    ]);
    expect(days[0]?.lines.map((line) => line.isUnread)).toEqual([true, false]);
  });

  it('show a message once that came with two pages', () => {
    const twice = message('2026-10-06T09:12:00.000+08:00');

    const [day] = messageDays([twice, { ...twice, isRead: true }], '2026-10-06');

    expect(day?.lines).toHaveLength(1);
  });

  it('are none without messages', () => {
    expect(messageDays([], '2026-10-06')).toEqual([]);
  });

  it('draw news of a kind that is not known yet with a bell', () => {
    const [day] = messageDays(
      [message('2026-10-06T09:12:00.000+08:00', { event: 'somethingNew' as MessageView['event'] })],
      '2026-10-06',
    );

    expect(day?.lines[0]).toMatchObject({ icon: 'bell', tone: 'neutral' });
  });
});
