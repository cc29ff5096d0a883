import type { CardSelection } from '@lakeside/shared/card/card-number';
import type { SelectionPreview } from '@lakeside/shared/card/card.schemas';
import { CardStatus } from '@lakeside/shared/card/card.status';
import { applyRate, type RateBp } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import type { ChannelActor } from '../../platform/http/actor';
import { CatalogService } from '../catalog/catalog.service';
import { ChannelService } from '../channel/channel.service';
import { findSelectedCards } from './card-selection.queries';
import { type EligibilityRule, explainSelection } from './domain/card-eligibility';

export interface PreviewInput {
  readonly purpose: 'transfer' | 'activation' | 'return';
  readonly selection: CardSelection;
  readonly toChannelId: number | null;
}

/** Tells before a document is made which cards of a selection could take part, why the others could not, and at what price. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardSelectionService {
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly channels: ChannelService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** For a document of a channel about its own inactive cards. Throws NOT_DIRECT_CHILD for a transfer to anyone else. */
  async previewSelection(actor: ChannelActor, input: PreviewInput): Promise<SelectionPreview> {
    const rule = { holder: actor.channelId, statuses: [CardStatus.inactive], productId: null };
    return this.preview(input.selection, rule, await this.rateOf(actor, input));
  }

  /** For a card order of the back office: platform cards of one product. */
  previewCardOrder(input: { productId: number; selection: CardSelection }): Promise<SelectionPreview> {
    const rule = { holder: null, statuses: [CardStatus.inactive], productId: input.productId };
    return this.preview(input.selection, rule, null);
  }

  /** The rate of the offline price: the child's for a transfer, the own for an activation, none for a return. */
  private async rateOf(actor: ChannelActor, input: PreviewInput): Promise<RateBp | null> {
    switch (input.purpose) {
      case 'transfer':
        if (input.toChannelId === null) return null;
        return (await this.channels.requireDirectChild(null, actor.channelId, input.toChannelId)).rateBp;
      case 'activation':
        return (await this.channels.requireChannel(null, actor.channelId)).rateBp;
      case 'return':
        return null;
    }
  }

  private async preview(
    selection: CardSelection,
    rule: EligibilityRule,
    rateBp: RateBp | null,
  ): Promise<SelectionPreview> {
    const cards = await findSelectedCards(this.dataSource.manager, selection);
    const { total, eligible, eligibleByProduct, excluded } = explainSelection(selection, cards, rule);
    const productById = await this.catalog.cardProductsByIds([...eligibleByProduct.keys()]);
    const products = [...eligibleByProduct].map(([id, count]) => ({
      id,
      name: productById.get(id)?.name ?? '',
      count,
    }));
    const [only] = products.length === 1 ? products : [];
    const retailPriceFen = only && productById.get(only.id)?.retailPriceFen;
    return {
      total,
      eligible,
      product: only ? { id: only.id, name: only.name } : null,
      products,
      excluded: excluded.map((exclusion) => ({ ...exclusion })),
      unitPriceFen:
        rateBp === null || retailPriceFen === undefined ? null : applyRate(retailPriceFen, rateBp),
    };
  }
}
