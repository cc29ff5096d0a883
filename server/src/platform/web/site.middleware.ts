import { type IMiddleware, Inject, Middleware } from '@midwayjs/core';
import type { Context, NextFunction } from '@midwayjs/koa';
import { InjectDataSource } from '@midwayjs/typeorm';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DataSource } from 'typeorm';
import { AppConfig } from '../config/config';
import { OpenApi } from '../http/openapi';
import { Metrics } from '../observability/metrics';
import { Pages } from './pages';
import { docsPage, docsScript, notFoundPage } from './site-pages';
import { sendStaticFile, type StaticFolder } from './static-files';

/** Everything that is not the API: the apps, media, pages of modules, documentation, and what operators ask for. */
@Middleware()
export class SiteMiddleware implements IMiddleware<Context, NextFunction> {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly metrics: Metrics;
  @Inject() private readonly openApi: OpenApi;
  @Inject() private readonly pages: Pages;
  @InjectDataSource() private readonly dataSource: DataSource;

  static getName(): string {
    return 'site';
  }

  resolve() {
    const folders = this.folders();
    return async (ctx: Context, next: NextFunction): Promise<void> => {
      if (ctx.path.startsWith('/api/') || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
      if (await this.answerOperator(ctx)) return;
      if (await this.answerPage(ctx)) return;
      if (await answerStatic(ctx, folders)) return;
      ctx.status = 404;
      ctx.type = 'text/html';
      ctx.body = notFoundPage(
        ctx.path,
        folders.some((site) => ctx.path.startsWith(site.prefix) && site.hasApp),
      );
    };
  }

  private async answerOperator(ctx: Context): Promise<boolean> {
    switch (ctx.path) {
      case '/healthz':
        ctx.body = { ok: true };
        return true;
      case '/readyz':
        await this.answerReadiness(ctx);
        return true;
      case '/metrics':
        ctx.type = this.metrics.contentType;
        ctx.body = await this.metrics.expose();
        return true;
      case '/openapi.json':
        ctx.type = 'application/json';
        ctx.body = this.openApi.document();
        return true;
      default:
        return false;
    }
  }

  /** Ready means the database answers; migrations are done before the port opens. */
  private async answerReadiness(ctx: Context): Promise<void> {
    try {
      await this.dataSource.query('SELECT 1');
      ctx.body = { ok: true };
    } catch {
      ctx.status = 503;
      ctx.body = { ok: false, reason: 'database' };
    }
  }

  private async answerPage(ctx: Context): Promise<boolean> {
    const target = this.pages.findTarget(ctx.path);
    if (target !== null) {
      ctx.redirect(target);
      return true;
    }
    const page = this.pages.find(ctx.path);
    if (page) {
      const { contentType, body } = await page();
      ctx.type = contentType;
      ctx.body = body;
      return true;
    }
    if (ctx.path !== '/docs/' && ctx.path !== '/docs/start.js') return false;
    const isPage = ctx.path === '/docs/';
    ctx.type = isPage ? 'text/html' : 'text/javascript';
    ctx.body = isPage ? docsPage : docsScript;
    return true;
  }

  private folders(): StaticFolder[] {
    const { webRoot, dataDir } = this.config;
    const app = (prefix: string, folder: string) => ({
      prefix,
      folder: join(webRoot, folder),
      hasApp: true,
      isUntrusted: false,
    });
    return [
      app('/member/', 'miniapp-member/dist/build/h5'),
      app('/channel/', 'miniapp-channel/dist/build/h5'),
      app('/sales/', 'app-sales/dist/build/h5'),
      app('/admin/', 'web-admin/dist'),
      { prefix: '/media/', folder: join(dataDir, 'media'), hasApp: false, isUntrusted: true },
      { prefix: '/docs/', folder: swaggerUiFolder(), hasApp: false, isUntrusted: false },
    ];
  }
}

function swaggerUiFolder(): string {
  return dirname(createRequire(__filename).resolve('swagger-ui-dist/package.json'));
}

async function answerStatic(ctx: Context, folders: readonly StaticFolder[]): Promise<boolean> {
  for (const site of folders) {
    if (`${ctx.path}/` === site.prefix) {
      ctx.redirect(site.prefix);
      return true;
    }
    if (ctx.path.startsWith(site.prefix) && (await sendStaticFile(ctx, site))) return true;
  }
  return false;
}
