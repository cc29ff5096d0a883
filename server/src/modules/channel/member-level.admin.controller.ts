import { memberLevelAdminContract } from '@lakeside/shared/channel/channel.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { MemberLevelService } from './member-level.service';

type Input<Name extends keyof typeof memberLevelAdminContract> = ParsedInput<
  (typeof memberLevelAdminContract)[Name]
>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberLevelAdminController {
  @Inject() private readonly levels: MemberLevelService;

  @Serve(memberLevelAdminContract.listMemberLevels)
  async listMemberLevels() {
    return this.levels.listLevels();
  }

  @Serve(memberLevelAdminContract.createMemberLevel)
  async createMemberLevel(actor: AdminActor, input: Input<'createMemberLevel'>) {
    return this.levels.createLevel(actor, input.body);
  }

  @Serve(memberLevelAdminContract.updateMemberLevel)
  async updateMemberLevel(actor: AdminActor, input: Input<'updateMemberLevel'>) {
    return this.levels.updateLevel(actor, { id: input.params.id, body: input.body });
  }

  @Serve(memberLevelAdminContract.deleteMemberLevel)
  async deleteMemberLevel(actor: AdminActor, input: Input<'deleteMemberLevel'>) {
    return this.levels.deleteLevel(actor, input.params.id);
  }
}
