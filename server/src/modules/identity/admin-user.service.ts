import { commonError } from '@lakeside/shared/kernel/app-error';
import { passwordSchema } from '@lakeside/shared/kernel/schemas';
import type { AdminProfile, Session } from '@lakeside/shared/identity/identity.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import * as v from 'valibot';
import { Clock } from '../../platform/clock';
import { AppConfig, ConfigError } from '../../platform/config/config';
import { TransactionService } from '../../platform/database/transaction';
import { type Actor, type AdminActor, systemActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { unitedRights } from './domain/admin-rights';
import { AdminRoleRow } from './entities/admin-role.entity';
import { AdminUserRow } from './entities/admin-user.entity';
import { IdentityService } from './identity.service';
import type { SubjectIdentity } from './session.service';

export interface NewAdminUser {
  readonly userName: string;
  readonly name: string;
  /** `AdminPermission` values; `*` is all. */
  readonly permissions: readonly string[];
  readonly password: string;
}

/** The people of the back office. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AdminUserService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly transactions: TransactionService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Adds a back-office user; answers the id. Throws CONFLICT when the user name is taken. */
  async createAdminUser(actor: Actor, user: NewAdminUser): Promise<number> {
    return this.transactions.run(actor, async (tx) => {
      const row = tx.create(AdminUserRow, {
        userName: user.userName,
        name: user.name,
        permissions: [...user.permissions],
        roleId: null,
        isClosed: false,
        createdAt: this.clock.now(),
      });
      await tx.insert(AdminUserRow, row);
      await this.identity.createCredential(tx, {
        audience: 'admin',
        loginName: user.userName,
        subject: { kind: 'adminUser', id: row.id },
        password: user.password,
        takenError: commonError('CONFLICT'),
      });
      await this.audit.record(tx, actor, {
        action: 'identity.createAdminUser',
        targetKind: 'adminUser',
        targetId: row.id,
        targetLabel: user.name,
        after: { userName: user.userName, permissions: user.permissions },
      });
      return row.id;
    });
  }

  async hasUsers(): Promise<boolean> {
    return (await this.dataSource.getRepository(AdminUserRow).count()) > 0;
  }

  /**
   * Makes sure that somebody can open the back office: with ADMIN_INITIAL_PASSWORD the user `admin` is created while there
   * is no other. Production without users and without that setting does not start; the demo brings its own users.
   */
  async ensureFirstAdmin(): Promise<void> {
    if (await this.hasUsers()) return;
    const password = this.config.environment['ADMIN_INITIAL_PASSWORD'];
    if (!password) {
      if (!this.config.production) return;
      throw new ConfigError(
        'ADMIN_INITIAL_PASSWORD is required for the first start with NODE_ENV=production: it becomes the password of the back-office user "admin".',
      );
    }
    if (!v.is(passwordSchema, password)) {
      throw new ConfigError('ADMIN_INITIAL_PASSWORD must have 8 to 64 characters with letters and digits.');
    }
    const first = { userName: 'admin', name: '管理员', permissions: ['*'], password };
    try {
      await this.createAdminUser(systemActor('boot'), first);
    } catch (error) {
      // Another server that starts at the same moment may have been faster.
      if ((await this.identity.findCredential('admin', first.userName)) === null) throw error;
    }
  }

  /** Throws CREDENTIALS_WRONG, LOGIN_LOCKED, ACCOUNT_CLOSED. */
  async logIn(
    actor: Actor,
    login: { userName: string; password: string },
  ): Promise<{ session: Session; profile: AdminProfile }> {
    const credential = await this.identity.loginWithPassword({
      audience: 'admin',
      loginName: login.userName,
      password: login.password,
      request: actor.request,
    });
    const profile = await this.profileOf(credential.subjectId);
    const session = await this.transactions.run(actor, (tx) =>
      this.identity.openSession(tx, credential.credentialId, actor.request),
    );
    return { session, profile };
  }

  getProfile(actor: AdminActor): Promise<AdminProfile> {
    return this.profileOf(actor.adminUserId);
  }

  /** What a session of the back office may do; read anew for each request, so a change of rights counts at once. */
  async loadActor(adminUserId: number): Promise<SubjectIdentity | null> {
    const user = await this.dataSource.getRepository(AdminUserRow).findOneBy({ id: adminUserId });
    if (!user || user.isClosed) return null;
    return { kind: 'admin', adminUserId, name: user.name, permissions: await this.rightsOf(user) };
  }

  private async profileOf(id: number): Promise<AdminProfile> {
    const user = await this.dataSource.getRepository(AdminUserRow).findOneByOrFail({ id });
    return { id: user.id, userName: user.userName, name: user.name, permissions: await this.rightsOf(user) };
  }

  private async rightsOf(user: AdminUserRow): Promise<string[]> {
    if (user.roleId === null) return user.permissions;
    const role = await this.dataSource.getRepository(AdminRoleRow).findOneBy({ id: user.roleId });
    return unitedRights(role?.permissions ?? [], user.permissions);
  }
}
