import * as v from 'valibot';
import { expect, it } from 'vitest';
import { startServer } from '../../src/app';
import { WechatTokenRow } from '../../src/modules/wechat/entities/wechat-token.entity';
import { WechatApiError, WechatService } from '../../src/modules/wechat/wechat.service';
import { AppConfig } from '../../src/platform/config/config';
import { demoMiniPrograms } from '../doubles/wechat/wechat.double';
import { aPhone } from '../builders/sms.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const service = (app: TestApp) => app.get(WechatService);
const phoneOf = async (app: TestApp, wechat: WechatService) =>
  wechat.getPhoneNumber('member', app.doubles.wechat.phoneCode('member', aPhone()));
const failure = async (call: Promise<unknown>): Promise<WechatApiError> => {
  const error: unknown = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof WechatApiError)) throw new Error(`not refused: ${String(error)}`);
  return error;
};

describeOnBothDatabases('the access token', { withDoubles: true }, (context) => {
  it('is fetched once for forty calls at the same time, and kept encrypted', async () => {
    const { app } = context;
    const wechat = await service(app);
    const before = app.doubles.wechat.tokens.fetched;

    await Promise.all(Array.from({ length: 40 }, () => phoneOf(app, wechat)));

    expect(app.doubles.wechat.tokens.fetched - before).toBe(1);
    const row = await app.dataSource.getRepository(WechatTokenRow).findOneByOrFail({});
    const used = app.doubles.received('wechat').find((request) => request.query.includes('access_token='));
    const token = new URLSearchParams(used?.query).get('access_token') ?? '';
    expect(token).not.toBe('');
    expect(JSON.stringify(row)).not.toContain(token);
  });

  it('is renewed once when it is revoked in the middle of many calls', async () => {
    const { app } = context;
    const wechat = await service(app);
    await phoneOf(app, wechat);
    const before = app.doubles.wechat.tokens.fetched;

    app.doubles.wechat.tokens.revokeAll();
    const phones = await Promise.all(Array.from({ length: 20 }, () => phoneOf(app, wechat)));

    expect(phones.every((phone) => phone !== null)).toBe(true);
    expect(app.doubles.wechat.tokens.fetched - before).toBe(1);
  });

  it('is renewed before it ends', async () => {
    const { app } = context;
    const wechat = await service(app);
    await phoneOf(app, wechat);
    const before = app.doubles.wechat.tokens.fetched;

    app.clock.advance({ minutes: 118 });
    await phoneOf(app, wechat);
    expect(app.doubles.wechat.tokens.fetched).toBe(before);
    app.clock.advance({ minutes: 1, seconds: 30 });
    await phoneOf(app, wechat);

    expect(app.doubles.wechat.tokens.fetched - before).toBe(1);
  });

  // The embedded database serves one process.
  it.runIf(context.database === 'mariadb')(
    'is shared by two servers, also when both find it dead',
    async () => {
      const { app } = context;
      const first = await service(app);
      const other = await startServer({ config: app.server.config, clock: app.clock });
      const second = await other.get(WechatService);
      await phoneOf(app, first);
      const before = app.doubles.wechat.tokens.fetched;

      await phoneOf(app, second);
      expect(app.doubles.wechat.tokens.fetched).toBe(before);
      app.doubles.wechat.tokens.revokeAll();
      await Promise.all([first, second, first, second].map((wechat) => phoneOf(app, wechat)));
      await other.stop();

      expect(app.doubles.wechat.tokens.fetched - before).toBe(1);
    },
  );

  it('that cannot be fetched fails the waiting calls and is asked for again by the next', async () => {
    const { app } = context;
    const wechat = await service(app);
    app.doubles.wechat.tokens.revokeAll();
    app.doubles.faults.set('wechat', [{ kind: 'serverError', path: '/cgi-bin/token', times: 1 }]);

    const errors = await Promise.all([failure(phoneOf(app, wechat)), failure(phoneOf(app, wechat))]);
    const phone = await phoneOf(app, wechat);

    expect(errors.map((error) => error.kind)).toEqual(['busy', 'busy']);
    expect(phone).toMatch(/^1\d{10}$/);
  });
});

describeOnBothDatabases('a call of WeChat', { withDoubles: true }, (context) => {
  const send = async (app: TestApp) =>
    (await service(app)).call('member', { path: '/wxa/msg_sec_check', body: {} }, v.unknown());

  it('fails as busy on 5xx, half a JSON text and a closed connection, and as limited on 45009', async () => {
    const { app } = context;
    await failure(send(app));
    const kinds: string[] = [];
    for (const kind of ['serverError', 'malformed', 'dropped', 'rateLimit'] as const) {
      app.doubles.faults.set('wechat', [{ kind }]);
      kinds.push((await failure(send(app))).kind);
    }
    app.doubles.faults.clear();

    expect(kinds).toEqual(['busy', 'busy', 'busy', 'rateLimited']);
  });

  it('gives up after five seconds', async () => {
    const { app } = context;
    app.doubles.faults.set('wechat', [{ kind: 'slow', slowMs: 6_000, path: '/wxa' }]);
    const error = await failure(send(app));
    app.doubles.faults.clear();

    expect(error.kind).toBe('busy');
    expect(error.message).toContain('Timeout');
  });

  it('never names the secret or the token in what it throws', async () => {
    const { app } = context;
    const wechat = await service(app);
    const texts: string[] = [];
    for (const kind of ['serverError', 'malformed', 'dropped', 'rateLimit'] as const) {
      app.doubles.faults.set('wechat', [{ kind }]);
      const errors = [failure(wechat.code2Session('member', 'x')), failure(send(app))];
      for (const error of await Promise.all(errors)) texts.push(`${error.message} ${error.stack ?? ''}`);
    }
    app.doubles.faults.clear();

    expect(texts.filter((text) => /secret|access_token=|demo-/.test(text))).toEqual([]);
  });
});

describeOnBothDatabases('settings of WeChat', {}, (context) => {
  it('may be absent: the features are off and say so', async () => {
    const wechat = await service(context.app);

    expect(wechat.isOn('member')).toBe(false);
    await expect(async () => wechat.code2Session('member', 'x')).rejects.toMatchObject({
      code: 'WECHAT_OFF',
    });
  });

  it('stop the start when only half of them are there', async () => {
    const { config } = context.app.server;
    const start = (environment: Record<string, string>) =>
      startServer({ config: new AppConfig({ ...config.environment, ...environment }) });

    await expect(start({ WECHAT_MEMBER_APP_ID: demoMiniPrograms.member.appId })).rejects.toThrow(
      'WECHAT_MEMBER_APP_ID and WECHAT_MEMBER_SECRET must be set together.',
    );
    await expect(start({ WECHAT_CHANNEL_SECRET: 'x'.repeat(32) })).rejects.toThrow('must be set together');
  });
});
