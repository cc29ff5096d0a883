import { adminAuthContract } from '@lakeside/shared/identity/identity.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor, AnonymousActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { AdminUserService } from './admin-user.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class IdentityAdminController {
  @Inject() private readonly users: AdminUserService;

  @Serve(adminAuthContract.logIn)
  async logIn(actor: AnonymousActor, input: ParsedInput<typeof adminAuthContract.logIn>) {
    return this.users.logIn(actor, input.body);
  }

  @Serve(adminAuthContract.getProfile)
  async getProfile(actor: AdminActor) {
    return this.users.getProfile(actor);
  }
}
