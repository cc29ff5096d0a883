import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/transaction';
import type { MemberRemovalPart } from '../member/member-removal.service';
import { FavouriteRow } from './entities/favourite.entity';

/** Drops what a member kept for later when the account is deleted. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class FavouriteMemberRemovalService implements MemberRemovalPart {
  async forget(tx: Tx, memberId: number): Promise<void> {
    await tx.delete(FavouriteRow, { memberId });
  }
}
