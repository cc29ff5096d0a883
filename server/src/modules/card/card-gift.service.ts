import { cardError } from '@lakeside/shared/card/card.errors';
import { GiftStatus } from '@lakeside/shared/card/card.status';
import type { GiftPreview, SentGift } from '@lakeside/shared/card/gift.contract';
import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, LessThanOrEqual, MoreThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks, lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import { type Actor, type MemberActor, systemActor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { Outbox } from '../../platform/outbox/outbox';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { WechatTextCheckService } from '../identity/wechat-text-check.service';
import { MemberService } from '../member/member.service';
import { SettingsService } from '../settings/settings.service';
import { changeCard } from './card-change';
import { giftEnded } from './card.events';
import { CardGiftLink } from './card-gift-link.service';
import { CardGiftListService } from './card-gift-list.service';
import { CardMovementAction } from './domain/card-movement-action';
import { assertGiftMayBecome, assertMayGive, giftExpiryOf } from './domain/gift-rules';
import { CardGift } from './entities/card-gift.entity';
import { Card } from './entities/card.entity';

const clockwork = systemActor('超时退回转赠');
const batchSize = 200;

interface LockedGift {
  readonly gift: CardGift;
  readonly card: Card;
}

/** Members give e-cards to each other: locked on its way, accepted once, or back to the giver (rules.md §6, AD-249). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardGiftService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly textChecks: WechatTextCheckService;
  @Inject() private readonly links: CardGiftLink;
  @Inject() private readonly lists: CardGiftListService;
  @Inject() private readonly logger: Logger;

  /** Locks an own e-card and answers the gift with its link. Throws GIFT_E_CARD_ONLY, CARD_LOCKED, CONTENT_REFUSED … */
  async give(actor: MemberActor, wish: { cardId: number; greeting: string | null }): Promise<SentGift> {
    const { cardId, greeting } = wish;
    if (greeting !== null) await this.textChecks.check(actor, { content: greeting, scene: 'comment' });
    const now = this.clock.now();
    const { giftHours } = await this.settings.get();
    const number = await this.numbers.next(documentPrefix.cardGift, toDay(now));
    return this.transactions.run(actor, async (tx) => {
      const [card] = await lockById(tx, Card, [cardId]);
      if (!card) throw cardError('CARD_NOT_YOURS');
      assertMayGive(card, actor.memberId, now);
      const { cardNo, productId } = card;
      const row = {
        ...{ number, status: GiftStatus.open, cardId, cardNo, productId, greeting },
        ...{ giverId: actor.memberId, createdAt: now, expiresAt: giftExpiryOf(now, giftHours) },
      };
      const [id] = await insertInChunks(tx, CardGift, [row]);
      if (id === undefined) throw new Error('the new gift got no id');
      const document = { kind: DocumentKind.cardGift, id };
      await changeCard(tx, card, {
        change: { lockDocumentKind: document.kind, lockDocumentId: id },
        entry: { action: CardMovementAction.giftSent, actorName: actor.name, note: greeting, at: now },
        document,
      });
      await this.documents.register(tx, actor, { ...document, number, action: '转赠', note: greeting });
      await this.record(tx, actor, { action: 'card.gift', gift: { id, number }, status: GiftStatus.open });
      return this.lists.sentGiftOf(tx, id);
    });
  }

  /** The card belongs to the caller from now on; who accepted it before gets the same answer. Throws GIFT_CLOSED, GIFT_OWN … */
  async accept(
    actor: MemberActor,
    token: string,
  ): Promise<{ cardId: number; product: GiftPreview['product'] }> {
    const giftId = (await this.requireByToken(token)).id;
    return this.transactions.run(actor, async (tx) => {
      await this.members.requireActiveMember(tx, actor.memberId);
      const locked = await this.lock(tx, giftId);
      const { gift, card } = locked;
      if (gift.giverId === actor.memberId) throw cardError('GIFT_OWN');
      if (gift.status !== GiftStatus.accepted || gift.receiverId !== actor.memberId) {
        const now = this.clock.now();
        assertGiftMayBecome(gift, GiftStatus.accepted, now);
        await this.close(tx, actor, {
          ...locked,
          status: GiftStatus.accepted,
          receiverId: actor.memberId,
          change: { memberId: actor.memberId, boundAt: now, receivedAt: now },
          action: CardMovementAction.giftAccepted,
          step: '领取',
        });
      }
      const { product } = await this.lists.previewOf(gift, tx);
      return { cardId: card.id, product };
    });
  }

  /** The giver takes a gift back that nobody has accepted; one that went back already stays as it is. Throws GIFT_CLOSED. */
  async takeBack(actor: MemberActor, id: number): Promise<SentGift> {
    return this.transactions.run(actor, async (tx) => {
      const locked = await this.lock(tx, id);
      if (locked.gift.giverId !== actor.memberId) throw cardError('GIFT_NOT_FOUND');
      assertGiftMayBecome(locked.gift, GiftStatus.takenBack, this.clock.now());
      await this.giveBack(tx, actor, { ...locked, status: GiftStatus.takenBack, step: '收回' });
      return this.lists.sentGiftOf(tx, id);
    });
  }

  /** What the link of a gift shows. Throws GIFT_NOT_FOUND alike for an unknown gift and a wrong token. */
  async preview(token: string): Promise<GiftPreview> {
    return this.lists.previewOf(await this.requireByToken(token), null);
  }

  /** Gives every card back whose gift nobody accepted in time; returns how many. */
  async returnOverdue(): Promise<number> {
    const now = this.clock.now();
    let returned = 0;
    for (let lastId = 0; ; ) {
      const due = await this.dataSource.getRepository(CardGift).find({
        select: { id: true },
        where: { status: GiftStatus.open, expiresAt: LessThanOrEqual(now), id: MoreThan(lastId) },
        order: { id: 'ASC' },
        take: batchSize,
      });
      for (const { id } of due) returned += (await this.returnOne(id)) ? 1 : 0;
      const last = due.at(-1);
      if (!last) return returned;
      lastId = last.id;
    }
  }

  private async returnOne(id: number): Promise<boolean> {
    try {
      return await this.transactions.run(clockwork, async (tx) => {
        const locked = await this.lock(tx, id);
        // Somebody may have taken it back since the list was read.
        if (locked.gift.status !== GiftStatus.open) return false;
        await this.giveBack(tx, clockwork, { ...locked, status: GiftStatus.expired, step: '超时退回' });
        return true;
      });
    } catch (error) {
      // One gift that cannot go back must not keep the others waiting; the next run tries it again.
      this.logger.error('a gift could not go back to its giver', { giftId: id, error });
      return false;
    }
  }

  private async requireByToken(token: string): Promise<CardGift> {
    const id = this.links.giftIdOf(token);
    const gift = await this.dataSource.getRepository(CardGift).findOneBy({ id });
    if (!gift || !this.links.matches(token, gift)) throw cardError('GIFT_NOT_FOUND');
    return gift;
  }

  /** Card first, as every use case about a card locks it, then its gift. */
  private async lock(tx: Tx, id: number): Promise<LockedGift> {
    const found = await tx.findOne(CardGift, { where: { id }, select: { id: true, cardId: true } });
    if (!found) throw cardError('GIFT_NOT_FOUND');
    const [card] = await lockById(tx, Card, [found.cardId]);
    const [gift] = await lockById(tx, CardGift, [id]);
    if (!card || !gift) throw cardError('GIFT_NOT_FOUND');
    return { gift, card };
  }

  private giveBack(
    tx: Tx,
    actor: Actor,
    end: LockedGift & { status: GiftStatus; step: string },
  ): Promise<void> {
    return this.close(tx, actor, {
      ...end,
      receiverId: null,
      change: {},
      action: CardMovementAction.giftReturned,
    });
  }

  private async close(
    tx: Tx,
    actor: Actor,
    end: LockedGift & {
      status: GiftStatus;
      receiverId: number | null;
      change: Partial<Card>;
      action: CardMovementAction;
      step: string;
    },
  ): Promise<void> {
    const { gift, card, status, receiverId } = end;
    const at = this.clock.now();
    const document = { kind: DocumentKind.cardGift, id: gift.id };
    await tx.update(CardGift, { id: gift.id }, { status, receiverId, closedAt: at });
    await changeCard(tx, card, {
      change: { ...end.change, lockDocumentKind: null, lockDocumentId: null },
      entry: { action: end.action, actorName: actor.name, note: null, at },
      document,
    });
    await this.documents.addStep(tx, actor, { ...document, action: end.step });
    await this.record(tx, actor, { action: 'card.endGift', gift, status });
    const { id: giftId, number, productId, giverId } = gift;
    await this.outbox.addAll(tx, giftEnded(status, { giftId, number, productId, giverId, receiverId }));
  }

  private async record(
    tx: Tx,
    actor: Actor,
    entry: { action: string; gift: { id: number; number: string }; status: GiftStatus },
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: entry.action,
      targetKind: 'cardGift',
      targetId: entry.gift.id,
      targetLabel: entry.gift.number,
      after: { status: entry.status },
    });
  }
}
