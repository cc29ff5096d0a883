import {
  adminSessionContract,
  channelSessionContract,
  memberSessionContract,
  salesSessionContract,
} from '@lakeside/shared/identity/identity.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type {
  AdminActor,
  AnonymousActor,
  ChannelActor,
  MemberActor,
  SalesActor,
} from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { AccountService } from './account.service';
import { SessionService } from './session.service';

type RefreshInput = ParsedInput<typeof memberSessionContract.refreshSession>;
type PasswordInput = ParsedInput<typeof memberSessionContract.changePassword>;

/** The session endpoints of all four audiences. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SessionController {
  @Inject() private readonly account: AccountService;
  @Inject() private readonly sessions: SessionService;

  @Serve(memberSessionContract.refreshSession)
  async refreshMember(_actor: AnonymousActor, input: RefreshInput) {
    return this.sessions.refresh('member', input.body.refreshToken);
  }

  @Serve(channelSessionContract.refreshSession)
  async refreshChannel(_actor: AnonymousActor, input: RefreshInput) {
    return this.sessions.refresh('channel', input.body.refreshToken);
  }

  @Serve(salesSessionContract.refreshSession)
  async refreshSales(_actor: AnonymousActor, input: RefreshInput) {
    return this.sessions.refresh('sales', input.body.refreshToken);
  }

  @Serve(adminSessionContract.refreshSession)
  async refreshAdmin(_actor: AnonymousActor, input: RefreshInput) {
    return this.sessions.refresh('admin', input.body.refreshToken);
  }

  @Serve(memberSessionContract.logOut)
  async logOutMember(actor: MemberActor) {
    return this.account.logOut(actor);
  }

  @Serve(channelSessionContract.logOut)
  async logOutChannel(actor: ChannelActor) {
    return this.account.logOut(actor);
  }

  @Serve(salesSessionContract.logOut)
  async logOutSales(actor: SalesActor) {
    return this.account.logOut(actor);
  }

  @Serve(adminSessionContract.logOut)
  async logOutAdmin(actor: AdminActor) {
    return this.account.logOut(actor);
  }

  @Serve(memberSessionContract.changePassword)
  async changeMemberPassword(actor: MemberActor, input: PasswordInput) {
    return this.account.changePassword(actor, input.body);
  }

  @Serve(channelSessionContract.changePassword)
  async changeChannelPassword(actor: ChannelActor, input: PasswordInput) {
    return this.account.changePassword(actor, input.body);
  }

  @Serve(salesSessionContract.changePassword)
  async changeSalesPassword(actor: SalesActor, input: PasswordInput) {
    return this.account.changePassword(actor, input.body);
  }

  @Serve(adminSessionContract.changePassword)
  async changeAdminPassword(actor: AdminActor, input: PasswordInput) {
    return this.account.changePassword(actor, input.body);
  }
}
