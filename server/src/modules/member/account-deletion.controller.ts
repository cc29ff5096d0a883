import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import {
  accountDeletionAdminContract,
  accountDeletionMemberContract,
} from '@lakeside/shared/member/account-deletion.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor, MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { AccountDeletionService } from './account-deletion.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class AccountDeletionController {
  @Inject() private readonly deletions: AccountDeletionService;

  @Serve(accountDeletionMemberContract.getAccountDeletion)
  async getAccountDeletion(actor: MemberActor) {
    return this.deletions.get(actor);
  }

  @Serve(accountDeletionMemberContract.requestAccountDeletion)
  async requestAccountDeletion(
    actor: MemberActor,
    input: ParsedInput<typeof accountDeletionMemberContract.requestAccountDeletion>,
  ) {
    return this.deletions.request(actor, input.body.code);
  }

  @Serve(accountDeletionMemberContract.cancelAccountDeletion)
  async cancelAccountDeletion(actor: MemberActor) {
    return this.deletions.cancel(actor);
  }

  @Serve(accountDeletionAdminContract.listAccountDeletions)
  async listAccountDeletions(
    _actor: AdminActor,
    input: ParsedInput<typeof accountDeletionAdminContract.listAccountDeletions>,
  ) {
    return this.deletions.listForAdmin(input.query);
  }
}
