import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { CardGiftService } from './card-gift.service';

/** Brings gifts that nobody accepted back to their givers. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardGiftExpiryJob implements CronJob {
  readonly name = 'card.returnGifts';
  readonly cron = '* * * * *';
  @Inject() private readonly gifts: CardGiftService;

  async run(): Promise<void> {
    await this.gifts.returnOverdue();
  }
}
