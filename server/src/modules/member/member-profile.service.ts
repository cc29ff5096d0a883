import type { MemberProfile } from '@lakeside/shared/member/member.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { TransactionService } from '../../platform/database/transaction';
import type { MemberActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { WechatTextCheckService } from '../identity/wechat-text-check.service';
import { MemberRow } from './entities/member.entity';
import { MemberViewService } from './member-view.service';

/** What members change of themselves (MB-058). The phone is the login and stays. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberProfileService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly textChecks: WechatTextCheckService;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly views: MemberViewService;

  /** Throws CONTENT_REFUSED for a nickname that WeChat takes for forbidden. */
  async updateProfile(
    actor: MemberActor,
    change: { nickname: string; avatarUrl: string | null },
  ): Promise<MemberProfile> {
    if (change.nickname !== actor.name)
      await this.textChecks.check(actor, { content: change.nickname, scene: 'profile' });
    return this.transactions.run(actor, async (tx) => {
      await tx.update(MemberRow, { id: actor.memberId }, change);
      await this.audit.record(tx, actor, {
        action: 'member.updateProfile',
        targetKind: 'member',
        targetId: actor.memberId,
        targetLabel: change.nickname,
        before: { nickname: actor.name },
        after: { ...change },
      });
      return this.views.requireProfile(tx, actor.memberId);
    });
  }
}
