import { expressCallbackContract } from '@lakeside/shared/express/express.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CallbackActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { ExpressPushService } from './express-push.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class ExpressCallbackController {
  @Inject() private readonly pushes: ExpressPushService;

  @Serve(expressCallbackContract.pushTrack)
  async pushTrack(actor: CallbackActor) {
    await this.pushes.receive(actor.callback.rawBody);
    return { result: true, returnCode: '200', message: '成功' };
  }
}
