import { bannerAdminContract, bannerPublicContract } from '@lakeside/shared/banner/banner.contract';
import type { ServerModule } from '../../platform/server-module';
import { BannerAdminController } from './banner.admin.controller';
import { BannerPublicController } from './banner.public.controller';
import { BannerService } from './banner.service';
import { BannerRow } from './entities/banner.entity';
import { CreateBanner1703000000200 } from './migrations/1703000000200-create-banner';

/** Pictures that the home page of the shop rotates (MB-007). */
export const bannerModule: ServerModule = {
  name: 'banner',
  providers: [BannerService],
  controllers: [BannerAdminController, BannerPublicController],
  contracts: [bannerAdminContract, bannerPublicContract],
  entities: [BannerRow],
  migrations: [CreateBanner1703000000200],
};
