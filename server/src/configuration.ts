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
import { RequestMiddleware } from './platform/http/request.middleware';
import { SiteMiddleware } from './platform/web/site.middleware';
import type { ModuleContainer, ServerModule } from './platform/server-module';
import { providedClasses, registerRoutes, registerWork, schemaOf } from './platform/wire-modules';

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

    async onReady(midway: IMidwayContainer): Promise<void> {
      const container: ModuleContainer = { get: (target) => midway.getAsync(getProviderUUId(target)) };
      const dataSources = await container.get(orm.TypeORMDataSourceManager);
      await runMigrations(dataSources.getDataSource('default'));
      this.app.useMiddleware([RequestMiddleware, SiteMiddleware]);
      await registerRoutes(modules, this.router, container);
      await registerWork(modules, container);
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
