import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { PasswordService } from './password.service';
import { SessionService } from './session.service';

/** Clears away expired sessions and forgotten login attempts every night. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class IdentityPurgeJob implements CronJob {
  readonly name = 'identity-purge';
  readonly cron = '40 3 * * *';
  @Inject() private readonly sessions: SessionService;
  @Inject() private readonly passwords: PasswordService;

  async run(): Promise<void> {
    await this.sessions.purge();
    await this.passwords.purgeAttempts();
  }
}
