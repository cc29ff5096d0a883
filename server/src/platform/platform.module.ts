import { Clock } from './clock';
import { AppConfig } from './config/config';
import { TransactionService } from './database/transaction';
import { BackgroundWork } from './jobs/background-work';
import { CronRunner } from './jobs/cron-runner';
import { HousekeepingJob } from './jobs/housekeeping.job';
import { JobLease } from './jobs/job-lease.entity';
import { JobTask } from './jobs/job-task.entity';
import { TaskQueue } from './jobs/task-queue';
import { TaskRunner } from './jobs/task-runner';
import { Outbox } from './outbox/outbox';
import { OutboxMessage } from './outbox/outbox-message.entity';
import { OutboxWorker } from './outbox/outbox-worker';
import { RateLimiter } from './rate-limit/rate-limiter';
import { DocumentNumbers } from './document-number/document-numbers';
import { DocumentSequence } from './document-number/document-sequence.entity';
import { Dispatcher } from './http/dispatcher';
import { RequestMiddleware } from './http/request.middleware';
import { SessionResolvers } from './http/session-resolver';
import { IdempotencyRecord } from './idempotency/idempotency-record.entity';
import { IdempotencyStore } from './idempotency/idempotency-store';
import { CreatePlatformTables1000000000000 } from './migrations/1000000000000-create-platform-tables';
import { CreateOutboxAndJobs1000000000100 } from './migrations/1000000000100-create-outbox-and-jobs';
import { Logger } from './observability/logger';
import { Metrics } from './observability/metrics';
import { Pages } from './web/pages';
import { SiteMiddleware } from './web/site.middleware';
import { OpenApi } from './http/openapi';
import type { ServerModule } from './server-module';

/** What stands under every feature. Always the first module. */
export const platformModule: ServerModule = {
  name: 'platform',
  providers: [
    AppConfig,
    BackgroundWork,
    Clock,
    CronRunner,
    Dispatcher,
    DocumentNumbers,
    IdempotencyStore,
    Logger,
    Metrics,
    OpenApi,
    Outbox,
    OutboxWorker,
    Pages,
    RateLimiter,
    RequestMiddleware,
    SessionResolvers,
    SiteMiddleware,
    TaskQueue,
    TaskRunner,
    TransactionService,
  ],
  jobs: [HousekeepingJob],
  entities: [DocumentSequence, IdempotencyRecord, JobLease, JobTask, OutboxMessage],
  migrations: [CreatePlatformTables1000000000000, CreateOutboxAndJobs1000000000100],
};
