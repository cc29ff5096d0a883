import { smsContract } from '@lakeside/shared/identity/identity.contract';
import { memberAuthContract } from '@lakeside/shared/member/member.contract';
import { describe, expect, it, vi } from 'vitest';
import { startServer } from '../../src/app';
import { AppConfig } from '../../src/platform/config/config';
import { OutboxMessage } from '../../src/platform/outbox/outbox-message.entity';
import { OutboxWorker } from '../../src/platform/outbox/outbox-worker';
import { aPhone } from '../builders/sms.builder';
import { demoSmsKey } from '../doubles/sms/sms.double';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const deliver = async (app: TestApp) => (await app.get(OutboxWorker)).drain();

const askForCode = async (app: TestApp, phone: string) =>
  (await app.call(smsContract.requestSmsCode, { input: { body: { audience: 'member', phone } } })).body;

/** The codes of the messages that the gateway took for a phone. */
const codesFor = (app: TestApp, phone: string) =>
  app.doubles.sms.sentTo(phone).map(({ text }) => /验证码 (\d{6})/.exec(text)?.[1] ?? '');

const environment = { DEMO: '0', LOG_LEVEL: 'silent' };

describeOnBothDatabases('the SMS gateway', { withDoubles: true, environment }, (context) => {
  it('receives the code in a signed message of the brand, which opens the account [IF-001]', async () => {
    const { app } = context;
    const phone = aPhone();

    const answer = await askForCode(app, phone);
    await deliver(app);
    const [code = ''] = codesFor(app, phone);
    const login = await app.call(memberAuthContract.logInByCode, {
      input: { body: { phone, code, inviteToken: null } },
    });

    expect(answer.demoCode).toBeNull();
    expect(app.doubles.sms.sentTo(phone)).toEqual([
      {
        phone,
        text: `【湖畔】验证码 ${code}，5 分钟内有效。请勿告诉他人。`,
        at: app.clock.now().toISOString(),
      },
    ]);
    expect(code).toMatch(/^\d{6}$/);
    expect(login.status).toBe(200);
  });

  it('is asked again when it fails or drops the connection, and never once it took the message', async () => {
    const { app } = context;
    const phone = aPhone();
    app.doubles.faults.set('sms', [
      { kind: 'serverError', times: 1 },
      { kind: 'dropped', times: 1 },
    ]);

    await askForCode(app, phone);
    const outcomes = [await deliver(app)];
    expect(app.doubles.sms.sentTo(phone)).toEqual([]);
    for (let round = 0; round < 4; round += 1) {
      app.clock.advance({ seconds: 30 });
      outcomes.push(await deliver(app));
    }

    expect(outcomes.map(({ delivered, failed }) => [delivered, failed])).toEqual([
      [0, 1],
      [0, 1],
      [1, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(app.doubles.sms.sentTo(phone)).toHaveLength(1);
    const statuses = app.doubles.received('sms').map((request) => request.status);
    expect(statuses.slice(0, 3)).toEqual([200, null, 500]);
    const message = await app.dataSource
      .getRepository(OutboxMessage)
      .findOneOrFail({ where: {}, order: { id: 'DESC' } });
    expect(message).toMatchObject({ status: 'delivered', attempts: 3 });
  });

  it('is not bothered with a code that has expired meanwhile', async () => {
    const { app } = context;
    const phone = aPhone();
    app.doubles.faults.set('sms', [{ kind: 'serverError', times: 1 }]);
    await askForCode(app, phone);
    await deliver(app);
    app.clock.advance({ minutes: 6 });

    const late = await deliver(app);

    expect(late).toEqual({ delivered: 1, failed: 0 });
    expect(app.doubles.sms.sentTo(phone)).toEqual([]);
  });
});

describeOnBothDatabases(
  'what is sent through the SMS gateway',
  { withDoubles: true, environment: { ...environment, LOG_LEVEL: 'debug' } },
  (context) => {
    it('leaves no code in log and outbox, and no phone or key in the log, whether sending succeeds or fails', async () => {
      const { app } = context;
      const written: string[] = [];
      const spy = vi
        .spyOn(process.stdout, 'write')
        .mockImplementation((chunk) => written.push(String(chunk)) > 0);
      const phone = aPhone();
      app.doubles.faults.set('sms', [{ kind: 'serverError', times: 1 }]);

      await askForCode(app, phone);
      await deliver(app);
      app.clock.advance({ seconds: 10 });
      await deliver(app);
      spy.mockRestore();

      const [code = ''] = codesFor(app, phone);
      const log = written.join('');
      const outbox = JSON.stringify(await app.dataSource.getRepository(OutboxMessage).find());
      expect(code).toMatch(/^\d{6}$/);
      expect(log).toContain('/api/public/sms-codes');
      expect(log).toContain('the SMS gateway answered 500');
      for (const place of [log, outbox]) expect(place).not.toMatch(new RegExp(`(?<!\\d)${code}(?!\\d)`));
      for (const secret of [phone, demoSmsKey]) expect(log).not.toContain(secret);
    });
  },
);

describe('an SMS gateway with only one of its two settings', () => {
  it.each([
    [{ SMS_GATEWAY_URL: 'http://127.0.0.1:9/sms' }, 'SMS_GATEWAY_KEY is required with SMS_GATEWAY_URL'],
    [{ SMS_GATEWAY_KEY: demoSmsKey }, 'SMS_GATEWAY_URL is required with SMS_GATEWAY_KEY'],
  ])('stops the start with one sentence: %o', async (settings, sentence) => {
    const config = new AppConfig({
      NODE_ENV: 'test',
      PORT: '0',
      DATA_DIR: `/tmp/lakeside-gateway-${process.pid}`,
      LOG_LEVEL: 'silent',
      ...settings,
    });

    await expect(startServer({ config })).rejects.toThrow(sentence);
  });
});
