import { bannerPublicContract } from '@lakeside/shared/banner/banner.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Actor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { BannerService } from './banner.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class BannerPublicController {
  @Inject() private readonly banners: BannerService;

  @Serve(bannerPublicContract.listShownBanners)
  async listShownBanners() {
    return this.banners.listShown();
  }

  @Serve(bannerPublicContract.getBannerPage)
  async getBannerPage(_actor: Actor, input: ParsedInput<typeof bannerPublicContract.getBannerPage>) {
    return this.banners.requirePage(input.params.id);
  }
}
