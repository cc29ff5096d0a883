import type { Contract } from '@lakeside/shared/kernel/endpoint';
import type { MigrationInterface } from 'typeorm';
import type { CronJob, TaskHandler } from './jobs/job';
import type { OutboxHandler } from './outbox/outbox-handler';

/** A class that can be asked for by itself: `app.get(CardTransferService)`. */
export type Class<Instance = object> = abstract new (...args: never[]) => Instance;
export type EntityClass = new () => object;
export type MigrationClass = new () => MigrationInterface;

/** Finds the one instance of a provided class. */
export interface ModuleContainer {
  get<Instance>(target: Class<Instance>): Promise<Instance>;
}

/** What a feature brings to the server. Everything the server wires is derived from these lists; nothing is scanned. */
export interface ServerModule {
  readonly name: string;
  /** Services, queries and helpers, each `@Provide() @Scope(ScopeEnum.Singleton)`. */
  readonly providers?: readonly Class[];
  /** Classes whose methods carry `@Serve(entry)`. */
  readonly controllers?: readonly Class[];
  /** The contracts that this module's controllers serve in full. */
  readonly contracts?: readonly Contract[];
  readonly entities?: readonly EntityClass[];
  readonly migrations?: readonly MigrationClass[];
  /** Cron jobs and handlers of long tasks. */
  readonly jobs?: readonly Class<CronJob | TaskHandler>[];
  readonly outboxHandlers?: readonly Class<OutboxHandler>[];
  /** Runs after migration, before the first request: register a session resolver, a page, seed what must exist. */
  readonly onBoot?: (container: ModuleContainer) => Promise<void>;
}
