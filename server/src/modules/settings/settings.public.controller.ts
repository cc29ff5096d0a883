import { settingsPublicContract } from '@lakeside/shared/settings/settings.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Serve } from '../../platform/http/serve';
import { SettingsService } from './settings.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class SettingsPublicController {
  @Inject() private readonly settings: SettingsService;

  @Serve(settingsPublicContract.getShop)
  async getShop() {
    const { brandName, customerService, company } = await this.settings.get();
    return { brandName, customerService, company };
  }
}
