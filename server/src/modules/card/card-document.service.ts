import { cardError } from '@lakeside/shared/card/card.errors';
import type { ActivationView, documentCardSchema, HandoverView } from '@lakeside/shared/card/card.schemas';
import {
  ActivationQueue,
  type ActivationStatus,
  type HandoverKind,
  type HandoverStatus,
} from '@lakeside/shared/card/card.status';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type * as v from 'valibot';
import type { ChannelActor } from '../../platform/http/actor';
import { type ActivationFilter, CardDocumentQueries } from './card-document.queries';
import { type ActivationDetail, CardViews, type HandoverDetail } from './card-views';
import type { CardActivation } from './entities/card-activation.entity';
import type { CardHandover } from './entities/card-handover.entity';

type DocumentCard = v.InferOutput<typeof documentCardSchema>;

interface DocumentListQuery<Status> extends PageQuery {
  status?: Status | undefined;
  number?: string | undefined;
}
interface HandoverListQuery extends DocumentListQuery<HandoverStatus> {
  kind?: HandoverKind | undefined;
}
interface ActivationListQuery extends DocumentListQuery<ActivationStatus> {
  requesterLevel?: '1' | '2' | '3' | undefined;
  l1Id?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Handovers and activations to read: a channel sees those it takes part in, the back office sees all. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardDocumentService {
  @Inject() private readonly queries: CardDocumentQueries;
  @Inject() private readonly views: CardViews;

  /** What the channel receives or sends, newest first. */
  async listHandoversOf(
    actor: ChannelActor,
    query: HandoverListQuery & { direction: 'in' | 'out' },
  ): Promise<Page<HandoverView>> {
    const side = query.direction === 'in' ? { to: actor.channelId } : { from: actor.channelId };
    return this.toHandoverPage(await this.queries.listHandovers({ ...query, ...side }));
  }

  /** Throws HANDOVER_NOT_FOUND unless the channel sends or receives it. */
  async getHandoverOf(actor: ChannelActor, id: number): Promise<HandoverDetail> {
    return this.views.handoverDetail(await this.requireHandover(id, actor));
  }

  async listHandoverCardsOf(actor: ChannelActor, id: number, page: PageQuery): Promise<Page<DocumentCard>> {
    const { kind } = await this.requireHandover(id, actor);
    return this.queries.listItems({ kind, id }, page);
  }

  /** All handovers (AD-210, AD-211, AD-224 … AD-228); with `toPlatform` only returns to the platform. */
  async listHandovers(
    query: HandoverListQuery & { channelId?: number | undefined; toPlatform?: 'true' | 'false' | undefined },
  ): Promise<Page<HandoverView>> {
    const { toPlatform, ...filter } = query;
    const side = toPlatform === 'true' ? { to: null } : {};
    return this.toHandoverPage(await this.queries.listHandovers({ ...filter, ...side }));
  }

  async getHandover(id: number): Promise<HandoverDetail> {
    return this.views.handoverDetail(await this.requireHandover(id, null));
  }

  async listHandoverCards(id: number, page: PageQuery): Promise<Page<DocumentCard>> {
    const { kind } = await this.requireHandover(id, null);
    return this.queries.listItems({ kind, id }, page);
  }

  /** One queue of activation requests (CH-031 … CH-034); a queue that the channel's level does not have is empty. */
  async listActivationsOf(
    actor: ChannelActor,
    query: DocumentListQuery<ActivationStatus> & {
      queue: ActivationQueue;
      open?: 'true' | 'false' | undefined;
    },
  ): Promise<Page<ActivationView>> {
    const queue = queueFilter(actor, query.queue);
    if (!queue) return { items: [], total: 0 };
    const { page, pageSize, status, number, open } = query;
    const isOpen = open === undefined ? undefined : open === 'true';
    return this.toActivationPage(
      await this.queries.listActivations({ page, pageSize, status, number, isOpen, ...queue }),
    );
  }

  /** With the payment quote for the L1. Throws ACTIVATION_NOT_FOUND unless the channel takes part in it. */
  async getActivationOf(actor: ChannelActor, id: number): Promise<ActivationDetail> {
    return this.views.activationDetail(await this.requireActivation(id, actor), actor.channelId);
  }

  /** The exact numbers, before and after activation (AD-065, AD-070). */
  async listActivationCardsOf(actor: ChannelActor, id: number, page: PageQuery): Promise<Page<DocumentCard>> {
    await this.requireActivation(id, actor);
    return this.queries.listItems({ kind: 'cardActivation', id }, page);
  }

  /** Activation requests of all channels (AD-220 … AD-223); days include both ends. */
  async listActivations(query: ActivationListQuery): Promise<Page<ActivationView>> {
    const { requesterLevel, from, to, ...filter } = query;
    return this.toActivationPage(
      await this.queries.listActivations({
        ...filter,
        requesterLevel: requesterLevel === undefined ? undefined : Number(requesterLevel),
        fromDay: from,
        toDay: to,
      }),
    );
  }

  async getActivation(id: number): Promise<ActivationDetail> {
    return this.views.activationDetail(await this.requireActivation(id, null), null);
  }

  async listActivationCards(id: number, page: PageQuery): Promise<Page<DocumentCard>> {
    await this.requireActivation(id, null);
    return this.queries.listItems({ kind: 'cardActivation', id }, page);
  }

  private async requireHandover(id: number, viewer: ChannelActor | null): Promise<CardHandover> {
    const handover = await this.queries.findHandover(id);
    const sides = [handover?.fromChannelId, handover?.toChannelId];
    if (!handover || (viewer && !sides.includes(viewer.channelId))) throw cardError('HANDOVER_NOT_FOUND');
    return handover;
  }

  private async requireActivation(id: number, viewer: ChannelActor | null): Promise<CardActivation> {
    const activation = await this.queries.findActivation(id);
    const sides = [activation?.requesterId, activation?.l2Id, activation?.l1Id];
    if (!activation || (viewer && !sides.includes(viewer.channelId))) throw cardError('ACTIVATION_NOT_FOUND');
    return activation;
  }

  private async toHandoverPage({ items, total }: Page<CardHandover>): Promise<Page<HandoverView>> {
    return { items: await this.views.toHandoverViews(items), total };
  }

  private async toActivationPage({ items, total }: Page<CardActivation>): Promise<Page<ActivationView>> {
    return { items: await this.views.toActivationViews(items), total };
  }
}

/** L1: own, its L2s with their L3s, its direct L3s. L2: own, its L3s. L3: own. Null = this level has no such queue. */
function queueFilter(
  actor: ChannelActor,
  queue: ActivationQueue,
): Pick<ActivationFilter, 'requesterId' | 'l1Id' | 'l2Id' | 'queue'> | null {
  if (queue === ActivationQueue.own) return { requesterId: actor.channelId };
  if (actor.level === 1) return { l1Id: actor.channelId, queue };
  return actor.level === 2 && queue === ActivationQueue.level3 ? { l2Id: actor.channelId } : null;
}
