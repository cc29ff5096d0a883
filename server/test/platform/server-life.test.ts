import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startServer } from '../../src/app';
import { AppConfig, ConfigError } from '../../src/platform/config/config';
import { redact } from '../../src/platform/observability/logger';
import { RateLimiter } from '../../src/platform/rate-limit/rate-limiter';
import { Pages } from '../../src/platform/web/pages';
import { demoModules } from '../demo/demo.module';
import { startChild } from '../kit/child-process';
import { freePort } from '../kit/free-port';
import { bootTestApp, type TestApp } from '../kit/test-app';

describe('a running server', () => {
  let app: TestApp;
  let webRoot = '';
  beforeAll(async () => {
    webRoot = await mkdtemp(join(tmpdir(), 'web-root-'));
    const folder = join(webRoot, 'web-admin/dist/assets');
    await mkdir(folder, { recursive: true });
    await writeFile(join(webRoot, 'web-admin/dist/index.html'), '<h1>后台</h1>');
    await writeFile(join(folder, 'app.js'), `console.log("${'x'.repeat(5000)}")`);
    await writeFile(join(webRoot, 'secret.txt'), 'secret');
    app = await bootTestApp({
      database: 'embedded',
      modules: demoModules,
      environment: { WEB_ROOT: webRoot, CORS_ORIGINS: 'https://shop.example', LOG_LEVEL: 'silent' },
    });
  });
  afterAll(() => app.stop());
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}${path}`, { headers, redirect: 'manual' });

  it('answers health, readiness, metrics and the API document', async () => {
    await get('/api/public/hello');

    const [health, ready, metrics, openapi, docs] = await Promise.all(
      ['/healthz', '/readyz', '/metrics', '/openapi.json', '/docs/'].map(async (path) =>
        (await get(path)).text(),
      ),
    );

    expect([health, ready]).toEqual(['{"ok":true}', '{"ok":true}']);
    expect(metrics).toContain(
      'http_request_duration_seconds_count{endpoint="GET /api/public/hello",status="200"} 1',
    );
    expect(metrics).toContain('outbox_backlog_messages 0');
    expect(JSON.parse(openapi ?? '').paths['/api/member/notes/{id}'].get).toMatchObject({
      operationId: 'get_member_notes_id',
      parameters: [{ name: 'id', in: 'path', required: true }],
    });
    expect(docs).toContain('swagger-ui-bundle.js');
    expect((await get('/docs/swagger-ui.css')).status).toBe(200);
  });

  it('sends a link of a module on to where it leads', async () => {
    const pages = await app.get(Pages);
    pages.registerLinks('/k/', (rest) => (rest === 'known' ? '/admin/#/known' : null));

    const known = await get('/k/known');
    const unknown = await get('/k/other');

    expect([known.status, known.headers.get('location')]).toEqual([302, '/admin/#/known']);
    expect(unknown.status).toBe(404);
  });

  it('serves the apps, compressed and cached as fits', async () => {
    const page = await get('/admin/');
    const route = await get('/admin/cards/12');
    const script = await get('/admin/assets/app.js', { 'accept-encoding': 'gzip' });
    const again = await get('/admin/', {
      'if-none-match': page.headers.get('etag') ?? '',
      'cache-control': 'max-age=0',
    });

    expect([page.status, await page.text(), await route.text()]).toEqual([
      200,
      '<h1>后台</h1>',
      '<h1>后台</h1>',
    ]);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(script.headers.get('content-encoding')).toBe('gzip');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect((await script.text()).length).toBeGreaterThan(5000);
    expect(again.status).toBe(304);
    expect((await get('/admin')).headers.get('location')).toBe('/admin/');
  });

  it('says plainly what is missing and gives nothing outside its folders', async () => {
    const missingApp = await get('/member/');
    const unknown = await get('/nowhere');
    const escapes = await Promise.all(
      [
        '/admin/..%2f..%2fsecret.txt',
        '/admin/%2e%2e/%2e%2e/secret.txt',
        '/media/..%2flakeside.db',
        '/admin/assets/no.js',
      ].map((path) => get(path)),
    );

    expect([missingApp.status, unknown.status]).toEqual([404, 404]);
    expect(await missingApp.text()).toContain('这个应用还没有构建');
    expect(await unknown.text()).toContain('页面不存在');
    expect(escapes.map((response) => response.status)).toEqual([404, 404, 404, 404]);
  });

  it('serves the pages that modules register', async () => {
    const pages = await app.get(Pages);
    pages.registerPage('/', async () => ({ contentType: 'text/html', body: '湖畔' }));

    expect(await (await get('/')).text()).toBe('湖畔');
  });

  it('grants CORS to the listed origins only', async () => {
    const allowed = await get('/api/public/hello', { origin: 'https://shop.example' });
    const refused = await get('/api/public/hello', { origin: 'https://evil.example' });
    const preflight = await fetch(`${app.url}/api/public/hello`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });

    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    expect(preflight.status).toBe(204);
  });

  it('limits how often a thing is done', async () => {
    const limiter = await app.get(RateLimiter);
    const limit = { points: 2, seconds: 60 };
    await limiter.consume('sms:1', limit);
    await limiter.consume('sms:1', limit);

    await expect(limiter.consume('sms:1', limit)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
    });
    await expect(limiter.consume('sms:2', limit)).resolves.toBeUndefined();
  });
});

describe('starting', () => {
  it('fails with one sentence when the port is taken or the database cannot be opened', async () => {
    const app = await bootTestApp({ database: 'embedded', modules: demoModules });
    const environment = { NODE_ENV: 'test', HOST: '127.0.0.1', DATA_DIR: app.dataDir, LOG_LEVEL: 'silent' };
    try {
      const taken = startServer({
        config: new AppConfig({ ...environment, PORT: String(app.server.port) }),
        modules: demoModules,
      });
      await expect(taken).rejects.toThrow(`PORT ${app.server.port} is already in use.`);

      const DATABASE_URL = 'mysql://root@127.0.0.1:1/lakeside';
      const unreachable = startServer({
        config: new AppConfig({ ...environment, DATABASE_URL }),
        modules: demoModules,
      });
      await expect(unreachable).rejects.toThrow('DATABASE_URL cannot be opened: nothing listens there');

      expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    } finally {
      await app.stop();
    }
  });
});

describe('stopping', () => {
  it('lets a two-second request finish and takes no new one', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'lakeside-life-'));
    const child = startChild(join(__dirname, '../demo/child-server.ts'), {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
    });
    const url = (await child.line('listening ')).split(' ')[1] ?? '';

    const slow = fetch(`${url}/api/public/slow`);
    await pause(300);
    const exit = child.kill('SIGTERM');
    await pause(300);
    const late = await fetch(`${url}/healthz`).then(
      (response) => response.status,
      () => 'refused',
    );

    expect(late).toBe('refused');
    expect(await (await slow).json()).toEqual({ ok: true });
    expect(await exit).toBe(0);
  });
});

describe('a server whose output nobody reads any more', () => {
  it('goes on answering', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const child = startChild(join(__dirname, '../../src/main.ts'), {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: new URL(url).port,
      DATA_DIR: await mkdtemp(join(tmpdir(), 'lakeside-life-')),
      DEMO: '0',
      LOG_LEVEL: 'info',
    });
    await child.line('  按 Ctrl-C 停止');
    child.closeOutput();

    const answers = [];
    for (let count = 0; count < 3; count += 1) answers.push((await fetch(`${url}/api/nowhere`)).status);

    expect(answers).toEqual([404, 404, 404]);
    expect(await child.kill('SIGTERM')).toBe(0);
  });
});

describe.skipIf('reason' in inject('mariadb'))('three servers that start at once on MariaDB', () => {
  it('migrate one after the other', async () => {
    const first = await bootTestApp({ database: 'mariadb', modules: demoModules });
    try {
      const databaseUrl = first.server.config.databaseUrl ?? '';
      await first.dataSource.dropDatabase();
      const environment = {
        NODE_ENV: 'test',
        PORT: '0',
        DATA_DIR: first.dataDir,
        DATABASE_URL: databaseUrl,
        LOG_LEVEL: 'silent',
      };
      const children = [1, 2, 3].map(() =>
        startChild(join(__dirname, '../demo/child-server.ts'), environment),
      );

      const lines = await Promise.all(children.map((child) => child.line('listening ')));

      expect(lines).toHaveLength(3);
      expect(await Promise.all(children.map((child) => child.kill('SIGTERM')))).toEqual([0, 0, 0]);
    } finally {
      await first.stop();
    }
  });
});

describe('the configuration', () => {
  const secretKey = 'k'.repeat(32);

  it.each([
    [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535.'],
    [
      { DATABASE_URL: 'postgres://x/y' },
      'DATABASE_URL must look like mysql://user:password@host:3306/database.',
    ],
    [
      { NODE_ENV: 'production' },
      'SECRET_KEY is required with NODE_ENV=production (at least 32 random characters).',
    ],
    [{ NODE_ENV: 'production', SECRET_KEY: 'short' }, 'SECRET_KEY must have at least 32 characters.'],
    [
      { NODE_ENV: 'production', SECRET_KEY: secretKey, DEMO: '1' },
      'DEMO=1 is refused with NODE_ENV=production: demo data and simulated payment must never reach customers.',
    ],
  ])('stops the boot with one sentence: %j', (environment, sentence) => {
    expect(() => new AppConfig(environment)).toThrow(new ConfigError(sentence));
  });

  it('has no demo in production and one everywhere else', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'lakeside-config-'));

    const development = new AppConfig({ DATA_DIR: dataDir });
    const again = new AppConfig({ DATA_DIR: dataDir });

    expect(new AppConfig({ NODE_ENV: 'production', SECRET_KEY: secretKey }).demo).toBe(false);
    expect(development.demo).toBe(true);
    expect(development.secretKey).toHaveLength(64);
    expect(again.secretKey).toBe(development.secretKey);
  });
});

describe('a log line', () => {
  it('carries no secret', () => {
    const fields = {
      phone: '13800000000',
      nested: { password: 'x', cardSecret: 'y' },
      list: [{ token: 'z' }],
      kept: 1,
    };

    expect(redact(fields)).toEqual({
      phone: '***',
      nested: { password: '***', cardSecret: '***' },
      list: [{ token: '***' }],
      kept: 1,
    });
  });
});
