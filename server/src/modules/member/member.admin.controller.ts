import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { memberAdminContract } from '@lakeside/shared/member/member.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { MemberAdminService } from './member-admin.service';
import { MemberExportService } from './member-export.service';
import { MemberViewService } from './member-view.service';

type Input<Name extends keyof typeof memberAdminContract> = ParsedInput<(typeof memberAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberAdminController {
  @Inject() private readonly exports: MemberExportService;
  @Inject() private readonly members: MemberAdminService;
  @Inject() private readonly views: MemberViewService;

  @Serve(memberAdminContract.listMembers)
  async listMembers(_actor: AdminActor, input: Input<'listMembers'>) {
    return this.views.listForAdmin(input.query);
  }

  @Serve(memberAdminContract.exportMembers)
  async exportMembers(_actor: AdminActor, input: Input<'exportMembers'>) {
    return this.exports.exportMembers(input.query);
  }

  @Serve(memberAdminContract.getMember)
  async getMember(_actor: AdminActor, input: Input<'getMember'>) {
    return this.views.requireAdminView(null, input.params.id);
  }

  @Serve(memberAdminContract.changeMemberLevel)
  async changeMemberLevel(actor: AdminActor, input: Input<'changeMemberLevel'>) {
    return this.members.changeLevel(actor, { id: input.params.id, ...input.body });
  }

  @Serve(memberAdminContract.changeMemberChannel)
  async changeMemberChannel(actor: AdminActor, input: Input<'changeMemberChannel'>) {
    return this.members.changeChannel(actor, { id: input.params.id, ...input.body });
  }

  @Serve(memberAdminContract.changeMemberStaff)
  async changeMemberStaff(actor: AdminActor, input: Input<'changeMemberStaff'>) {
    return this.members.changeStaff(actor, { id: input.params.id, ...input.body });
  }

  @Serve(memberAdminContract.updateMember)
  async updateMember(actor: AdminActor, input: Input<'updateMember'>) {
    return this.members.updateMember(actor, { id: input.params.id, body: input.body });
  }

  @Serve(memberAdminContract.closeMember)
  async closeMember(actor: AdminActor, input: Input<'closeMember'>) {
    return this.members.close(actor, { id: input.params.id, reason: input.body.reason });
  }

  @Serve(memberAdminContract.reopenMember)
  async reopenMember(actor: AdminActor, input: Input<'reopenMember'>) {
    return this.members.reopen(actor, input.params.id);
  }
}
