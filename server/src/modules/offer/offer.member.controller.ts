import { catalogMemberContract } from '@lakeside/shared/catalog/catalog.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { OfferService } from './offer.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class OfferMemberController {
  @Inject() private readonly offers: OfferService;

  @Serve(catalogMemberContract.listOffers)
  async listOffers(actor: MemberActor, input: ParsedInput<typeof catalogMemberContract.listOffers>) {
    return this.offers.listOffers(actor, input.query);
  }

  @Serve(catalogMemberContract.getOffer)
  async getOffer(actor: MemberActor, input: ParsedInput<typeof catalogMemberContract.getOffer>) {
    return this.offers.requireOffer(actor, input.params);
  }
}
