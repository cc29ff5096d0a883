import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { PasswordService } from './password.service';
import { SessionService } from './session.service';
import { SmsCodeService } from './sms-code.service';
import { WechatLoginService } from './wechat-login.service';

/** Clears away expired sessions, login tickets, forgotten login attempts and the counts of past days every night. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class IdentityPurgeJob implements CronJob {
  readonly name = 'identity-purge';
  readonly cron = '40 3 * * *';
  @Inject() private readonly sessions: SessionService;
  @Inject() private readonly passwords: PasswordService;
  @Inject() private readonly wechatLogins: WechatLoginService;
  @Inject() private readonly smsCodes: SmsCodeService;

  async run(): Promise<void> {
    await this.sessions.purge();
    await this.passwords.purgeAttempts();
    await this.wechatLogins.purgeTickets();
    await this.smsCodes.purgeAddresses();
  }
}
