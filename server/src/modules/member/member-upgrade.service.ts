import { formatYuan } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { In } from 'typeorm';
import { lockById, type Tx } from '../../platform/database/dialect';
import type { SystemActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { MemberLevelService } from '../channel/member-level.service';
import { levelReached } from './domain/level-reached';
import { MemberRow } from './entities/member.entity';
import { MemberChangeService } from './member-change.service';

/** What a member has paid for completed orders, net of refunds. */
export interface PaidByMember {
  readonly memberId: number;
  readonly paidFen: number;
}

/** Raises members whose payments have reached a level; nobody is lowered (AD-120; rules.md, default 18). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberUpgradeService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly changes: MemberChangeService;
  @Inject() private readonly levels: MemberLevelService;

  /** The lowest amount in fen that lifts anybody; null when no level is reached by paying. */
  async lowestAmount(tx: Tx | null): Promise<number | null> {
    const amounts = (await this.levels.upgradeSteps(tx)).flatMap(({ upgradeAtFen }) => upgradeAtFen ?? []);
    return amounts.length === 0 ? null : Math.min(...amounts);
  }

  /** Members who are closed or already as high stay as they are. Answers how many were raised. */
  async raise(tx: Tx, actor: SystemActor, paid: readonly PaidByMember[]): Promise<number> {
    const steps = await this.levels.upgradeSteps(tx);
    const nameOf = new Map(steps.map(({ id, name }) => [id, name]));
    const paidOf = new Map(paid.map(({ memberId, paidFen }) => [memberId, paidFen]));
    const members = await lockById(tx, MemberRow, [...paidOf.keys()]);
    const raised = members.flatMap((member) => {
      const paidFen = paidOf.get(member.id) ?? 0;
      const level = levelReached(steps, { currentId: member.levelId, paidFen });
      return level && member.status === 'active' ? [{ member, level, paidFen }] : [];
    });
    for (const level of new Set(raised.map((one) => one.level))) {
      const ids = raised.filter((one) => one.level === level).map(({ member }) => member.id);
      await tx.update(MemberRow, { id: In(ids) }, { levelId: level.id });
    }
    await this.changes.record(
      tx,
      actor,
      raised.map(({ member, level, paidFen }) => ({
        memberId: member.id,
        kind: 'level',
        from: nameOf.get(member.levelId) ?? null,
        to: level.name,
        reason: `累计消费 ${formatYuan(paidFen)}，达到升级条件`,
      })),
    );
    for (const { member, level } of raised) {
      await this.audit.record(tx, actor, {
        action: 'member.upgrade',
        targetKind: 'member',
        targetId: member.id,
        targetLabel: member.nickname,
        before: { levelId: member.levelId },
        after: { levelId: level.id },
      });
    }
    return raised.length;
  }
}
