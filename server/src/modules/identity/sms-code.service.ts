import type { PhoneAudience } from '@lakeside/shared/identity/identity.contract';
import { identityError } from '@lakeside/shared/identity/identity.errors';
import { commonError } from '@lakeside/shared/kernel/app-error';
import { toDay } from '@lakeside/shared/kernel/date';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { timingSafeEqual } from 'node:crypto';
import { LessThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import { AppConfig } from '../../platform/config/config';
import { lockById, type Tx, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { Outbox } from '../../platform/outbox/outbox';
import { randomDigits } from '../../platform/random';
import {
  countOnDay,
  judgeSmsCode,
  planSmsCode,
  secondsUntilTomorrow,
  smsCodeLength,
  smsCodeLifeSeconds,
  smsResendSeconds,
} from './domain/sms-code-rules';
import { SmsAddressRow } from './entities/sms-address.entity';
import { SmsCodeRow } from './entities/sms-code.entity';
import { IdentitySecretService } from './identity-secret.service';
import { smsCodeRequested } from './identity.events';

/** Per phone and per network address on one day. In the demo everybody calls from one address. */
const limits = { phone: 10, address: 100 };
const demoLimits = { phone: 500, address: 10_000 };

export interface SentSmsCode {
  readonly retryAfterSeconds: number;
  readonly expiresInSeconds: number;
  readonly demoCode: string | null;
}

/** Codes by SMS. The row of a phone holds its last code only; a new one replaces it. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SmsCodeService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly secrets: IdentitySecretService;
  @Inject() private readonly transactions: TransactionService;

  /** Sends a new code, to known and unknown phones alike. Throws SMS_TOO_OFTEN, RATE_LIMITED. */
  async send(audience: PhoneAudience, phone: string, address: string): Promise<SentSmsCode> {
    const { phone: maxPerDay, address: maxPerAddress } = this.config.demo ? demoLimits : limits;
    const code = randomDigits(smsCodeLength);
    await this.transactions.retry(async (tx) => {
      const now = this.clock.now();
      await this.countForAddress(tx, address, maxPerAddress);
      const row = await this.lockRow(tx, audience, phone);
      const count = planSmsCode(row.codeHash === '' ? null : row, now, maxPerDay);
      await tx.update(
        SmsCodeRow,
        { id: row.id },
        {
          ...count,
          codeHash: this.secrets.codeHash(audience, phone, code),
          sentAt: now,
          failedTries: 0,
          usedAt: null,
        },
      );
      const sealedCode = this.secrets.seal(code);
      await this.outbox.add(tx, smsCodeRequested({ phone, sealedCode, sentAt: now.getTime() }));
    });
    return {
      retryAfterSeconds: smsResendSeconds,
      expiresInSeconds: smsCodeLifeSeconds,
      demoCode: this.config.demo ? code : null,
    };
  }

  /** Consumes a right code. A wrong try is counted even though the caller is refused. Throws SMS_CODE_WRONG, SMS_CODE_EXPIRED. */
  async verify(audience: PhoneAudience, phone: string, code: string): Promise<void> {
    const verdict = await this.transactions.retry(async (tx) => {
      const found = await tx.findOneBy(SmsCodeRow, { audience, phone });
      if (!found) return judgeSmsCode(null, false, this.clock.now());
      const [row] = await lockById(tx, SmsCodeRow, [found.id]);
      if (!row) return judgeSmsCode(null, false, this.clock.now());
      const isMatch = this.isMatch(row, code);
      const outcome = judgeSmsCode(row, isMatch, this.clock.now());
      if (outcome === 'right') await tx.update(SmsCodeRow, { id: row.id }, { usedAt: this.clock.now() });
      if (outcome === 'wrong') await tx.increment(SmsCodeRow, { id: row.id }, 'failedTries', 1);
      return outcome;
    });
    if (verdict === 'expired') throw identityError('SMS_CODE_EXPIRED');
    if (verdict === 'wrong') throw identityError('SMS_CODE_WRONG');
  }

  private isMatch(row: SmsCodeRow, code: string): boolean {
    const given = Buffer.from(this.secrets.codeHash(row.audience, row.phone, code));
    const sent = Buffer.from(row.codeHash);
    return given.length === sent.length && timingSafeEqual(given, sent);
  }

  /** Throws RATE_LIMITED; what is refused further on does not count, since the transaction rolls back. */
  private async countForAddress(tx: Tx, address: string, maxPerDay: number): Promise<void> {
    const now = this.clock.now();
    const addressHash = this.secrets.tokenHash(`sms-address:${address}`);
    await upsertIgnore(tx, SmsAddressRow, [{ addressHash, day: toDay(now), sentOnDay: 0 }]);
    const { id } = await tx.findOneByOrFail(SmsAddressRow, { addressHash });
    const [row] = await lockById(tx, SmsAddressRow, [id]);
    const counted = row && countOnDay(row, now, maxPerDay);
    if (!counted) throw commonError('RATE_LIMITED', { retryAfterSeconds: secondsUntilTomorrow(now) });
    await tx.update(SmsAddressRow, { id }, counted);
  }

  /** Forgets the counts of days that have passed. */
  async purgeAddresses(): Promise<void> {
    const day = LessThan(toDay(this.clock.now()));
    await this.transactions.retry((tx) => tx.delete(SmsAddressRow, { day }));
  }

  private async lockRow(tx: Tx, audience: PhoneAudience, phone: string): Promise<SmsCodeRow> {
    const empty = { codeHash: '', sentAt: this.clock.now(), failedTries: 0, day: '', sentOnDay: 0 };
    await upsertIgnore(tx, SmsCodeRow, [{ audience, phone, ...empty }]);
    const { id } = await tx.findOneByOrFail(SmsCodeRow, { audience, phone });
    const [row] = await lockById(tx, SmsCodeRow, [id]);
    return row ?? tx.create(SmsCodeRow, { id, audience, phone, ...empty });
  }
}
