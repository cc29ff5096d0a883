import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { splitAdminContract } from '@lakeside/shared/split/split.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { SplitListService } from './split-list.service';
import { SplitSendService } from './split-send.service';

type Input<Name extends keyof typeof splitAdminContract> = ParsedInput<(typeof splitAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class SplitAdminController {
  @Inject() private readonly lists: SplitListService;
  @Inject() private readonly splits: SplitSendService;

  @Serve(splitAdminContract.listSplits)
  async listSplits(_actor: AdminActor, input: Input<'listSplits'>) {
    return this.lists.listSplits(input.query);
  }

  @Serve(splitAdminContract.sumSplits)
  async sumSplits(_actor: AdminActor, input: Input<'sumSplits'>) {
    return this.lists.sumSplits(input.query);
  }

  @Serve(splitAdminContract.exportSplits)
  async exportSplits(_actor: AdminActor, input: Input<'exportSplits'>) {
    return this.lists.exportSplits(input.query);
  }

  @Serve(splitAdminContract.retrySplit)
  async retrySplit(actor: AdminActor, input: Input<'retrySplit'>) {
    return this.splits.retry(actor, input.params.id);
  }
}
