import { adminUserError } from '@lakeside/shared/identity/admin-user.errors';
import type { adminUserContract, AdminRole } from '@lakeside/shared/identity/admin-user.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { isUniqueViolation, lockById } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { covers } from './domain/admin-rights';
import { AdminRoleRow } from './entities/admin-role.entity';
import { AdminUserRow } from './entities/admin-user.entity';

type Body = ParsedInput<typeof adminUserContract.createAdminRole>['body'];

const limit = 50;

/** Roles of the back office: what several people may do. Nobody writes more into one than they may do themselves (AD-355). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AdminRoleService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly audit: AuditService;

  async list(): Promise<AdminRole[]> {
    const { manager } = this.dataSource;
    const roles = await manager.find(AdminRoleRow, { order: { id: 'ASC' }, take: limit });
    const counts: { roleId: number; count: number | string }[] = await manager
      .createQueryBuilder(AdminUserRow, 'person')
      .select('person.roleId', 'roleId')
      .addSelect('COUNT(*)', 'count')
      .where('person.roleId IS NOT NULL')
      .groupBy('person.roleId')
      .getRawMany();
    const countOf = (id: number) => Number(counts.find(({ roleId }) => roleId === id)?.count ?? 0);
    return roles.map((role) => toRole(role, countOf(role.id)));
  }

  /** Throws ADMIN_ROLE_NAME_TAKEN, ADMIN_ROLE_LIMIT, ADMIN_RIGHTS_EXCEEDED. */
  create(actor: AdminActor, body: Body): Promise<AdminRole> {
    assertCovers(actor, body.permissions);
    return this.transactions.run(actor, async (tx) => {
      if ((await tx.count(AdminRoleRow)) >= limit) throw adminUserError('ADMIN_ROLE_LIMIT', { limit });
      const role = tx.create(AdminRoleRow, { ...body, createdAt: this.clock.now() });
      await refuseTaken(tx.insert(AdminRoleRow, role), body.name);
      await this.record(tx, actor, { action: 'identity.createAdminRole', role, after: body });
      return toRole(role, 0);
    });
  }

  /** Throws ADMIN_ROLE_NOT_FOUND, ADMIN_ROLE_NAME_TAKEN, ADMIN_USER_SELF for the own role, ADMIN_RIGHTS_EXCEEDED. */
  update(actor: AdminActor, input: { id: number; body: Body }): Promise<AdminRole> {
    const { id, body } = input;
    return this.transactions.run(actor, async (tx) => {
      const role = await this.lock(tx, actor, id);
      assertCovers(actor, body.permissions);
      const own = await tx.findOneByOrFail(AdminUserRow, { id: actor.adminUserId });
      if (own.roleId === id) throw adminUserError('ADMIN_USER_SELF');
      await refuseTaken(tx.update(AdminRoleRow, { id }, body), body.name);
      const { name, permissions } = role;
      const before = { name, permissions };
      await this.record(tx, actor, { action: 'identity.updateAdminRole', role, before, after: body });
      return toRole({ ...role, ...body }, await tx.countBy(AdminUserRow, { roleId: id }));
    });
  }

  /** Throws ADMIN_ROLE_NOT_FOUND, ADMIN_ROLE_IN_USE, ADMIN_RIGHTS_EXCEEDED. */
  delete(actor: AdminActor, id: number): Promise<{ ok: true }> {
    return this.transactions.run(actor, async (tx) => {
      const role = await this.lock(tx, actor, id);
      const count = await tx.countBy(AdminUserRow, { roleId: id });
      if (count > 0) throw adminUserError('ADMIN_ROLE_IN_USE', { count });
      await tx.delete(AdminRoleRow, { id });
      const { name, permissions } = role;
      const before = { name, permissions };
      await this.record(tx, actor, { action: 'identity.deleteAdminRole', role, before });
      return { ok: true };
    });
  }

  private async lock(tx: Tx, actor: AdminActor, id: number): Promise<AdminRoleRow> {
    const [role] = await lockById(tx, AdminRoleRow, [id]);
    if (!role) throw adminUserError('ADMIN_ROLE_NOT_FOUND');
    assertCovers(actor, role.permissions);
    return role;
  }

  private record(
    tx: Tx,
    actor: AdminActor,
    change: { action: string; role: AdminRoleRow; before?: object; after?: object },
  ): Promise<void> {
    const { action, role, before, after } = change;
    return this.audit.record(tx, actor, {
      action,
      targetKind: 'adminRole',
      targetId: role.id,
      targetLabel: role.name,
      before: before ? { ...before } : null,
      after: after ? { ...after } : null,
    });
  }
}

function assertCovers(actor: AdminActor, permissions: readonly string[]): void {
  if (!covers(actor.permissions, permissions)) throw adminUserError('ADMIN_RIGHTS_EXCEEDED');
}

async function refuseTaken(write: Promise<unknown>, name: string): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isUniqueViolation(error, 'ux_admin_role_name')) throw error;
    throw adminUserError('ADMIN_ROLE_NAME_TAKEN', { name });
  }
}

function toRole({ id, name, permissions }: AdminRoleRow, userCount: number): AdminRole {
  return { id, name, permissions, userCount };
}
