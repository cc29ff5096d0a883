import { wechatError } from '@lakeside/shared/wechat/wechat.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, LessThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import { TransactionService } from '../../platform/database/transaction';
import type { RequestContext } from '../../platform/http/actor';
import { randomToken } from '../../platform/random';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter';
import { type MiniProgram, WechatService, type WechatUser } from '../wechat/wechat.service';
import { WechatLoginTicketRow } from './entities/wechat-login-ticket.entity';
import { IdentitySecretService } from './identity-secret.service';
import { type CredentialRecord, IdentityService } from './identity.service';
import { WechatBindingService } from './wechat-binding.service';

const ticketLength = 32;
/** As long as a code of the phone button works. */
const ticketLifeSeconds = 300;
/** Per network address; every try costs a call of WeChat. */
const limit = { points: 120, seconds: 60 };

interface LoginTicket {
  readonly loginTicket: string;
  readonly expiresInSeconds: number;
}

/** A WeChat user whose phone number WeChat has told us. */
export interface ProvenWechatUser extends WechatUser {
  readonly phone: string;
}

/** Logins with WeChat: who is known comes in at once, others prove their phone number first (MB-002, IF-003). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class WechatLoginService {
  @Inject() private readonly bindings: WechatBindingService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly rateLimiter: RateLimiter;
  @Inject() private readonly secrets: IdentitySecretService;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly wechat: WechatService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Throws WECHAT_CODE_INVALID, WECHAT_ACCOUNT_RESTRICTED, WECHAT_BUSY, WECHAT_OFF, RATE_LIMITED. */
  async begin(
    program: MiniProgram,
    login: { code: string; request: RequestContext },
  ): Promise<{ credential: CredentialRecord } | LoginTicket> {
    await this.limit(login.request);
    const user = await this.bindings.userOf(program, login.code);
    const credentialId = await this.bindings.findCredentialId(program, user.openId);
    const credential = credentialId === null ? null : await this.identity.findCredentialById(credentialId);
    // An account that has given up its phone will never log in again; its person may have another one.
    if (credential && credential.loginName !== null) return { credential };
    return this.issueTicket(program, user);
  }

  /**
   * Proves the phone number of a ticket's WeChat user. The same code again is answered from the ticket. Throws
   * LOGIN_TICKET_EXPIRED, WECHAT_CODE_INVALID, WECHAT_PHONE_UNSUPPORTED, WECHAT_BUSY, WECHAT_OFF, RATE_LIMITED.
   */
  async provePhone(
    program: MiniProgram,
    login: { loginTicket: string; phoneCode: string; request: RequestContext },
  ): Promise<ProvenWechatUser> {
    await this.limit(login.request);
    const ticket = await this.dataSource.manager.findOneBy(WechatLoginTicketRow, {
      tokenHash: this.secrets.tokenHash(login.loginTicket),
      program,
    });
    if (!ticket || ticket.expiresAt <= this.clock.now()) throw wechatError('LOGIN_TICKET_EXPIRED');
    const { openId, unionId } = ticket;
    const phoneCodeHash = this.secrets.tokenHash(login.phoneCode);
    if (ticket.phone !== null && ticket.phoneCodeHash === phoneCodeHash) {
      return { openId, unionId, phone: ticket.phone };
    }
    const phone = await this.phoneOf(program, login.phoneCode);
    await this.transactions.retry((tx) =>
      tx.update(WechatLoginTicketRow, { id: ticket.id }, { phone, phoneCodeHash }),
    );
    return { openId, unionId, phone };
  }

  /** The phone number behind a code of the phone button. Throws as `provePhone`. */
  async phoneOf(program: MiniProgram, phoneCode: string): Promise<string> {
    const phone = await this.wechat.getPhoneNumber(program, phoneCode).catch((error: unknown) => {
      throw this.wechat.refusalOf(error);
    });
    if (phone === null) throw wechatError('WECHAT_PHONE_UNSUPPORTED');
    return phone;
  }

  async purgeTickets(): Promise<void> {
    const before = this.clock.now();
    await this.transactions.retry((tx) => tx.delete(WechatLoginTicketRow, { expiresAt: LessThan(before) }));
  }

  private async issueTicket(program: MiniProgram, user: WechatUser): Promise<LoginTicket> {
    const loginTicket = randomToken(ticketLength);
    await this.transactions.retry((tx) =>
      tx.insert(WechatLoginTicketRow, {
        tokenHash: this.secrets.tokenHash(loginTicket),
        program,
        ...user,
        phone: null,
        phoneCodeHash: null,
        expiresAt: new Date(this.clock.now().getTime() + ticketLifeSeconds * 1000),
      }),
    );
    return { loginTicket, expiresInSeconds: ticketLifeSeconds };
  }

  private async limit(request: RequestContext): Promise<void> {
    await this.rateLimiter.consume(`wechat-login:${request.ip}`, limit);
  }
}
