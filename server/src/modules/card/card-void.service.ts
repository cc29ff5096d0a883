import { type CardSelection, countOfSelection } from '@lakeside/shared/card/card-number';
import { cardError } from '@lakeside/shared/card/card.errors';
import type { CardVoidView, documentCardSchema } from '@lakeside/shared/card/card.schemas';
import { CardStatus } from '@lakeside/shared/card/card.status';
import { documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay, toIso } from '@lakeside/shared/kernel/date';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { InferOutput } from 'valibot';
import { Clock } from '../../platform/clock';
import { insertInChunks } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { CardDocumentQueries } from './card-document.queries';
import { lockCards, releaseCards } from './card-documents';
import { CardMovementAction } from './domain/card-movement-action';
import { CardVoid } from './entities/card-void.entity';

type DocumentCard = InferOutput<typeof documentCardSchema>;

/** The back office takes cards out of use for good (rules.md §6). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardVoidService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly queries: CardDocumentQueries;

  /** Throws VOID_NOT_FOUND. */
  async requireVoid(id: number): Promise<CardVoidView> {
    const found = await this.queries.findVoid(id);
    if (!found) throw cardError('VOID_NOT_FOUND');
    const steps = await this.documents.stepsOf('cardVoid', id);
    return { ...found, steps, createdAt: toIso(found.createdAt) };
  }

  /** The numbers it took out of use. Throws VOID_NOT_FOUND. */
  async listVoidCards(id: number, page: PageQuery): Promise<Page<DocumentCard>> {
    await this.requireVoid(id);
    return this.queries.listItems({ kind: 'cardVoid', id }, page);
  }

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
