import type { ServerModule } from '../../platform/server-module';
import { AuditQueries } from './audit.queries';
import { AuditService } from './audit.service';
import { AuditEntryRow } from './entities/audit-entry.entity';
import { CreateAudit1101000000000 } from './migrations/1101000000000-create-audit';

/** Who changed what and when. */
export const auditModule: ServerModule = {
  name: 'audit',
  providers: [AuditQueries, AuditService],
  entities: [AuditEntryRow],
  migrations: [CreateAudit1101000000000],
};
