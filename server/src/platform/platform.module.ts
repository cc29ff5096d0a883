import { Clock } from './clock';
import { AppConfig } from './config/config';
import { TransactionService } from './database/transaction';
import { DocumentNumbers } from './document-number/document-numbers';
import { DocumentSequence } from './document-number/document-sequence.entity';
import { Dispatcher } from './http/dispatcher';
import { RequestMiddleware } from './http/request.middleware';
import { SessionResolvers } from './http/session-resolver';
import { IdempotencyRecord } from './idempotency/idempotency-record.entity';
import { IdempotencyStore } from './idempotency/idempotency-store';
import { CreatePlatformTables1000000000000 } from './migrations/1000000000000-create-platform-tables';
import { Logger } from './observability/logger';
import { Metrics } from './observability/metrics';
import type { ServerModule } from './server-module';

/** What stands under every feature. Always the first module. */
export const platformModule: ServerModule = {
  name: 'platform',
  providers: [
    AppConfig,
    Clock,
    Dispatcher,
    DocumentNumbers,
    IdempotencyStore,
    Logger,
    Metrics,
    RequestMiddleware,
    SessionResolvers,
    TransactionService,
  ],
  entities: [DocumentSequence, IdempotencyRecord],
  migrations: [CreatePlatformTables1000000000000],
};
