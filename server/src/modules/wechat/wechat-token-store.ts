import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { setTimeout as pause } from 'node:timers/promises';
import { Clock } from '../../platform/clock';
import { AppConfig } from '../../platform/config/config';
import { affectedRows, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { seal, unseal } from '../../platform/seal';
import { WechatTokenRow } from './entities/wechat-token.entity';
import { WechatApiError } from './wechat-api-error';

/** Renewed so long before it ends that no call under way meets a dead token. */
const spareMs = 60_000;
/** Longer than a fetch may take; a server that died meanwhile holds nobody up for longer. */
const fetchLeaseMs = 15_000;
const waitStepMs = 50;
const maxWaitSteps = (2 * fetchLeaseMs) / waitStepMs;

export interface AccessToken {
  readonly token: string;
  readonly generation: number;
}

type FetchToken = () => Promise<{ token: string; expiresInSeconds: number }>;

/**
 * Keeps the access token of each mini program in the database. However many calls on however many servers need a new one,
 * one of them fetches it and the others wait for the row.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class WechatTokenStore {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly transactions: TransactionService;
  private key: Buffer;
  private readonly runningByApp = new Map<string, Promise<AccessToken>>();

  @Init()
  async init(): Promise<void> {
    this.key = this.config.keyFor('wechat-token');
  }

  /** A token that is not `dead`; fetched when there is none. Throws what `fetch` throws. */
  async get(appId: string, fetch: FetchToken, dead: AccessToken | null = null): Promise<AccessToken> {
    for (let running = this.runningByApp.get(appId); running; running = this.runningByApp.get(appId)) {
      const token = await running;
      // A search begun before the token was found dead may have ended with that very token.
      if (token.generation !== dead?.generation) return token;
    }
    const started = this.find(appId, fetch, dead).finally(() => this.runningByApp.delete(appId));
    this.runningByApp.set(appId, started);
    return started;
  }

  private async find(appId: string, fetch: FetchToken, dead: AccessToken | null): Promise<AccessToken> {
    for (let step = 0; step < maxWaitSteps; step += 1) {
      const row = await this.read(appId);
      const isDead = row.generation === dead?.generation;
      if (!isDead && row.sealedToken !== null && this.lasts(row)) {
        return { token: unseal(this.key, row.sealedToken), generation: row.generation };
      }
      if (await this.claim(row)) return this.renew(row, fetch);
      await pause(waitStepMs);
    }
    throw WechatApiError.unanswered('/cgi-bin/token', 'another server did not fetch a token in time');
  }

  private lasts(row: WechatTokenRow): boolean {
    return row.expiresAt.getTime() - spareMs > this.clock.now().getTime();
  }

  /** Every statement is a short transaction of its own: the fetch in between must hold none open. */
  private async read(appId: string): Promise<WechatTokenRow> {
    return this.transactions.retry(async (tx) => {
      const found = await tx.findOneBy(WechatTokenRow, { appId });
      if (found) return found;
      const empty = { sealedToken: null, generation: 0, expiresAt: new Date(0), fetchingUntil: null };
      await upsertIgnore(tx, WechatTokenRow, [{ appId, ...empty }]);
      return tx.findOneByOrFail(WechatTokenRow, { appId });
    });
  }

  private async claim(row: WechatTokenRow): Promise<boolean> {
    const now = this.clock.now();
    const result = await this.transactions.retry((tx) =>
      tx
        .createQueryBuilder()
        .update(WechatTokenRow)
        .set({ fetchingUntil: new Date(now.getTime() + fetchLeaseMs) })
        .where('id = :id AND generation = :generation', { id: row.id, generation: row.generation })
        .andWhere('(fetchingUntil IS NULL OR fetchingUntil < :now)', { now })
        .execute(),
    );
    return affectedRows(result) === 1;
  }

  private async renew(row: WechatTokenRow, fetch: FetchToken): Promise<AccessToken> {
    const generation = row.generation + 1;
    try {
      const { token, expiresInSeconds } = await fetch();
      const expiresAt = new Date(this.clock.now().getTime() + expiresInSeconds * 1000);
      const sealedToken = seal(this.key, token);
      await this.write(row, { sealedToken, generation, expiresAt, fetchingUntil: null });
      return { token, generation };
    } catch (error) {
      await this.write(row, { fetchingUntil: null });
      throw error;
    }
  }

  private async write(row: WechatTokenRow, change: Partial<WechatTokenRow>): Promise<void> {
    const { id, generation } = row;
    await this.transactions.retry((tx) => tx.update(WechatTokenRow, { id, generation }, change));
  }
}
