import { adminUserContract } from '@lakeside/shared/identity/admin-user.contract';
import {
  adminAuthContract,
  adminSessionContract,
  channelSessionContract,
  memberSessionContract,
  salesSessionContract,
  smsContract,
} from '@lakeside/shared/identity/identity.contract';
import { SessionResolvers } from '../../platform/http/session-resolver';
import type { ServerModule } from '../../platform/server-module';
import { AccountService } from './account.service';
import { AdminAccountService } from './admin-account.service';
import { AdminRoleService } from './admin-role.service';
import { AdminUserAdminController } from './admin-user.admin.controller';
import { AdminUserService } from './admin-user.service';
import { AdminRoleRow } from './entities/admin-role.entity';
import { AdminUserRow } from './entities/admin-user.entity';
import { CredentialRow } from './entities/credential.entity';
import { LoginAttemptRow } from './entities/login-attempt.entity';
import { LoginSessionRow } from './entities/login-session.entity';
import { SessionTokenRow } from './entities/session-token.entity';
import { SmsAddressRow } from './entities/sms-address.entity';
import { SmsCodeRow } from './entities/sms-code.entity';
import { WechatBindingRow } from './entities/wechat-binding.entity';
import { WechatLoginTicketRow } from './entities/wechat-login-ticket.entity';
import { IdentityPurgeJob } from './identity-purge.job';
import { IdentitySecretService } from './identity-secret.service';
import { IdentityAdminController } from './identity.admin.controller';
import { IdentityPublicController } from './identity.public.controller';
import { IdentityService } from './identity.service';
import { CreateIdentity1100000000000 } from './migrations/1100000000000-create-identity';
import { CountSmsPerAddress1106000000000 } from './migrations/1106000000000-count-sms-per-address';
import { CreateWechatLogin1130000000000 } from './migrations/1130000000000-create-wechat-login';
import { AddAdminRole1804200000000 } from './migrations/1804200000000-add-admin-role';
import { PasswordService } from './password.service';
import { SessionController } from './session.controller';
import { SessionService } from './session.service';
import { SmsCodeOutboxHandler } from './sms-code.outbox-handler';
import { SmsCodeService } from './sms-code.service';
import { SmsSenderService } from './sms-sender.service';
import { WechatBindingService } from './wechat-binding.service';
import { WechatLoginService } from './wechat-login.service';
import { WechatTextCheckService } from './wechat-text-check.service';

/** Credentials, sessions, SMS codes, WeChat bindings, back-office users. */
export const identityModule: ServerModule = {
  name: 'identity',
  providers: [
    AccountService,
    AdminAccountService,
    AdminRoleService,
    AdminUserService,
    IdentitySecretService,
    IdentityService,
    PasswordService,
    SessionService,
    SmsCodeService,
    SmsSenderService,
    WechatBindingService,
    WechatLoginService,
    WechatTextCheckService,
  ],
  controllers: [
    AdminUserAdminController,
    IdentityAdminController,
    IdentityPublicController,
    SessionController,
  ],
  contracts: [
    adminAuthContract,
    adminSessionContract,
    adminUserContract,
    channelSessionContract,
    memberSessionContract,
    salesSessionContract,
    smsContract,
  ],
  entities: [
    AdminRoleRow,
    AdminUserRow,
    CredentialRow,
    LoginAttemptRow,
    LoginSessionRow,
    SessionTokenRow,
    SmsAddressRow,
    SmsCodeRow,
    WechatBindingRow,
    WechatLoginTicketRow,
  ],
  migrations: [
    CreateIdentity1100000000000,
    CountSmsPerAddress1106000000000,
    CreateWechatLogin1130000000000,
    AddAdminRole1804200000000,
  ],
  jobs: [IdentityPurgeJob],
  outboxHandlers: [SmsCodeOutboxHandler],
  onBoot: async (container) => {
    const sessions = await container.get(SessionService);
    const users = await container.get(AdminUserService);
    const resolvers = await container.get(SessionResolvers);
    resolvers.register({ resolve: (_audience, token) => sessions.resolve(token) });
    sessions.registerActorLoader('admin', ({ subjectId }) => users.loadActor(subjectId));
    await users.ensureFirstAdmin();
  },
};
