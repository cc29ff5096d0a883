import { catalogMemberContract } from '@lakeside/shared/catalog/catalog.member.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { FavouriteService } from './favourite.service';
import { OfferService } from './offer.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class OfferMemberController {
  @Inject() private readonly offers: OfferService;
  @Inject() private readonly favourites: FavouriteService;

  @Serve(catalogMemberContract.listOffers)
  async listOffers(actor: MemberActor, input: ParsedInput<typeof catalogMemberContract.listOffers>) {
    return this.offers.listOffers(actor, input.query);
  }

  @Serve(catalogMemberContract.listOfferCategories)
  async listOfferCategories(
    _actor: MemberActor,
    input: ParsedInput<typeof catalogMemberContract.listOfferCategories>,
  ) {
    return this.offers.listCategories(input.query.kind);
  }

  @Serve(catalogMemberContract.getOffer)
  async getOffer(actor: MemberActor, input: ParsedInput<typeof catalogMemberContract.getOffer>) {
    const offer = await this.offers.requireOffer(actor, input.params);
    return { ...offer, isFavourite: await this.favourites.isFavourite(actor, input.params) };
  }

  @Serve(catalogMemberContract.addFavourite)
  async addFavourite(actor: MemberActor, input: ParsedInput<typeof catalogMemberContract.addFavourite>) {
    return this.favourites.addFavourite(actor, input.params);
  }

  @Serve(catalogMemberContract.removeFavourite)
  async removeFavourite(
    actor: MemberActor,
    input: ParsedInput<typeof catalogMemberContract.removeFavourite>,
  ) {
    return this.favourites.removeFavourite(actor, input.params);
  }

  @Serve(catalogMemberContract.listFavourites)
  async listFavourites(actor: MemberActor, input: ParsedInput<typeof catalogMemberContract.listFavourites>) {
    return this.favourites.listFavourites(actor, input.query);
  }
}
