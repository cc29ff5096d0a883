import {
  giftAdminContract,
  giftMemberContract,
  giftPublicContract,
} from '@lakeside/shared/card/gift.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Actor, AdminActor, MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { CardGiftListService } from './card-gift-list.service';
import { CardGiftService } from './card-gift.service';

type Input<Name extends keyof typeof giftMemberContract> = ParsedInput<(typeof giftMemberContract)[Name]>;

/** The few calls about gifts, for all who make them. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardGiftController {
  @Inject() private readonly gifts: CardGiftService;
  @Inject() private readonly lists: CardGiftListService;

  @Serve(giftPublicContract.previewGift)
  async previewGift(_actor: Actor, input: ParsedInput<typeof giftPublicContract.previewGift>) {
    return this.gifts.preview(input.body.token);
  }

  @Serve(giftMemberContract.giveCard)
  async giveCard(actor: MemberActor, input: Input<'giveCard'>) {
    return this.gifts.give(actor, input.body);
  }

  @Serve(giftMemberContract.listSentGifts)
  async listSentGifts(actor: MemberActor, input: Input<'listSentGifts'>) {
    return this.lists.listSent(actor.memberId, input.query);
  }

  @Serve(giftMemberContract.getSentGift)
  async getSentGift(actor: MemberActor, input: Input<'getSentGift'>) {
    return this.lists.getSent(actor.memberId, input.params.id);
  }

  @Serve(giftMemberContract.takeBackGift)
  async takeBackGift(actor: MemberActor, input: Input<'takeBackGift'>) {
    return this.gifts.takeBack(actor, input.params.id);
  }

  @Serve(giftMemberContract.acceptGift)
  async acceptGift(actor: MemberActor, input: Input<'acceptGift'>) {
    return this.gifts.accept(actor, input.body.token);
  }

  @Serve(giftAdminContract.listCardGifts)
  async listCardGifts(_actor: AdminActor, input: ParsedInput<typeof giftAdminContract.listCardGifts>) {
    return this.lists.listForAdmin(input.query);
  }
}
