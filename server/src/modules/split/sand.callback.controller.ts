import { splitCallbackContract } from '@lakeside/shared/split/split.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CallbackActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { SplitNoticeService } from './split-notice.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class SandCallbackController {
  @Inject() private readonly notices: SplitNoticeService;

  @Serve(splitCallbackContract.receiveSplitNotice)
  async receiveSplitNotice(actor: CallbackActor) {
    await this.notices.receive(actor.callback.rawBody);
    return 'respCode=000000' as const;
  }
}
