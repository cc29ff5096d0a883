import { AfterSaleStatus } from '@lakeside/shared/after-sale/after-sale.status';
import type { DeletionBlocker } from '@lakeside/shared/member/account-deletion.contract';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { type EntityManager, In, Not } from 'typeorm';
import type { Tx } from '../../platform/database/transaction';
import type { MemberRemovalPart } from '../member/member-removal.service';
import { AfterSale } from './entities/after-sale.entity';

const endStates = [
  AfterSaleStatus.done,
  AfterSaleStatus.rejected,
  AfterSaleStatus.withdrawn,
  AfterSaleStatus.expired,
];

/** Keeps an account open while a case is, and takes the buyer's words and pictures out of the closed ones. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AfterSaleMemberRemovalService implements MemberRemovalPart {
  async blockers(source: EntityManager, memberId: number): Promise<DeletionBlocker[]> {
    const count = await source.countBy(AfterSale, { memberId, status: Not(In(endStates)) });
    return [{ kind: 'openAfterSales', count }];
  }

  async forget(tx: Tx, memberId: number): Promise<void> {
    await tx.update(AfterSale, { memberId }, { description: null, pictures: [] });
  }
}
