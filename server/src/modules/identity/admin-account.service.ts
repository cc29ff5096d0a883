import { adminUserError } from '@lakeside/shared/identity/admin-user.errors';
import type { adminUserContract, AdminUserView } from '@lakeside/shared/identity/admin-user.contract';
import { toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { contains, containsPattern, lockById } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { covers, unitedRights } from './domain/admin-rights';
import { AdminRoleRow } from './entities/admin-role.entity';
import { AdminUserRow } from './entities/admin-user.entity';
import { IdentityService } from './identity.service';
import { PasswordService } from './password.service';

type Input<Name extends keyof typeof adminUserContract> = ParsedInput<(typeof adminUserContract)[Name]>;

interface LockedAccount {
  readonly row: AdminUserRow;
  readonly role: AdminRoleRow | null;
}

/**
 * The accounts of the back office as their administrators keep them (AD-354). Nobody manages an account with more rights than
 * their own, and nobody their own, so that somebody who may do it all always remains.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AdminAccountService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly passwords: PasswordService;

  async list({ page, pageSize, search }: Input<'listAdminUsers'>['query']): Promise<Page<AdminUserView>> {
    const query = this.dataSource
      .getRepository(AdminUserRow)
      .createQueryBuilder('person')
      .orderBy('person.id', 'DESC')
      .skip((page - 1) * pageSize)
      .take(pageSize);
    if (search) {
      query.where(`(${contains('person.name', 'typed')} OR ${contains('person.userName', 'typed')})`, {
        typed: containsPattern(search),
      });
    }
    const [rows, total] = await query.getManyAndCount();
    const roleIds = rows.flatMap((row) => (row.roleId === null ? [] : [row.roleId]));
    const roles = await this.dataSource.getRepository(AdminRoleRow).findBy({ id: In(roleIds) });
    const items = rows.map((row) => toUserView(row, roles.find((role) => role.id === row.roleId) ?? null));
    return { items, total };
  }

  /** Throws ADMIN_USER_NAME_TAKEN, ADMIN_ROLE_NOT_FOUND, ADMIN_RIGHTS_EXCEEDED. */
  create(actor: AdminActor, body: Input<'createAdminUser'>['body']): Promise<AdminUserView> {
    const { userName, name, password, roleId, ownPermissions } = body;
    return this.transactions.run(actor, async (tx) => {
      const role = await this.lockRole(tx, roleId);
      assertCovers(actor, unitedRights(role?.permissions ?? [], ownPermissions));
      const row = tx.create(AdminUserRow, {
        userName,
        name,
        permissions: ownPermissions,
        roleId,
        isClosed: false,
        createdAt: this.clock.now(),
      });
      await tx.insert(AdminUserRow, row);
      await this.identity.createCredential(tx, {
        audience: 'admin',
        loginName: userName,
        subject: { kind: 'adminUser', id: row.id },
        password,
        takenError: adminUserError('ADMIN_USER_NAME_TAKEN', { userName }),
      });
      return this.finish(tx, actor, { row, role, action: 'identity.createAdminUser', before: null });
    });
  }

  /** Throws ADMIN_USER_NOT_FOUND, ADMIN_USER_SELF when own rights would change, ADMIN_ROLE_NOT_FOUND, ADMIN_RIGHTS_EXCEEDED. */
  update(
    actor: AdminActor,
    input: { id: number; body: Input<'updateAdminUser'>['body'] },
  ): Promise<AdminUserView> {
    const { name, roleId, ownPermissions } = input.body;
    return this.transactions.run(actor, async (tx) => {
      const found = await this.lock(tx, actor, input.id);
      const role = await this.lockRole(tx, roleId);
      const isSame = found.row.roleId === roleId && equal(found.row.permissions, ownPermissions);
      if (input.id === actor.adminUserId && !isSame) throw adminUserError('ADMIN_USER_SELF');
      assertCovers(actor, unitedRights(role?.permissions ?? [], ownPermissions));
      const row = { ...found.row, name, roleId, permissions: ownPermissions };
      await tx.update(AdminUserRow, { id: row.id }, { name, roleId, permissions: ownPermissions });
      return this.finish(tx, actor, { row, role, action: 'identity.updateAdminUser', before: found });
    });
  }

  /** Closing ends all sessions at once. Throws ADMIN_USER_NOT_FOUND, ADMIN_USER_SELF, ADMIN_RIGHTS_EXCEEDED. */
  setClosed(actor: AdminActor, input: { id: number; isClosed: boolean }): Promise<AdminUserView> {
    const { id, isClosed } = input;
    return this.transactions.run(actor, async (tx) => {
      const found = await this.lock(tx, actor, id);
      if (id === actor.adminUserId) throw adminUserError('ADMIN_USER_SELF');
      const subject = { kind: 'adminUser', id } as const;
      await tx.update(AdminUserRow, { id }, { isClosed });
      if (isClosed) await this.identity.closeSubject(tx, subject);
      else await this.identity.reopenSubject(tx, subject);
      const action = isClosed ? 'identity.closeAdminUser' : 'identity.reopenAdminUser';
      const row = { ...found.row, isClosed };
      return this.finish(tx, actor, { row, role: found.role, action, before: found });
    });
  }

  /** Ends all sessions of the account and lifts its lock. Throws ADMIN_USER_NOT_FOUND, ADMIN_RIGHTS_EXCEEDED. */
  async resetPassword(actor: AdminActor, input: { id: number; newPassword: string }): Promise<{ ok: true }> {
    const { row } = await this.transactions.run(actor, (tx) => this.lock(tx, actor, input.id));
    const owner = await this.identity.findCredentialOf({ kind: 'adminUser', id: row.id });
    if (!owner) throw adminUserError('ADMIN_USER_NOT_FOUND');
    const account = `admin:${row.userName.toLowerCase()}`;
    await this.passwords.resetPassword(actor, { owner, account, newPassword: input.newPassword });
    return { ok: true };
  }

  /** The account, held together with the actor's own: two who close each other at once do not both succeed. */
  private async lock(tx: Tx, actor: AdminActor, id: number): Promise<LockedAccount> {
    const ids = [...new Set([actor.adminUserId, id])].sort((one, other) => one - other);
    const rows = await lockById(tx, AdminUserRow, ids);
    const row = rows.find((candidate) => candidate.id === id);
    if (!row) throw adminUserError('ADMIN_USER_NOT_FOUND');
    const isActorOpen = rows.some((own) => own.id === actor.adminUserId && !own.isClosed);
    const role = await this.lockRole(tx, row.roleId);
    if (!isActorOpen) throw adminUserError('ADMIN_RIGHTS_EXCEEDED');
    assertCovers(actor, unitedRights(role?.permissions ?? [], row.permissions));
    return { row, role };
  }

  private async lockRole(tx: Tx, roleId: number | null): Promise<AdminRoleRow | null> {
    if (roleId === null) return null;
    const [role] = await lockById(tx, AdminRoleRow, [roleId]);
    if (!role) throw adminUserError('ADMIN_ROLE_NOT_FOUND');
    return role;
  }

  private async finish(
    tx: Tx,
    actor: AdminActor,
    saved: LockedAccount & { action: string; before: LockedAccount | null },
  ): Promise<AdminUserView> {
    const { row, role, action, before } = saved;
    await this.audit.record(tx, actor, {
      action,
      targetKind: 'adminUser',
      targetId: row.id,
      targetLabel: row.name,
      ...(before ? { before: factsOf(before) } : {}),
      after: factsOf(saved),
    });
    return toUserView(row, role);
  }
}

function assertCovers(actor: AdminActor, permissions: readonly string[]): void {
  if (!covers(actor.permissions, permissions)) throw adminUserError('ADMIN_RIGHTS_EXCEEDED');
}

function equal(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((permission) => other.includes(permission));
}

function factsOf({ row, role }: LockedAccount): Record<string, unknown> {
  const { userName, name, permissions, isClosed } = row;
  return { userName, name, role: role?.name ?? null, permissions, isClosed };
}

function toUserView(row: AdminUserRow, role: AdminRoleRow | null): AdminUserView {
  return {
    id: row.id,
    userName: row.userName,
    name: row.name,
    role: role && { id: role.id, name: role.name },
    ownPermissions: row.permissions,
    isClosed: row.isClosed,
    createdAt: toIso(row.createdAt),
  };
}
