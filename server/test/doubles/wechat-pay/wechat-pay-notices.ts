import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { encrypt, signedHeaders, type WechatPayKeys } from './wechat-pay-keys';

/** Something WeChat wants to tell a merchant. */
export interface PendingNotice {
  id: string;
  url: string;
  eventType: string;
  originalType: 'transaction' | 'refund';
  /** The resource before encryption. */
  content: object;
  tries: number;
}

/** Chance for one round of deliveries: 0.3 loses three of ten, so that only asking brings the news. */
export interface NoticeWeather {
  lose?: number;
  repeat?: number;
  shuffle?: boolean;
  /** Numbers in [0, 1). */
  chance?: () => number;
}

const timeoutMs = 5_000;
/** WeChat waits 15 s, 30 s, 3 min …; a demo has less patience. */
const retryMs = [1_000, 5_000, 15_000, 60_000];
const mostTries = 15;

/**
 * Sends notices until the merchant answers 200. By itself, a moment after the event; or, once `hold` was called, only when a
 * test says so, who may lose, repeat and shuffle them.
 */
export class WechatPayNoticeSender {
  /** Where notices go instead of the origin the merchant named; for a server whose port was not known when it was set up. */
  origin: string | null = null;
  private isHeld = false;

  constructor(
    private readonly pending: PendingNotice[],
    private readonly keys: WechatPayKeys,
    private readonly now: () => Date,
  ) {
    for (const notice of pending) this.schedule(notice);
  }

  hold(): void {
    this.isHeld = true;
  }

  get waiting(): readonly PendingNotice[] {
    return this.pending;
  }

  add(notice: Omit<PendingNotice, 'id' | 'tries'>): void {
    const queued = { ...notice, id: randomUUID(), tries: 0 };
    this.pending.push(queued);
    this.schedule(queued);
  }

  /** One round: every waiting notice once, under the given weather. Those that the merchant took, or that were lost, are gone. */
  async deliver(weather: NoticeWeather = {}): Promise<void> {
    const { lose = 0, repeat = 0, shuffle = false, chance = () => 0.5 } = weather;
    const round: PendingNotice[] = [];
    for (const notice of this.pending.splice(0)) {
      if (chance() < lose) continue;
      round.push(notice);
      if (chance() < repeat) round.push(notice, notice);
    }
    if (shuffle) round.sort(() => chance() - 0.5);
    const refused = new Set<PendingNotice>();
    for (const notice of round) if (!(await this.push(notice))) refused.add(notice);
    this.pending.push(...refused);
  }

  /** The request by which a notice is sent; what a test forges. */
  requestFor(
    notice: PendingNotice,
    at: Date = this.now(),
  ): { url: string; headers: Record<string, string>; body: string } {
    const body = JSON.stringify({
      id: notice.id,
      create_time: at.toISOString(),
      resource_type: 'encrypt-resource',
      event_type: notice.eventType,
      summary: notice.originalType === 'transaction' ? '支付成功' : '退款结果',
      resource: {
        original_type: notice.originalType,
        ...encrypt(JSON.stringify(notice.content), notice.originalType, this.keys),
      },
    });
    const url = this.origin === null ? notice.url : `${this.origin}${new URL(notice.url).pathname}`;
    return { url, headers: signedHeaders(body, at, this.keys), body };
  }

  private async push(notice: PendingNotice): Promise<boolean> {
    const { url, headers, body } = this.requestFor(notice);
    notice.tries += 1;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }

  private schedule(notice: PendingNotice): void {
    void this.sendByItself(notice);
  }

  private async sendByItself(notice: PendingNotice): Promise<void> {
    while (notice.tries < mostTries) {
      await pause(retryMs[notice.tries] ?? retryMs.at(-1), undefined, { ref: false });
      if (this.isHeld || !this.pending.includes(notice)) return;
      if (!(await this.push(notice))) continue;
      this.pending.splice(this.pending.indexOf(notice), 1);
      return;
    }
  }
}
