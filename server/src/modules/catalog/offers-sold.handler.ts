import { OfferKind } from '@lakeside/shared/catalog/offer-kind';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import { Clock } from '../../platform/clock';
import { type Tx, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { systemActor } from '../../platform/http/actor';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { type OffersSold, offersSoldPayload, offersSoldTopic } from './catalog.events';
import { CardProduct } from './entities/card-product.entity';
import { OfferSale } from './entities/offer-sale.entity';
import { Package } from './entities/package.entity';

/** Keeps the sales figure of each offer, so that no list ever counts orders. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CountSales implements OutboxHandler {
  readonly topic = offersSoldTopic;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;

  async handle(message: OutboxDelivery): Promise<void> {
    const { paper, lines } = v.parse(offersSoldPayload, message.payload);
    const createdAt = this.clock.now();
    await this.transactions.run(systemActor('销量统计'), async (tx) => {
      // In one order for all, so that two papers with the same offers cannot wait for each other.
      for (const line of [...lines].sort(byOffer)) {
        const sale = { paper, offerKind: line.kind, offerId: line.id, quantity: line.quantity, createdAt };
        // A paper that is told twice finds its own row.
        if ((await upsertIgnore(tx, OfferSale, [sale])) === 1) await raise(tx, line);
      }
    });
  }
}

async function raise(tx: Tx, { kind, id, quantity }: OffersSold['lines'][number]): Promise<void> {
  const entity = kind === OfferKind.package ? Package : CardProduct;
  await tx.increment<Package | CardProduct>(entity, { id }, 'soldCount', quantity);
}

function byOffer(left: OffersSold['lines'][number], right: OffersSold['lines'][number]): number {
  return left.kind.localeCompare(right.kind) || left.id - right.id;
}
