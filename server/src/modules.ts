import { platformModule } from './platform/platform.module';
import { catalogModule } from './modules/catalog/catalog.module';
import { cardModule } from './modules/card/card.module';
import { ledgerModule } from './modules/ledger/ledger.module';
import type { ServerModule } from './platform/server-module';

/** Every module of the server, lower tiers first. The server is made of this list; nothing is found by scanning. */
export const serverModules: readonly ServerModule[] = [
  platformModule,
  ledgerModule,
  catalogModule,
  cardModule,
];
