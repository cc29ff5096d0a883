import { OfferKind } from '@lakeside/shared/catalog/offer-kind';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import { Clock } from '../../platform/clock';
import { type Tx, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { systemActor } from '../../platform/http/actor';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { offersReturnedTopic, type OffersSold, offersSoldPayload, offersSoldTopic } from './catalog.events';
import { CardProduct } from './entities/card-product.entity';
import { OfferSale } from './entities/offer-sale.entity';
import { Package } from './entities/package.entity';

type Line = OffersSold['lines'][number];

/** Keeps the sales figure of each offer, so that no list ever counts orders. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SalesFigures {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;

  /** Counts what a paper sold, or with `direction` −1 what it paid back; a paper that is told twice counts once. */
  async count({ paper, lines }: OffersSold, direction: 1 | -1): Promise<void> {
    const createdAt = this.clock.now();
    await this.transactions.run(systemActor('销量统计'), async (tx) => {
      // In one order for all, so that two papers with the same offers cannot wait for each other.
      for (const line of [...lines].sort(byOffer)) {
        const quantity = line.quantity * direction;
        const sale = { paper, offerKind: line.kind, offerId: line.id, quantity, createdAt };
        // A paper that is told twice finds its own row.
        if ((await upsertIgnore(tx, OfferSale, [sale])) === 1) await raise(tx, { ...line, quantity });
      }
    });
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class CountSales implements OutboxHandler {
  readonly topic = offersSoldTopic;
  @Inject() private readonly figures: SalesFigures;

  async handle(message: OutboxDelivery): Promise<void> {
    await this.figures.count(v.parse(offersSoldPayload, message.payload), 1);
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class CountReturns implements OutboxHandler {
  readonly topic = offersReturnedTopic;
  @Inject() private readonly figures: SalesFigures;

  async handle(message: OutboxDelivery): Promise<void> {
    await this.figures.count(v.parse(offersSoldPayload, message.payload), -1);
  }
}

/** Never below nothing: what was sold before sales were counted can be paid back too. */
async function raise(tx: Tx, { kind, id, quantity }: Line): Promise<void> {
  const entity = kind === OfferKind.package ? Package : CardProduct;
  await tx
    .createQueryBuilder()
    .update<Package | CardProduct>(entity)
    .set({ soldCount: () => 'CASE WHEN soldCount + :change < 0 THEN 0 ELSE soldCount + :change END' })
    .where('id = :id', { id })
    .setParameter('change', quantity)
    .execute();
}

function byOffer(left: Line, right: Line): number {
  return left.kind.localeCompare(right.kind) || left.id - right.id;
}
