import { adminUserContract } from '@lakeside/shared/identity/admin-user.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { AdminAccountService } from './admin-account.service';
import { AdminRoleService } from './admin-role.service';

type Input<Name extends keyof typeof adminUserContract> = ParsedInput<(typeof adminUserContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class AdminUserAdminController {
  @Inject() private readonly accounts: AdminAccountService;
  @Inject() private readonly roles: AdminRoleService;

  @Serve(adminUserContract.listAdminUsers)
  async listAdminUsers(_actor: AdminActor, input: Input<'listAdminUsers'>) {
    return this.accounts.list(input.query);
  }

  @Serve(adminUserContract.createAdminUser)
  async createAdminUser(actor: AdminActor, input: Input<'createAdminUser'>) {
    return this.accounts.create(actor, input.body);
  }

  @Serve(adminUserContract.updateAdminUser)
  async updateAdminUser(actor: AdminActor, input: Input<'updateAdminUser'>) {
    return this.accounts.update(actor, { id: input.params.id, body: input.body });
  }

  @Serve(adminUserContract.resetAdminPassword)
  async resetAdminPassword(actor: AdminActor, input: Input<'resetAdminPassword'>) {
    return this.accounts.resetPassword(actor, { id: input.params.id, ...input.body });
  }

  @Serve(adminUserContract.closeAdminUser)
  async closeAdminUser(actor: AdminActor, input: Input<'closeAdminUser'>) {
    return this.accounts.setClosed(actor, { id: input.params.id, isClosed: true });
  }

  @Serve(adminUserContract.reopenAdminUser)
  async reopenAdminUser(actor: AdminActor, input: Input<'reopenAdminUser'>) {
    return this.accounts.setClosed(actor, { id: input.params.id, isClosed: false });
  }

  @Serve(adminUserContract.listAdminRoles)
  async listAdminRoles() {
    return this.roles.list();
  }

  @Serve(adminUserContract.createAdminRole)
  async createAdminRole(actor: AdminActor, input: Input<'createAdminRole'>) {
    return this.roles.create(actor, input.body);
  }

  @Serve(adminUserContract.updateAdminRole)
  async updateAdminRole(actor: AdminActor, input: Input<'updateAdminRole'>) {
    return this.roles.update(actor, { id: input.params.id, body: input.body });
  }

  @Serve(adminUserContract.deleteAdminRole)
  async deleteAdminRole(actor: AdminActor, input: Input<'deleteAdminRole'>) {
    return this.roles.delete(actor, input.params.id);
  }
}
