import type { ServerModule } from '../../platform/server-module';
import { SalespersonRow } from './entities/salesperson.entity';
import { CreateSalesperson1104000000000 } from './migrations/1104000000000-create-salesperson';
import { OrgService } from './org.service';

/** The sales team. */
export const orgModule: ServerModule = {
  name: 'org',
  providers: [OrgService],
  entities: [SalespersonRow],
  migrations: [CreateSalesperson1104000000000],
};
