import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import {
  memberRecordAdminContract,
  memberTagAdminContract,
} from '@lakeside/shared/member/member-record.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { MemberRecordService } from './member-record.service';
import { MemberTagService } from './member-tag.service';

type RecordInput<Name extends keyof typeof memberRecordAdminContract> = ParsedInput<
  (typeof memberRecordAdminContract)[Name]
>;
type TagInput<Name extends keyof typeof memberTagAdminContract> = ParsedInput<
  (typeof memberTagAdminContract)[Name]
>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberRecordAdminController {
  @Inject() private readonly records: MemberRecordService;
  @Inject() private readonly tags: MemberTagService;

  @Serve(memberRecordAdminContract.listStaffChoices)
  async listStaffChoices(_actor: AdminActor, input: RecordInput<'listStaffChoices'>) {
    return this.records.listStaffChoices(input.params.id);
  }

  @Serve(memberRecordAdminContract.listMemberChanges)
  async listMemberChanges(_actor: AdminActor, input: RecordInput<'listMemberChanges'>) {
    return this.records.listChanges(input.params.id, input.query);
  }

  @Serve(memberRecordAdminContract.listInvitedMembers)
  async listInvitedMembers(_actor: AdminActor, input: RecordInput<'listInvitedMembers'>) {
    return this.records.listInvited(input.params.id, input.query);
  }

  @Serve(memberRecordAdminContract.getInviteTrend)
  async getInviteTrend(_actor: AdminActor, input: RecordInput<'getInviteTrend'>) {
    return this.records.inviteTrend(input.params.id);
  }

  @Serve(memberTagAdminContract.listMemberTags)
  async listMemberTags() {
    return this.tags.listTags();
  }

  @Serve(memberTagAdminContract.createMemberTag)
  async createMemberTag(actor: AdminActor, input: TagInput<'createMemberTag'>) {
    return this.tags.createTag(actor, input.body.name);
  }

  @Serve(memberTagAdminContract.deleteMemberTag)
  async deleteMemberTag(actor: AdminActor, input: TagInput<'deleteMemberTag'>) {
    return this.tags.deleteTag(actor, input.params.id);
  }

  @Serve(memberTagAdminContract.setTagsOfMember)
  async setTagsOfMember(actor: AdminActor, input: TagInput<'setTagsOfMember'>) {
    return this.tags.setTags(actor, { memberId: input.params.id, tagIds: input.body.tagIds });
  }
}
