import { cardError } from '@lakeside/shared/card/card.errors';
import { GiftStatus } from '@lakeside/shared/card/card.status';
import type {
  AdminGift,
  giftAdminContract,
  GiftPreview,
  SentGift,
} from '@lakeside/shared/card/gift.contract';
import { addDays, startOfDay, toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { And, DataSource, type FindOptionsWhere, LessThan, MoreThanOrEqual } from 'typeorm';
import { Clock } from '../../platform/clock';
import type { Tx } from '../../platform/database/dialect';
import { CatalogService } from '../catalog/catalog.service';
import { MemberService } from '../member/member.service';
import { CardGiftLink } from './card-gift-link.service';
import { cardNosBeginning } from './card.queries';
import { CardGift } from './entities/card-gift.entity';

type AdminQuery = ParsedInput<typeof giftAdminContract.listCardGifts>['query'];

/** Gifts of cards as giver, receiver and back office see them. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardGiftListService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly links: CardGiftLink;

  /** Own gifts, newest first. */
  async listSent(giverId: number, page: PageQuery): Promise<Page<SentGift>> {
    const { items, total } = await this.page({ giverId }, page);
    return { items: await this.toSentGifts(items, null), total };
  }

  /** One own gift; a foreign one is not found. */
  async getSent(giverId: number, id: number): Promise<SentGift> {
    const gift = await this.dataSource.getRepository(CardGift).findOneBy({ id, giverId });
    const [view] = gift ? await this.toSentGifts([gift], null) : [];
    if (!view) throw cardError('GIFT_NOT_FOUND');
    return view;
  }

  async sentGiftOf(tx: Tx, id: number): Promise<SentGift> {
    const [view] = await this.toSentGifts([await tx.findOneByOrFail(CardGift, { id })], tx);
    if (!view) throw new Error('one gift gives one view');
    return view;
  }

  async previewOf(gift: CardGift, tx: Tx | null): Promise<GiftPreview> {
    const product = await this.catalog.requireCardProduct(tx, gift.productId);
    const giver = (await this.members.membersByIds([gift.giverId], tx)).get(gift.giverId);
    return {
      status: this.isOver(gift) ? GiftStatus.expired : gift.status,
      giverName: giver?.nickname ?? '会员',
      greeting: gift.greeting,
      product: { id: product.id, name: product.name, pictureUrl: product.pictureUrl },
      items: await this.catalog.packageItems(product.packageId, tx),
      expiresAt: toIso(gift.expiresAt),
    };
  }

  /** Every gift, newest first (AD-249). */
  async listForAdmin(query: AdminQuery): Promise<Page<AdminGift>> {
    const { items, total } = await this.page(whereOf(query), query);
    const names = await this.catalog.namesOfCardProducts(items.map((gift) => gift.productId));
    const people = await this.members.membersByIds(
      items.flatMap((gift) => [gift.giverId, gift.receiverId ?? []].flat()),
    );
    const refOf = (id: number) => {
      const member = people.get(id);
      return { id, nickname: member?.nickname ?? '会员', phone: member?.phone ?? '' };
    };
    const rows = items.map((gift) => ({
      id: gift.id,
      number: gift.number,
      status: gift.status,
      cardNo: gift.cardNo,
      productName: names.get(gift.productId) ?? '',
      giver: refOf(gift.giverId),
      receiver: gift.receiverId === null ? null : refOf(gift.receiverId),
      greeting: gift.greeting,
      createdAt: toIso(gift.createdAt),
      closedAt: gift.closedAt && toIso(gift.closedAt),
    }));
    return { items: rows, total };
  }

  private async page(
    where: FindOptionsWhere<CardGift>,
    page: PageQuery,
  ): Promise<{ items: CardGift[]; total: number }> {
    const [items, total] = await this.dataSource.getRepository(CardGift).findAndCount({
      where,
      order: { id: 'DESC' },
      skip: (page.page - 1) * page.pageSize,
      take: page.pageSize,
    });
    return { items, total };
  }

  private async toSentGifts(gifts: readonly CardGift[], tx: Tx | null): Promise<SentGift[]> {
    const products = await this.catalog.cardProductsByIds(
      gifts.map((gift) => gift.productId),
      tx,
    );
    const receivers = await this.members.membersByIds(
      gifts.flatMap((gift) => gift.receiverId ?? []),
      tx,
    );
    return gifts.map((gift) => {
      const product = products.get(gift.productId);
      const isOpen = gift.status === GiftStatus.open && !this.isOver(gift);
      return {
        id: gift.id,
        number: gift.number,
        status: gift.status,
        cardNo: gift.cardNo,
        product: { id: gift.productId, name: product?.name ?? '', pictureUrl: product?.pictureUrl ?? null },
        greeting: gift.greeting,
        token: isOpen ? this.links.tokenOf(gift) : null,
        receiverName: gift.receiverId === null ? null : (receivers.get(gift.receiverId)?.nickname ?? '会员'),
        createdAt: toIso(gift.createdAt),
        expiresAt: toIso(gift.expiresAt),
        closedAt: gift.closedAt && toIso(gift.closedAt),
      };
    });
  }

  /** Its time has run out, though the job has not given the card back yet. */
  private isOver(gift: CardGift): boolean {
    return gift.status === GiftStatus.open && gift.expiresAt <= this.clock.now();
  }
}

function whereOf(query: AdminQuery): FindOptionsWhere<CardGift> {
  const where: FindOptionsWhere<CardGift> = {};
  const numbers = cardNosBeginning(query.cardNo);
  if (numbers !== null) where.cardNo = numbers;
  if (query.status) where.status = query.status;
  const from = query.from ? MoreThanOrEqual(startOfDay(query.from)) : null;
  const until = query.to ? LessThan(startOfDay(addDays(query.to, 1))) : null;
  const within = from && until ? And(from, until) : (from ?? until);
  if (within) where.createdAt = within;
  return where;
}
