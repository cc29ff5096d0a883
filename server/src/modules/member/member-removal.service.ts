import type { DeletionBlocker } from '@lakeside/shared/member/account-deletion.contract';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { EntityManager } from 'typeorm';
import type { Tx } from '../../platform/database/dialect';

/** What one module has to say when a member's account is deleted. */
export interface MemberRemovalPart {
  /** What must come to its end first, with how many there are; kinds without any are absent. */
  blockers?(source: EntityManager, memberId: number): Promise<DeletionBlocker[]>;
  /** Takes the personal data out of the module's rows, in the transaction that deletes the account. */
  forget?(tx: Tx, memberId: number): Promise<void>;
}

/** Lets modules of higher tiers keep an account open, and forget its owner (decision 0015). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberRemovalService {
  private readonly parts: MemberRemovalPart[] = [];

  register(part: MemberRemovalPart): void {
    this.parts.push(part);
  }

  async blockersOf(source: EntityManager, memberId: number): Promise<DeletionBlocker[]> {
    const blockers: DeletionBlocker[] = [];
    for (const part of this.parts) blockers.push(...((await part.blockers?.(source, memberId)) ?? []));
    return blockers.filter(({ count }) => count > 0);
  }

  async forget(tx: Tx, memberId: number): Promise<void> {
    for (const part of this.parts) await part.forget?.(tx, memberId);
  }
}
