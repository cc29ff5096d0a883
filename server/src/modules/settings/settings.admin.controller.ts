import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { settingsAdminContract } from '@lakeside/shared/settings/settings.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { SettingsService } from './settings.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class SettingsAdminController {
  @Inject() private readonly settings: SettingsService;

  @Serve(settingsAdminContract.getSettings)
  async getSettings() {
    return this.settings.get();
  }

  @Serve(settingsAdminContract.updateSettings)
  async updateSettings(actor: AdminActor, input: ParsedInput<typeof settingsAdminContract.updateSettings>) {
    return this.settings.updateSettings(actor, input.body);
  }
}
