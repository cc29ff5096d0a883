import type {
  activationDetailSchema,
  ActivationView,
  cardDetailSchema,
  CardMovementView,
  CardView,
  handoverDetailSchema,
  HandoverView,
} from '@lakeside/shared/card/card.schemas';
import { activationTransitions } from '@lakeside/shared/card/card.status';
import type { ChannelRef } from '@lakeside/shared/channel/channel.contract';
import type { DocumentKind } from '@lakeside/shared/document/document.contract';
import { toIso } from '@lakeside/shared/kernel/date';
import { isFinal } from '@lakeside/shared/kernel/status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type * as v from 'valibot';
import type { Tx } from '../../platform/database/dialect';
import { CatalogService } from '../catalog/catalog.service';
import { ChannelService } from '../channel/channel.service';
import { DocumentService } from '../document/document.service';
import { type MemberRecord, MemberService } from '../member/member.service';
import { ActivationCharges } from './activation-charges';
import { HolderKind } from './domain/card-holder';
import { cardMovementActionName } from './domain/card-movement-action';
import type { Card } from './entities/card.entity';
import type { CardActivation } from './entities/card-activation.entity';
import type { CardHandover } from './entities/card-handover.entity';
import type { CardMovement } from './entities/card-movement.entity';

export type ActivationDetail = v.InferOutput<typeof activationDetailSchema>;
export type CardDetail = v.InferOutput<typeof cardDetailSchema>;
export type HandoverDetail = v.InferOutput<typeof handoverDetailSchema>;

interface Held {
  readonly holderKind: HolderKind;
  readonly holderChannelId: number | null;
  readonly memberId: number | null;
}

interface Names {
  readonly productName: (id: number) => string;
  readonly channelRef: (id: number) => ChannelRef;
  readonly member: (id: number) => MemberRecord | null;
  readonly memberName: (id: number) => string;
  readonly documentNumber: (kind: DocumentKind, id: number) => string;
}

interface NamesWanted {
  productIds?: readonly number[];
  channelIds?: readonly (number | null)[];
  memberIds?: readonly (number | null)[];
  documents?: readonly { kind: DocumentKind; id: number }[];
}

/** Turns rows of this module into what the contract shows, with the names they refer to; a few queries per list, not per row. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardViews {
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly charges: ActivationCharges;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly members: MemberService;

  async toCardViews(cards: readonly Card[], tx: Tx | null = null): Promise<CardView[]> {
    const names = await this.loadNames(
      {
        productIds: cards.map((card) => card.productId),
        channelIds: cards.flatMap((card) => [card.holderChannelId, card.l1OwnerId]),
        memberIds: cards.map((card) => card.memberId),
        documents: cards.flatMap((card) => lockOf(card) ?? []),
      },
      tx,
    );
    return cards.map((card) => toCardView(card, names));
  }

  async toHandoverViews(handovers: readonly CardHandover[], tx: Tx | null = null): Promise<HandoverView[]> {
    const names = await this.loadNames(
      {
        productIds: handovers.map((handover) => handover.productId),
        channelIds: handovers.flatMap((handover) => [handover.fromChannelId, handover.toChannelId]),
      },
      tx,
    );
    return handovers.map((handover) => ({
      id: handover.id,
      kind: handover.kind,
      number: handover.number,
      status: handover.status,
      from: handover.fromChannelId === null ? null : names.channelRef(handover.fromChannelId),
      to: handover.toChannelId === null ? null : names.channelRef(handover.toChannelId),
      product: { id: handover.productId, name: names.productName(handover.productId) },
      cardCount: handover.cardCount,
      receivedCount: handover.receivedCount,
      differenceCount: handover.differenceCount,
      unitPriceFen: handover.unitPriceFen,
      note: handover.note,
      firstCardNo: handover.firstCardNo,
      lastCardNo: handover.lastCardNo,
      createdAt: toIso(handover.createdAt),
      closedAt: isoOrNull(handover.closedAt),
    }));
  }

  /** One handover with its steps. */
  async handoverDetail(handover: CardHandover, tx: Tx | null = null): Promise<HandoverDetail> {
    const [view] = await this.toHandoverViews([handover], tx);
    if (!view) throw new Error('one handover gives one view');
    return { ...view, steps: await this.documents.stepsOf(handover.kind, handover.id, tx) };
  }

  async toActivationViews(
    activations: readonly CardActivation[],
    tx: Tx | null = null,
  ): Promise<ActivationView[]> {
    const names = await this.loadNames(
      {
        productIds: activations.map((activation) => activation.productId),
        channelIds: activations.flatMap((activation) => [
          activation.requesterId,
          activation.l2Id,
          activation.l1Id,
        ]),
      },
      tx,
    );
    return activations.map((activation) => ({
      id: activation.id,
      number: activation.number,
      status: activation.status,
      requester: names.channelRef(activation.requesterId),
      l2: activation.l2Id === null ? null : names.channelRef(activation.l2Id),
      l1: names.channelRef(activation.l1Id),
      product: { id: activation.productId, name: names.productName(activation.productId) },
      cardCount: activation.cardCount,
      activatedCount: activation.activatedCount,
      offlineUnitPriceFen: activation.offlineUnitPriceFen,
      l2UnitPriceFen: activation.l2UnitPriceFen,
      storedValueFen: activation.storedValueFen,
      creditFen: activation.creditFen,
      note: activation.note,
      firstCardNo: activation.firstCardNo,
      lastCardNo: activation.lastCardNo,
      createdAt: toIso(activation.createdAt),
      closedAt: isoOrNull(activation.closedAt),
    }));
  }

  /** One request with its steps, and with the payment for the L1 that will pay while it is open (`viewerId` null = back office). */
  async activationDetail(
    activation: CardActivation,
    viewerId: number | null,
    tx: Tx | null = null,
  ): Promise<ActivationDetail> {
    const [view] = await this.toActivationViews([activation], tx);
    if (!view) throw new Error('one activation gives one view');
    const isPayer = viewerId === activation.l1Id && !isFinal(activationTransitions, activation.status);
    return {
      ...view,
      quote: isPayer ? await this.charges.quote(activation, tx) : null,
      steps: await this.documents.stepsOf('cardActivation', activation.id, tx),
    };
  }

  /** A card with its life line in the order given, and the member who bound it with a phone as the viewer may see it. */
  async cardDetail(
    card: Card,
    movements: readonly CardMovement[],
    showPhone: (phone: string) => string,
  ): Promise<CardDetail> {
    const names = await this.loadNames(
      {
        productIds: [card.productId],
        channelIds: [card.holderChannelId, card.l1OwnerId, ...movements.map((row) => row.holderChannelId)],
        memberIds: [card.memberId, ...movements.map((row) => row.memberId)],
        documents: [lockOf(card), ...movements.map(documentOf)].filter((ref) => ref !== null),
      },
      null,
    );
    const member = card.memberId === null ? null : names.member(card.memberId);
    return {
      ...toCardView(card, names),
      member: member && { id: member.id, nickname: member.nickname, phone: showPhone(member.phone) },
      movements: movements.map((movement) => toMovementView(movement, names)),
    };
  }

  private async loadNames(wanted: NamesWanted, tx: Tx | null): Promise<Names> {
    const products = await this.catalog.namesOfCardProducts(distinct(wanted.productIds ?? []), tx);
    const channels = await this.channels.channelsByIds(distinct(wanted.channelIds ?? []), tx);
    const members = await this.members.membersByIds(distinct(wanted.memberIds ?? []), tx);
    const numbers = await this.documents.numbersOf(wanted.documents ?? [], tx);
    return {
      productName: (id) => products.get(id) ?? '',
      channelRef: (id) => {
        const channel = channels.get(id);
        if (!channel) throw new Error(`card rows name channel ${id}, which does not exist`);
        return this.channels.refOf(channel);
      },
      member: (id) => members.get(id) ?? null,
      memberName: (id) => members.get(id)?.nickname ?? '会员',
      documentNumber: (kind, id) => numbers.get(`${kind}:${id}`) ?? '',
    };
  }
}

function toCardView(card: Card, names: Names): CardView {
  const lock = lockOf(card);
  return {
    id: card.id,
    cardNo: card.cardNo,
    kind: card.kind,
    product: { id: card.productId, name: names.productName(card.productId) },
    status: card.status,
    holder: toHolder(card, names),
    l1Owner: card.l1OwnerId === null ? null : names.channelRef(card.l1OwnerId),
    lockedBy: lock && { ...lock, number: names.documentNumber(lock.kind, lock.id) },
    receivedAt: isoOrNull(card.receivedAt),
    activatedAt: isoOrNull(card.activatedAt),
    expiresAt: isoOrNull(card.expiresAt),
  };
}

function toMovementView(movement: CardMovement, names: Names): CardMovementView {
  const document = documentOf(movement);
  return {
    id: movement.id,
    action: cardMovementActionName[movement.action],
    fromStatus: movement.fromStatus,
    toStatus: movement.toStatus,
    holderName: toHolder(movement, names).name,
    document: document && { ...document, number: names.documentNumber(document.kind, document.id) },
    actorName: movement.actorName,
    note: movement.note,
    at: toIso(movement.at),
  };
}

function toHolder(held: Held, names: Names): CardView['holder'] {
  if (held.holderKind === HolderKind.member && held.memberId !== null) {
    return { kind: 'member', id: held.memberId, name: names.memberName(held.memberId) };
  }
  // Sent to a buyer: whoever binds it first has it.
  if (held.holderKind === HolderKind.member && held.holderChannelId === null) {
    return { kind: 'member', id: null, name: '会员，未绑卡' };
  }
  return held.holderChannelId === null
    ? { kind: 'platform', id: null, name: '平台' }
    : { kind: 'channel', id: held.holderChannelId, name: names.channelRef(held.holderChannelId).name };
}

function lockOf(card: Card) {
  return card.lockDocumentKind === null || card.lockDocumentId === null
    ? null
    : { kind: card.lockDocumentKind, id: card.lockDocumentId };
}

function documentOf(movement: CardMovement) {
  return movement.documentKind === null || movement.documentId === null
    ? null
    : { kind: movement.documentKind, id: movement.documentId };
}

function distinct(ids: readonly (number | null)[]): number[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

function isoOrNull(instant: Date | null): string | null {
  return instant === null ? null : toIso(instant);
}
