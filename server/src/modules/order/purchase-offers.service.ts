import type { PackageItem } from '@lakeside/shared/catalog/catalog.contract';
import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import { ChannelStatus } from '@lakeside/shared/channel/channel.status';
import { commonError } from '@lakeside/shared/kernel/app-error';
import type { RateBp } from '@lakeside/shared/kernel/money';
import type { OrderLineKind } from '@lakeside/shared/order/order.schemas';
import { orderError } from '@lakeside/shared/order/order.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/transaction';
import { type CardProductRecord, CatalogService } from '../catalog/catalog.service';
import { ChannelStaffService } from '../channel/channel-staff.service';
import { type ChannelRecord, ChannelService } from '../channel/channel.service';
import { MemberLevelService } from '../channel/member-level.service';
import { MemberService } from '../member/member.service';
import { DeliveryDayService } from '../stock/delivery-day.service';
import type { ChannelShareBasis } from './entities/order-purchase.entity';

/** An offer somebody wants to buy. */
export interface Wish {
  kind: 'package' | 'cardProduct';
  id: number;
  quantity: number;
}

/** A wish with what the catalog says of it today. */
export interface OfferedWish {
  offerKind: OrderLineKind;
  offerId: number;
  packageId: number;
  quantity: number;
  name: string;
  pictureUrl: string | null;
  isOnShelf: boolean;
  retailPriceFen: number;
  settlementPriceFen: number | null;
  serviceSubsidyFen: number;
  items: PackageItem[];
  soldByDay: boolean;
}

/** Who buys, at which rate, and below which channels. */
export interface BuyerBasis {
  name: string;
  phone: string;
  levelId: number;
  rateBp: RateBp;
  channels: ChannelShareBasis[];
  staffId: number | null;
  staffRateBp: RateBp;
}

/** What is for sale and for whom. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PurchaseOffersService {
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly levels: MemberLevelService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly staff: ChannelStaffService;
  @Inject() private readonly deliveryDays: DeliveryDayService;

  /**
   * The wishes in their order, those off the shelf included; printed cards are wished for alone. Throws NOT_FOUND,
   * CARD_PRODUCT_NOT_FOUND, PHYSICAL_CARD_ONLY.
   */
  async offersOf(tx: Tx | null, wishes: readonly Wish[]): Promise<OfferedWish[]> {
    const card = wishes.find((wish) => wish.kind === 'cardProduct');
    if (card) return [await this.physicalCardOf(tx, card)];
    const ids = wishes.map((wish) => wish.id);
    const packages = await this.catalog.packagesByIds(ids, tx);
    const items = await this.catalog.packageItemsByIds(ids, tx);
    const soldByDay = await this.deliveryDays.soldByDay(tx, ids);
    return wishes.map(({ id, quantity }) => {
      const pack = packages.get(id);
      if (!pack) throw commonError('NOT_FOUND');
      return {
        offerKind: 'package',
        offerId: id,
        packageId: id,
        quantity,
        name: pack.name,
        pictureUrl: pack.pictureUrl,
        isOnShelf: pack.status === 'onShelf',
        retailPriceFen: pack.retailPriceFen,
        settlementPriceFen: pack.settlementPriceFen,
        serviceSubsidyFen: pack.serviceSubsidyFen,
        items: items.get(id) ?? [],
        soldByDay: soldByDay.has(id),
      };
    });
  }

  private async physicalCardOf(tx: Tx | null, wish: Wish): Promise<OfferedWish> {
    const product = await this.catalog.requirePhysicalProduct(tx, wish.id);
    return toCardOffer(product, { offerKind: 'cardProduct', quantity: wish.quantity });
  }

  /** An e-card, off the shelf too. It brings no goods: they are redeemed later. Throws CARD_PRODUCT_NOT_FOUND. */
  async eCardOf(tx: Tx, wish: { productId: number; quantity: number }): Promise<OfferedWish> {
    const product = await this.catalog.requireCardProduct(tx, wish.productId);
    if (product.form !== 'electronic') throw catalogError('CARD_PRODUCT_NOT_FOUND', { id: product.id });
    return toCardOffer(product, { offerKind: 'eCard', quantity: wish.quantity });
  }

  /** Throws OFFER_OFF_SHELF naming the first one that is not for sale. */
  assertOnShelf(offers: readonly OfferedWish[]): void {
    const gone = offers.find((offer) => !offer.isOnShelf);
    if (gone) throw orderError('OFFER_OFF_SHELF', { name: gone.name, id: gone.offerId });
  }

  /** At which rate a member buys. Throws MEMBER_CLOSED. */
  async rateOf(tx: Tx | null, memberId: number): Promise<RateBp> {
    const member = await this.members.requireActiveMember(tx, memberId);
    return (await this.levels.requireLevel(tx, member.levelId)).rateBp;
  }

  /** Throws MEMBER_CLOSED. */
  async basisOf(tx: Tx | null, memberId: number): Promise<BuyerBasis> {
    const member = await this.members.requireActiveMember(tx, memberId);
    const level = await this.levels.requireLevel(tx, member.levelId);
    return {
      name: member.nickname,
      phone: member.phone,
      levelId: level.id,
      rateBp: level.rateBp,
      channels: await this.channelsAbove(tx, member.channelId),
      staffId: member.staffId,
      staffRateBp: await this.staff.commissionRateOf(tx, member.staffId),
    };
  }

  private async channelsAbove(tx: Tx | null, channelId: number | null): Promise<ChannelShareBasis[]> {
    const chain: ChannelShareBasis[] = [];
    for (let id = channelId; id !== null; ) {
      const channel: ChannelRecord = await this.channels.requireChannel(tx, id);
      const { level, rateBp, status } = channel;
      chain.unshift({ channelId: id, level, rateBp, isClosed: status === ChannelStatus.closed });
      id = channel.parentId;
    }
    return chain;
  }
}

/** A card brings no goods: they are redeemed later. */
function toCardOffer(
  product: CardProductRecord,
  wish: { offerKind: OrderLineKind; quantity: number },
): OfferedWish {
  return {
    offerKind: wish.offerKind,
    offerId: product.id,
    packageId: product.packageId,
    quantity: wish.quantity,
    name: product.name,
    pictureUrl: product.pictureUrl,
    isOnShelf: product.status === 'onShelf',
    retailPriceFen: product.retailPriceFen,
    settlementPriceFen: product.settlementPriceFen,
    serviceSubsidyFen: product.serviceSubsidyFen,
    items: [],
    soldByDay: false,
  };
}
