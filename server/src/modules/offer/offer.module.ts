import { catalogMemberContract } from '@lakeside/shared/catalog/catalog.member.contract';
import type { ServerModule } from '../../platform/server-module';
import { FavouriteRow } from './entities/favourite.entity';
import { FavouriteService } from './favourite.service';
import { CreateFavourite1703000000100 } from './migrations/1703000000100-create-favourite';
import { OfferViews } from './offer-views';
import { OfferMemberController } from './offer.member.controller';
import { OfferService } from './offer.service';
import { FavouriteMemberRemovalService } from './favourite-member-removal.service';
import { MemberRemovalService } from '../member/member-removal.service';

/** The catalog at a member's prices (rules.md §3), and what members keep for later. */
export const offerModule: ServerModule = {
  name: 'offer',
  providers: [FavouriteMemberRemovalService, OfferService, OfferViews, FavouriteService],
  controllers: [OfferMemberController],
  contracts: [catalogMemberContract],
  entities: [FavouriteRow],
  migrations: [CreateFavourite1703000000100],
  onBoot: async (container) => {
    const removals = await container.get(MemberRemovalService);
    removals.register(await container.get(FavouriteMemberRemovalService));
  },
};
