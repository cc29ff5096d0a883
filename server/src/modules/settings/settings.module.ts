import { settingsAdminContract, settingsPublicContract } from '@lakeside/shared/settings/settings.contract';
import type { ServerModule } from '../../platform/server-module';
import { SettingsAdminController } from './settings.admin.controller';
import { SettingsRow } from './entities/settings.entity';
import { CreateSettings1103000000000 } from './migrations/1103000000000-create-settings';
import { SettingsPublicController } from './settings.public.controller';
import { SettingsService } from './settings.service';

/** What the back office may set for the whole platform. */
export const settingsModule: ServerModule = {
  name: 'settings',
  providers: [SettingsService],
  controllers: [SettingsAdminController, SettingsPublicController],
  contracts: [settingsAdminContract, settingsPublicContract],
  entities: [SettingsRow],
  migrations: [CreateSettings1103000000000],
};
