import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { ExpressTrackService } from './express-track.service';

/** Makes up for pushes that were lost on the way. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class RefreshParcelsJob implements CronJob {
  readonly name = 'express.refreshParcels';
  readonly cron = '*/30 * * * *';
  @Inject() private readonly tracks: ExpressTrackService;

  async run(): Promise<void> {
    await this.tracks.refreshSilent();
  }
}
