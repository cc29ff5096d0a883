import { bannerAdminContract } from '@lakeside/shared/banner/banner.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { BannerService } from './banner.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class BannerAdminController {
  @Inject() private readonly banners: BannerService;

  @Serve(bannerAdminContract.listBanners)
  async listBanners() {
    return this.banners.listBanners();
  }

  @Serve(bannerAdminContract.createBanner)
  async createBanner(actor: AdminActor, input: ParsedInput<typeof bannerAdminContract.createBanner>) {
    return this.banners.createBanner(actor, input.body);
  }

  @Serve(bannerAdminContract.updateBanner)
  async updateBanner(actor: AdminActor, input: ParsedInput<typeof bannerAdminContract.updateBanner>) {
    return this.banners.updateBanner(actor, input.params.id, input.body);
  }

  @Serve(bannerAdminContract.deleteBanner)
  async deleteBanner(actor: AdminActor, input: ParsedInput<typeof bannerAdminContract.deleteBanner>) {
    return this.banners.deleteBanner(actor, input.params.id);
  }
}
