import { cardError } from '@lakeside/shared/card/card.errors';
import type { ActivationQuote } from '@lakeside/shared/card/card.schemas';
import { AppError } from '@lakeside/shared/kernel/app-error';
import type { Fen } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/dialect';
import { type CardProductRecord, CatalogService } from '../catalog/catalog.service';
import { ChannelService } from '../channel/channel.service';
import { LedgerService } from '../ledger/ledger.service';
import { type Charge, priceCards } from './domain/activation-rules';
import type { CardActivation } from './entities/card-activation.entity';

interface SoldCards {
  readonly product: Pick<CardProductRecord, 'retailPriceFen'>;
  readonly cardCount: number;
}

/** What an activation costs its L1: retail price × the L1's rate per card, whoever holds the cards (AD-061, AD-069). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ActivationCharges {
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly ledger: LedgerService;

  /** How the request would be paid if the L1 activated all of it now. */
  async quote(activation: CardActivation, tx: Tx | null = null): Promise<ActivationQuote> {
    const { cardCount } = activation;
    const product = await this.catalog.requireCardProduct(tx, activation.productId);
    const { unitPriceFen, totalFen } = await this.priceOf(activation, { product, cardCount }, tx);
    const payment = await this.ledger.quoteCharge(activation.l1Id, totalFen, tx);
    return { cardCount, l1UnitPriceFen: unitPriceFen, totalFen, ...payment };
  }

  /** Takes the money for these cards, all or nothing. Throws ACTIVATION_FUNDS_SHORT with `shortage` in yuan and `shortageFen`. */
  async charge(
    tx: Tx,
    activation: CardActivation,
    sold: SoldCards,
  ): Promise<{ unitPriceFen: Fen; storedValueFen: Fen; creditFen: Fen }> {
    const { unitPriceFen, totalFen } = await this.priceOf(activation, sold, tx);
    try {
      const paid = await this.ledger.chargeActivation(tx, {
        channelId: activation.l1Id,
        amountFen: totalFen,
        document: { kind: 'cardActivation', id: activation.id, number: activation.number },
        idempotencyKey: `cardActivation:${activation.id}`,
      });
      return { unitPriceFen, ...paid };
    } catch (error) {
      if (error instanceof AppError && error.code === 'FUNDS_SHORT') {
        throw cardError('ACTIVATION_FUNDS_SHORT', error.details);
      }
      throw error;
    }
  }

  private async priceOf(
    activation: CardActivation,
    { product, cardCount }: SoldCards,
    tx: Tx | null,
  ): Promise<Charge> {
    const l1 = await this.channels.requireChannel(tx, activation.l1Id);
    return priceCards(product.retailPriceFen, l1.rateBp, cardCount);
  }
}
