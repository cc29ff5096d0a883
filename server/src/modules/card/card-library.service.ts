import { cardError } from '@lakeside/shared/card/card.errors';
import type { CardCounts, CardView } from '@lakeside/shared/card/card.schemas';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { CatalogService } from '../catalog/catalog.service';
import { ChannelService } from '../channel/channel.service';
import { CardDocumentQueries } from './card-document.queries';
import { CardQueries, type LibraryFilter, type LibraryScope } from './card.queries';
import { type CardDetail, CardViews } from './card-views';
import type { Card } from './entities/card.entity';

export interface CardSummary {
  totals: CardCounts;
  products: { product: { id: number; name: string }; counts: CardCounts }[];
}

/** The card library as a channel sees it: its own, and that of its downline (CH-042, CH-043). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardLibraryService {
  @Inject() private readonly queries: CardQueries;
  @Inject() private readonly documentQueries: CardDocumentQueries;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly views: CardViews;

  /** The own library counted by state and product. */
  async getSummary(actor: ChannelActor): Promise<CardSummary> {
    const countsByProduct = await this.queries.countByProduct(actor.channelId);
    const names = await this.catalog.namesOfCardProducts([...countsByProduct.keys()]);
    const totals: CardCounts = { inactive: 0, active: 0, used: 0, voided: 0, locked: 0 };
    const products = [...countsByProduct].map(([id, counts]) => {
      totals.inactive += counts.inactive;
      totals.active += counts.active;
      totals.used += counts.used;
      totals.voided += counts.voided;
      totals.locked += counts.locked;
      return { product: { id, name: names.get(id) ?? '' }, counts };
    });
    return { totals, products };
  }

  /** Cards of the own library, or with `network` also those of the downline, latest receipt first. */
  async listCards(
    actor: ChannelActor,
    filter: LibraryFilter & { scope: 'own' | 'network' },
  ): Promise<Page<CardView>> {
    const scope =
      filter.scope === 'own' ? { holderChannelIds: [actor.channelId] } : await this.networkOf(actor);
    const { items, total } = await this.queries.listLibrary(scope, filter);
    return { items: await this.views.toCardViews(items), total };
  }

  /** One card held by the channel or its downline with its life line. Throws CARD_NOT_FOUND for any other. */
  async getCard(actor: ChannelActor, cardNo: string): Promise<CardDetail> {
    const card = await this.queries.findByCardNo(cardNo);
    if (!card || !isInside(card, await this.networkOf(actor))) throw cardError('CARD_NOT_FOUND');
    // A channel sees that the card reached a customer; the customer's number is not its business.
    return this.views.cardDetail(card, await this.queries.movementsOf(card.id), maskPhone);
  }

  /** What waits for the channel. */
  getTodo(actor: ChannelActor): Promise<{ toReceive: number; toActivate: number; toForward: number }> {
    return this.documentQueries.countTodo(actor.channelId);
  }

  private async networkOf(actor: ChannelActor): Promise<LibraryScope> {
    if (actor.level === 1) return { l1OwnerId: actor.channelId };
    return { holderChannelIds: [actor.channelId, ...(await this.channels.descendantIds(actor.channelId))] };
  }
}

function isInside(card: Card, scope: LibraryScope): boolean {
  if ('l1OwnerId' in scope) return card.l1OwnerId === scope.l1OwnerId;
  return card.holderChannelId !== null && scope.holderChannelIds.includes(card.holderChannelId);
}

function maskPhone(phone: string): string {
  return phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2');
}
