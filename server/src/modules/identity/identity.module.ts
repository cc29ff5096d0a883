import { SessionResolvers } from '../../platform/http/session-resolver';
import type { ServerModule } from '../../platform/server-module';
import { AdminUserRow } from './entities/admin-user.entity';
import { CredentialRow } from './entities/credential.entity';
import { LoginAttemptRow } from './entities/login-attempt.entity';
import { LoginSessionRow } from './entities/login-session.entity';
import { SessionTokenRow } from './entities/session-token.entity';
import { SmsCodeRow } from './entities/sms-code.entity';
import { IdentitySecretService } from './identity-secret.service';
import { IdentityService } from './identity.service';
import { CreateIdentity1100000000000 } from './migrations/1100000000000-create-identity';
import { PasswordService } from './password.service';
import { SessionService } from './session.service';
import { SmsCodeService } from './sms-code.service';

/** Credentials, sessions, SMS codes, back-office users (design.md §2, Identity). */
export const identityModule: ServerModule = {
  name: 'identity',
  providers: [IdentitySecretService, IdentityService, PasswordService, SessionService, SmsCodeService],
  entities: [AdminUserRow, CredentialRow, LoginAttemptRow, LoginSessionRow, SessionTokenRow, SmsCodeRow],
  migrations: [CreateIdentity1100000000000],
  onBoot: async (container) => {
    const sessions = await container.get(SessionService);
    const resolvers = await container.get(SessionResolvers);
    resolvers.register({ resolve: (_audience, token) => sessions.resolve(token) });
  },
};
