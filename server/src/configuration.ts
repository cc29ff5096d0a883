import 'reflect-metadata';
import './platform/database/typeorm-shim';
import {
  App,
  Configuration,
  CustomModuleDetector,
  getProviderUUId,
  type IMidwayContainer,
  Inject,
  MidwayWebRouterService,
} from '@midwayjs/core';
import * as koa from '@midwayjs/koa';
import * as orm from '@midwayjs/typeorm';
import { AppConfig } from './platform/config/config';
import { dataSourceOptions } from './platform/database/data-source-options';
import { runMigrations } from './platform/database/migrate';
import { bindEndpoints } from './platform/http/endpoint-table';
import { Dispatcher } from './platform/http/dispatcher';
import { RequestMiddleware } from './platform/http/request.middleware';
import type { Class, ServerModule } from './platform/server-module';

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

/** Midway's configuration for one server made of these modules. */
export function createConfiguration(config: AppConfig, modules: readonly ServerModule[]) {
  @Configuration({
    detector: new CustomModuleDetector({ modules: providedClasses(modules) }),
    imports: [koa, orm],
    importConfigs: [{ default: midwaySettings(config, modules) }],
  })
  class MainConfiguration {
    @App('koa') private readonly app: koa.Application;
    @Inject() private readonly router: MidwayWebRouterService;
    @Inject() private readonly dispatcher: Dispatcher;

    async onReady(container: IMidwayContainer): Promise<void> {
      const dataSources = await container.getAsync(orm.TypeORMDataSourceManager);
      await runMigrations(dataSources.getDataSource('default'));
      this.app.useMiddleware([RequestMiddleware]);
      for (const endpoint of bindEndpoints(modules)) {
        const controller: object = await container.getAsync(getProviderUUId(endpoint.controller));
        const handle = this.dispatcher.handlerFor(endpoint, controller);
        this.router.addRouter(handle, { url: endpoint.entry.path, requestMethod: endpoint.entry.method });
      }
      for (const { onBoot } of modules) {
        await onBoot?.({ get: (target) => container.getAsync(getProviderUUId(target)) });
      }
    }
  }
  return { MainConfiguration };
}

function midwaySettings(config: AppConfig, modules: readonly ServerModule[]) {
  return {
    keys: config.secretKey,
    // The port is opened by `startServer`, which waits for it and reports a port already taken.
    koa: { proxy: config.trustProxy, port: null },
    bodyParser: { enable: false },
    siteFile: { enable: false },
    session: { enable: false },
    typeorm: {
      allowExecuteMigrations: true,
      dataSource: { default: dataSourceOptions(config, schemaOf(modules)) },
    },
    midwayLogger: {
      default: {
        level: 'warn',
        transports: { console: { autoColors: false }, file: false, error: false, json: false },
      },
    },
  };
}
