import { wechatError } from '@lakeside/shared/wechat/wechat.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { WechatService } from '../wechat/wechat.service';
import { WechatBindingService } from './wechat-binding.service';

/** WeChat asks that texts which other people will see are checked before they are published. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class WechatTextCheckService {
  @Inject() private readonly bindings: WechatBindingService;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly wechat: WechatService;

  /**
   * Call it before the transaction that publishes. Answers whether a person should look at the text first; true only when
   * WeChat says so. Authors who are not bound to WeChat, and texts while WeChat does not answer, pass: a member must be able
   * to go on. Throws CONTENT_REFUSED.
   */
  async check(
    actor: MemberActor,
    text: { content: string; scene: 'profile' | 'comment' },
  ): Promise<{ needsReview: boolean }> {
    if (!this.wechat.isOn('member')) return { needsReview: false };
    const openId = await this.bindings.openIdOfCredential('member', actor.credentialId);
    if (openId === null) return { needsReview: false };
    const verdict = await this.wechat.checkText('member', { ...text, openId }).catch((error: unknown) => {
      this.logger.warn('a text could not be checked by WeChat', { error });
      return 'pass' as const;
    });
    if (verdict === 'risky') throw wechatError('CONTENT_REFUSED');
    return { needsReview: verdict === 'review' };
  }
}
