import type { MidwayWebRouterService } from '@midwayjs/core';
import { Dispatcher } from './http/dispatcher';
import { bindEndpoints } from './http/endpoint-table';
import { OpenApi } from './http/openapi';
import type { CronJob, TaskHandler } from './jobs/job';
import { CronRunner } from './jobs/cron-runner';
import { TaskRunner } from './jobs/task-runner';
import { Outbox } from './outbox/outbox';
import type { Class, ModuleContainer, ServerModule } from './server-module';

/** Every class of the modules that the container makes. */
export function providedClasses(modules: readonly ServerModule[]): Class[] {
  return modules.flatMap((module) => [
    ...(module.providers ?? []),
    ...(module.controllers ?? []),
    ...(module.jobs ?? []),
    ...(module.outboxHandlers ?? []),
  ]);
}

/** The tables of the modules and the migrations that make them. */
export function schemaOf(modules: readonly ServerModule[]) {
  return {
    entities: modules.flatMap((module) => module.entities ?? []),
    migrations: modules.flatMap((module) => module.migrations ?? []),
  };
}

/** Registers one route per endpoint of the modules. */
export async function registerRoutes(
  modules: readonly ServerModule[],
  router: MidwayWebRouterService,
  container: ModuleContainer,
): Promise<void> {
  const dispatcher = await container.get(Dispatcher);
  const endpoints = bindEndpoints(modules);
  for (const endpoint of endpoints) {
    const controller = await container.get(endpoint.controller);
    const handle = dispatcher.handlerFor(endpoint, controller);
    router.addRouter(handle, { url: endpoint.entry.path, requestMethod: endpoint.entry.method });
  }
  const openApi = await container.get(OpenApi);
  openApi.describe(endpoints.map((endpoint) => endpoint.entry));
}

/** Makes outbox handlers and jobs known, then lets each module do what it does at boot. */
export async function registerWork(
  modules: readonly ServerModule[],
  container: ModuleContainer,
): Promise<void> {
  const outbox = await container.get(Outbox);
  const tasks = await container.get(TaskRunner);
  const cron = await container.get(CronRunner);
  for (const module of modules) {
    for (const handler of module.outboxHandlers ?? []) outbox.register(await container.get(handler));
    for (const job of module.jobs ?? []) {
      const instance = await container.get(job);
      if (isCronJob(instance)) cron.register(instance);
      else tasks.register(instance);
    }
  }
  for (const module of modules) await module.onBoot?.(container);
}

function isCronJob(job: CronJob | TaskHandler): job is CronJob {
  return 'cron' in job;
}
