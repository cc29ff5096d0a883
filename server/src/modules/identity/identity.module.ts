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
import { AdminUserService } from './admin-user.service';
import { AdminUserRow } from './entities/admin-user.entity';
import { CredentialRow } from './entities/credential.entity';
import { LoginAttemptRow } from './entities/login-attempt.entity';
import { LoginSessionRow } from './entities/login-session.entity';
import { SessionTokenRow } from './entities/session-token.entity';
import { SmsCodeRow } from './entities/sms-code.entity';
import { IdentityPurgeJob } from './identity-purge.job';
import { IdentitySecretService } from './identity-secret.service';
import { IdentityAdminController } from './identity.admin.controller';
import { IdentityPublicController } from './identity.public.controller';
import { IdentityService } from './identity.service';
import { CreateIdentity1100000000000 } from './migrations/1100000000000-create-identity';
import { PasswordService } from './password.service';
import { SessionController } from './session.controller';
import { SessionService } from './session.service';
import { SmsCodeOutboxHandler } from './sms-code.outbox-handler';
import { SmsCodeService } from './sms-code.service';
import { SmsSenderService } from './sms-sender.service';

/** Credentials, sessions, SMS codes, back-office users (design.md §2, Identity). */
export const identityModule: ServerModule = {
  name: 'identity',
  providers: [
    AccountService,
    AdminUserService,
    IdentitySecretService,
    IdentityService,
    PasswordService,
    SessionService,
    SmsCodeService,
    SmsSenderService,
  ],
  controllers: [IdentityAdminController, IdentityPublicController, SessionController],
  contracts: [
    adminAuthContract,
    adminSessionContract,
    channelSessionContract,
    memberSessionContract,
    salesSessionContract,
    smsContract,
  ],
  entities: [AdminUserRow, CredentialRow, LoginAttemptRow, LoginSessionRow, SessionTokenRow, SmsCodeRow],
  migrations: [CreateIdentity1100000000000],
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
