import type { MemberProfile } from '@lakeside/shared/member/member.contract';
import { memberError } from '@lakeside/shared/member/member.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { lockById } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AnonymousActor, MemberActor } from '../../platform/http/actor';
import { AuditService, maskPhone } from '../audit/audit.service';
import { IdentityService } from '../identity/identity.service';
import { WechatBindingService } from '../identity/wechat-binding.service';
import { WechatLoginService } from '../identity/wechat-login.service';
import { MemberRow } from './entities/member.entity';
import { type MemberLogin, MemberLoginService } from './member-login.service';
import { MemberViewService } from './member-view.service';

type WechatLogin =
  | ({ readonly outcome: 'loggedIn' } & MemberLogin)
  | { readonly outcome: 'phoneNeeded'; readonly loginTicket: string; readonly expiresInSeconds: number };

/** Members and WeChat: login, registration with the phone button, another phone number (MB-001, MB-002). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberWechatService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly bindings: WechatBindingService;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly logins: MemberLoginService;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly views: MemberViewService;
  @Inject() private readonly wechatLogins: WechatLoginService;

  /** Throws as `WechatLoginService.begin`, MEMBER_CLOSED. */
  async logIn(actor: AnonymousActor, code: string): Promise<WechatLogin> {
    const begun = await this.wechatLogins.begin('member', { code, request: actor.request });
    if (!('credential' in begun)) return { outcome: 'phoneNeeded', ...begun };
    return { outcome: 'loggedIn', ...(await this.logins.open(actor, begun.credential)) };
  }

  /** Throws as `WechatLoginService.provePhone` and `MemberLoginService.enter`. */
  async logInByPhone(
    actor: AnonymousActor,
    login: { loginTicket: string; phoneCode: string; inviteToken: string | null },
  ): Promise<MemberLogin> {
    const user = await this.wechatLogins.provePhone('member', { ...login, request: actor.request });
    const { openId, unionId, phone } = user;
    return this.logins.enter(actor, {
      phone,
      inviteToken: login.inviteToken,
      also: (tx, credentialId) =>
        this.bindings.bind(tx, { program: 'member', credentialId, user: { openId, unionId } }),
    });
  }

  /** Throws MEMBER_PHONE_TAKEN and as `WechatLoginService.phoneOf`. */
  async changePhone(actor: MemberActor, phoneCode: string): Promise<MemberProfile> {
    const phone = await this.wechatLogins.phoneOf('member', phoneCode);
    return this.transactions.run(actor, async (tx) => {
      const [member] = await lockById(tx, MemberRow, [actor.memberId]);
      if (!member) throw memberError('MEMBER_NOT_FOUND');
      if (member.phone !== phone) {
        await this.identity.changeLoginName(
          tx,
          { kind: 'member', id: member.id },
          { loginName: phone, takenError: memberError('MEMBER_PHONE_TAKEN') },
        );
        await tx.update(MemberRow, { id: member.id }, { phone });
        await this.audit.record(tx, actor, {
          action: 'member.changePhone',
          targetKind: 'member',
          targetId: member.id,
          targetLabel: member.nickname,
          before: { phone: maskPhone(member.phone) },
          after: { phone: maskPhone(phone) },
        });
      }
      return this.views.requireProfile(tx, member.id);
    });
  }
}
