import { type CardSelection, countOfSelection } from '@lakeside/shared/card/card-number';
import { CardStatus } from '@lakeside/shared/card/card.status';
import { documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { insertInChunks } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { lockCards, releaseCards } from './card-documents';
import { CardMovementAction } from './domain/card-movement-action';
import { CardVoid } from './entities/card-void.entity';

/** The back office takes cards out of use for good (rules.md §6). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardVoidService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly documents: DocumentService;

  /** Voids inactive or active, unlocked cards, whoever holds them, all or none. Throws CARDS_NOT_ELIGIBLE. */
  async voidCards(
    actor: AdminActor,
    input: { selection: CardSelection; reason: string },
  ): Promise<{ number: string; voidedCount: number }> {
    const { selection, reason } = input;
    const now = this.clock.now();
    const number = await this.numbers.next(documentPrefix.cardVoid, toDay(now));
    const cardCount = countOfSelection(selection);
    return this.transactions.run(actor, async (tx) => {
      const [id] = await insertInChunks(tx, CardVoid, [{ number, reason, cardCount, createdAt: now }]);
      if (id === undefined) throw new Error('the database gave no id for a void');
      const document = { kind: 'cardVoid', id } as const;
      await lockCards(tx, {
        document,
        selection,
        rule: { holder: 'anyone', statuses: [CardStatus.inactive, CardStatus.active], productId: null },
        onlyEligible: false,
        expectedCount: cardCount,
        entry: null,
      });
      await releaseCards(tx, {
        document,
        change: { status: CardStatus.voided, voidedAt: now },
        outcome: 'done',
        entry: { action: CardMovementAction.voided, actorName: actor.name, note: reason, at: now },
      });
      await this.documents.register(tx, actor, { ...document, number, action: '注销', note: reason });
      await this.audit.record(tx, actor, {
        action: 'card.void',
        targetKind: 'cardVoid',
        targetId: id,
        targetLabel: number,
        after: { cardCount, reason },
      });
      return { number, voidedCount: cardCount };
    });
  }
}
