import { catalogMemberContract } from '@lakeside/shared/catalog/catalog.contract';
import type { ServerModule } from '../../platform/server-module';
import { OfferMemberController } from './offer.member.controller';
import { OfferService } from './offer.service';

/** The catalog at a member's prices (rules.md §3). */
export const offerModule: ServerModule = {
  name: 'offer',
  providers: [OfferService],
  controllers: [OfferMemberController],
  contracts: [catalogMemberContract],
};
