import { CardStatus } from '@lakeside/shared/card/card.status';
import type { DeletionBlocker } from '@lakeside/shared/member/account-deletion.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock';
import type { MemberRemovalPart } from '../member/member-removal.service';
import { Card } from './entities/card.entity';

/** Keeps an account open while good cards are in it. A card on its way to somebody else counts until it has arrived. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardMemberRemovalService implements MemberRemovalPart {
  @Inject() private readonly clock: Clock;

  async blockers(source: EntityManager, memberId: number): Promise<DeletionBlocker[]> {
    const count = await source
      .createQueryBuilder(Card, 'card')
      .where('card.memberId = :memberId AND card.status = :active', { memberId, active: CardStatus.active })
      .andWhere('(card.expiresAt IS NULL OR card.expiresAt > :now)', { now: this.clock.now() })
      .getCount();
    return [{ kind: 'unusedCards', count }];
  }
}
