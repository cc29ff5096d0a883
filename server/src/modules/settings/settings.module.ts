import {
  agreementAdminContract,
  agreementPublicContract,
} from '@lakeside/shared/agreement/agreement.contract';
import { settingsAdminContract, settingsPublicContract } from '@lakeside/shared/settings/settings.contract';
import type { ServerModule } from '../../platform/server-module';
import { AgreementAdminController } from './agreement.admin.controller';
import { AgreementPublicController } from './agreement.public.controller';
import { AgreementService } from './agreement.service';
import { AgreementVersionRow } from './entities/agreement-version.entity';
import { SettingsAdminController } from './settings.admin.controller';
import { SettingsRow } from './entities/settings.entity';
import { CreateSettings1103000000000 } from './migrations/1103000000000-create-settings';
import { AddAgreement1804100000000 } from './migrations/1804100000000-add-agreement';
import { SettingsPublicController } from './settings.public.controller';
import { SettingsService } from './settings.service';

/** What the back office may set for the whole platform. */
export const settingsModule: ServerModule = {
  name: 'settings',
  providers: [AgreementService, SettingsService],
  controllers: [
    AgreementAdminController,
    AgreementPublicController,
    SettingsAdminController,
    SettingsPublicController,
  ],
  contracts: [agreementAdminContract, agreementPublicContract, settingsAdminContract, settingsPublicContract],
  entities: [AgreementVersionRow, SettingsRow],
  migrations: [CreateSettings1103000000000, AddAgreement1804100000000],
};
