import { offerAdminContract } from '@lakeside/shared/catalog/offer.admin.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { OfferShelfService } from './offer-shelf.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class OfferAdminController {
  @Inject() private readonly shelf: OfferShelfService;

  @Serve(offerAdminContract.setOfferShelf)
  async setOfferShelf(actor: AdminActor, input: ParsedInput<typeof offerAdminContract.setOfferShelf>) {
    return this.shelf.setShelf(actor, input.params, input.body.status);
  }

  @Serve(offerAdminContract.setOfferRecommended)
  async setOfferRecommended(
    actor: AdminActor,
    input: ParsedInput<typeof offerAdminContract.setOfferRecommended>,
  ) {
    return this.shelf.setRecommended(actor, input.params, input.body.isRecommended);
  }

  @Serve(offerAdminContract.binOffer)
  async binOffer(actor: AdminActor, input: ParsedInput<typeof offerAdminContract.binOffer>) {
    return this.shelf.bin(actor, input.params);
  }

  @Serve(offerAdminContract.restoreOffer)
  async restoreOffer(actor: AdminActor, input: ParsedInput<typeof offerAdminContract.restoreOffer>) {
    return this.shelf.restore(actor, input.params);
  }
}
