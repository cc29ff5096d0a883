import type { ServerModule } from '../../platform/server-module';
import { SettingsRow } from './entities/settings.entity';
import { CreateSettings1103000000000 } from './migrations/1103000000000-create-settings';
import { SettingsService } from './settings.service';

/** What the back office may set for the whole platform. */
export const settingsModule: ServerModule = {
  name: 'settings',
  providers: [SettingsService],
  entities: [SettingsRow],
  migrations: [CreateSettings1103000000000],
};
