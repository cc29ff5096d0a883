import {
  adminAuthContract,
  adminSessionContract,
  smsContract,
} from '@lakeside/shared/identity/identity.contract';
import { settingsAdminContract } from '@lakeside/shared/settings/settings.contract';
import { describe, expect, it } from 'vitest';
import { CredentialRow } from '../../src/modules/identity/entities/credential.entity';
import { LoginSessionRow } from '../../src/modules/identity/entities/login-session.entity';
import { SessionTokenRow } from '../../src/modules/identity/entities/session-token.entity';
import { SmsAddressRow } from '../../src/modules/identity/entities/sms-address.entity';
import { SmsCodeRow } from '../../src/modules/identity/entities/sms-code.entity';
import { IdentityPurgeJob } from '../../src/modules/identity/identity-purge.job';
import { IdentityService } from '../../src/modules/identity/identity.service';
import { AppConfig } from '../../src/platform/config/config';
import { TransactionService } from '../../src/platform/database/transaction';
import { OutboxMessage } from '../../src/platform/outbox/outbox-message.entity';
import { startServer } from '../../src/app';
import { anAdmin } from '../builders/admin.builder';
import { anSmsCode, aPhone } from '../builders/sms.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const profile = adminAuthContract.getProfile;

function logIn(app: TestApp, userName: string, password: string) {
  return app.call(adminAuthContract.logIn, { input: { body: { userName, password } } });
}

function refresh(app: TestApp, refreshToken: string) {
  return app.call(adminSessionContract.refreshSession, { input: { body: { refreshToken } } });
}

describeOnBothDatabases('a session', {}, (context) => {
  it('opens with the right password and is stored only as hashes', async () => {
    const { app } = context;
    const admin = await anAdmin(app, ['card.view']);

    const { body } = await app.call(profile, { token: admin.token });

    expect(body).toMatchObject({ userName: admin.userName, permissions: ['card.view'] });
    const tokens = await app.dataSource.getRepository(SessionTokenRow).find();
    expect(JSON.stringify(tokens)).not.toContain(admin.token);
    const credential = await app.dataSource
      .getRepository(CredentialRow)
      .findOneByOrFail({ loginName: admin.userName });
    expect(credential.passwordHash).toMatch(/^\$argon2id\$/);
  });

  it('answers an unknown account and a wrong password alike', async () => {
    const { app } = context;
    const admin = await anAdmin(app);

    const wrong = await logIn(app, admin.userName, 'not-the-one-1');
    const unknown = await logIn(app, 'nobody', 'not-the-one-1');

    expect(wrong.error.code).toBe('CREDENTIALS_WRONG');
    expect([unknown.status, unknown.error.code, unknown.error.message]).toEqual([
      wrong.status,
      wrong.error.code,
      wrong.error.message,
    ]);
  });

  it('locks an account after five wrong passwords, even for the right one, for a quarter of an hour', async () => {
    const { app } = context;
    const admin = await anAdmin(app);

    const tries = await Promise.all(
      Array.from({ length: 12 }, () => logIn(app, admin.userName, 'not-the-one-1')),
    );
    const locked = await logIn(app, admin.userName, admin.password);
    app.clock.advance({ minutes: 15 });
    const unlocked = await logIn(app, admin.userName, admin.password);

    const codes = tries.map((attempt) => attempt.error.code);
    expect(codes.filter((code) => code === 'CREDENTIALS_WRONG')).toHaveLength(5);
    expect(codes.filter((code) => code === 'LOGIN_LOCKED')).toHaveLength(7);
    expect(locked.error.code).toBe('LOGIN_LOCKED');
    expect(unlocked.status).toBe(200);
  });

  it('locks an unknown account the same way', async () => {
    const { app } = context;

    const codes: string[] = [];
    for (let index = 0; index < 6; index += 1) {
      codes.push((await logIn(app, 'ghost', 'not-the-one-1')).error.code);
    }

    expect(codes[4]).toBe('CREDENTIALS_WRONG');
    expect(codes[5]).toBe('LOGIN_LOCKED');
  });

  it('lasts two hours and is renewed with its refresh token', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const { body } = await logIn(app, admin.userName, admin.password);

    app.clock.advance({ hours: 2 });
    const expired = await app.call(profile, { token: body.session.accessToken });
    const renewed = await refresh(app, body.session.refreshToken);
    const again = await app.call(profile, { token: renewed.body.accessToken });

    expect(expired.error.code).toBe('SESSION_EXPIRED');
    expect(again.status).toBe(200);
  });

  it('ends altogether when a refresh token is used a second time later on', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const { body } = await logIn(app, admin.userName, admin.password);
    const renewed = await refresh(app, body.session.refreshToken);
    app.clock.advance({ seconds: 31 });

    const stolen = await refresh(app, body.session.refreshToken);

    expect(stolen.error.code).toBe('REFRESH_TOKEN_INVALID');
    expect((await app.call(profile, { token: renewed.body.accessToken })).status).toBe(401);
    expect((await refresh(app, renewed.body.refreshToken)).error.code).toBe('REFRESH_TOKEN_INVALID');
  });

  it('goes on in both tabs that renew it at the same moment, and with the token each of them got', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const { body } = await logIn(app, admin.userName, admin.password);

    const twins = await Promise.all([1, 2].map(() => refresh(app, body.session.refreshToken)));
    app.clock.advance({ seconds: 30 });
    const late = await refresh(app, body.session.refreshToken);

    for (const twin of [...twins, late]) {
      expect((await app.call(profile, { token: twin.body.accessToken })).status).toBe(200);
      expect((await refresh(app, twin.body.refreshToken)).status).toBe(200);
    }
  });

  it('does not let the moment of grace be drawn out by using it', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const { body } = await logIn(app, admin.userName, admin.password);
    const statuses: number[] = [];

    for (let round = 0; round < 4; round += 1) {
      statuses.push((await refresh(app, body.session.refreshToken)).status);
      app.clock.advance({ seconds: 15 });
    }

    expect(statuses).toEqual([200, 200, 200, 401]);
  });

  it('does not renew for another audience or after thirty days', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const { body } = await logIn(app, admin.userName, admin.password);
    const { refreshToken } = body.session;

    const foreign = await fetch(`${app.url}/api/public/member/session/refresh`, {
      method: 'POST',
      body: JSON.stringify({ refreshToken }),
    });
    app.clock.advance({ days: 30 });
    const late = await refresh(app, refreshToken);

    expect(foreign.status).toBe(401);
    expect(late.error.code).toBe('REFRESH_TOKEN_INVALID');
  });

  it('ends at log-out', async () => {
    const { app } = context;
    const admin = await anAdmin(app);

    await app.call(adminSessionContract.logOut, { token: admin.token });

    expect((await app.call(profile, { token: admin.token })).error.code).toBe('SESSION_EXPIRED');
  });

  it('ends at once when its owner is closed, who cannot log in again until reopened', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const { body } = await app.call(profile, { token: admin.token });
    const identity = await app.get(IdentityService);
    const transactions = await app.get(TransactionService);
    const subject = { kind: 'adminUser', id: body.id } as const;

    await transactions.retry((tx) => identity.closeSubject(tx, subject));
    const closed = await app.call(profile, { token: admin.token });
    const refused = await logIn(app, admin.userName, admin.password);
    await transactions.retry((tx) => identity.reopenSubject(tx, subject));
    const reopened = await logIn(app, admin.userName, admin.password);

    expect(closed.status).toBe(401);
    expect(refused.error.code).toBe('ACCOUNT_CLOSED');
    expect(reopened.status).toBe(200);
  });

  it('ends elsewhere when the password is changed here', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const other = await logIn(app, admin.userName, admin.password);
    const change = (currentPassword: string | null) =>
      app.call(adminSessionContract.changePassword, {
        token: admin.token,
        input: { body: { currentPassword, newPassword: 'new-lakeside-1' } },
      });

    const withoutCurrent = await change(null);
    const changed = await change(admin.password);

    expect(withoutCurrent.error.code).toBe('CURRENT_PASSWORD_WRONG');
    expect(changed.status).toBe(200);
    expect((await app.call(profile, { token: admin.token })).status).toBe(200);
    expect((await app.call(profile, { token: other.body.session.accessToken })).status).toBe(401);
    expect((await logIn(app, admin.userName, admin.password)).error.code).toBe('CREDENTIALS_WRONG');
    expect((await logIn(app, admin.userName, 'new-lakeside-1')).status).toBe(200);
  });

  it('is cleared away once nothing can renew it', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    app.clock.advance({ days: 31 });

    await (await app.get(IdentityPurgeJob)).run();

    expect(await app.dataSource.getRepository(SessionTokenRow).count()).toBe(0);
    expect(await app.dataSource.getRepository(LoginSessionRow).count()).toBe(0);
    expect((await logIn(app, admin.userName, admin.password)).status).toBe(200);
  });
});

describeOnBothDatabases('an SMS code', {}, (context) => {
  const reset = (phone: string, code: string) =>
    context.app.call(smsContract.resetPassword, {
      input: { body: { audience: 'member', phone, code, newPassword: 'lakeside-2027' } },
    });

  it('is stored hashed and travels sealed', async () => {
    const { app } = context;
    const phone = aPhone();

    const code = await anSmsCode(app, 'member', phone);

    const row = await app.dataSource.getRepository(SmsCodeRow).findOneByOrFail({ phone });
    const messages = await app.dataSource.getRepository(OutboxMessage).find();
    expect(code).toMatch(/^\d{6}$/);
    expect(row.codeHash).toMatch(/^[0-9a-f]{64}$/);
    expect(messages.filter((message) => message.topic === 'identity.smsCode')).toHaveLength(1);
    expect(JSON.stringify(messages.map((message) => message.payload))).not.toContain(code);
  });

  it('dies after five wrong tries, though they come at once', async () => {
    const { app } = context;
    const phone = aPhone();
    const code = await anSmsCode(app, 'member', phone);
    const wrong = code === '000000' ? '111111' : '000000';

    const tries = await Promise.all(Array.from({ length: 8 }, () => reset(phone, wrong)));
    const right = await reset(phone, code);

    expect(tries.filter((attempt) => attempt.error.code === 'SMS_CODE_WRONG')).toHaveLength(5);
    expect(right.error.code).toBe('SMS_CODE_EXPIRED');
  });

  it('counts once, for its own audience only', async () => {
    const { app } = context;
    const phone = aPhone();
    const code = await anSmsCode(app, 'channel', phone);

    const otherAudience = await reset(phone, code);
    const ownCode = await anSmsCode(app, 'member', phone);
    const first = await reset(phone, ownCode);
    const second = await reset(phone, ownCode);

    expect(otherAudience.error.code).toBe('SMS_CODE_WRONG');
    expect(first.error.code).toBe('ACCOUNT_NOT_FOUND');
    expect(second.error.code).toBe('SMS_CODE_EXPIRED');
  });

  it('is not sent again within a minute', async () => {
    const { app } = context;
    const phone = aPhone();
    await anSmsCode(app, 'member', phone);

    const again = await app.call(smsContract.requestSmsCode, {
      input: { body: { audience: 'member', phone } },
    });

    expect(again.error).toMatchObject({ code: 'SMS_TOO_OFTEN', details: { retryAfterSeconds: 60 } });
  });
});

describeOnBothDatabases('outside the demo', { environment: { DEMO: '0' } }, (context) => {
  it('no code is shown, and a phone gets ten a day', async () => {
    const { app } = context;
    const phone = aPhone();
    const statuses: number[] = [];

    for (let index = 0; index < 11; index += 1) {
      app.clock.advance({ minutes: 2 });
      const sent = await app.call(smsContract.requestSmsCode, {
        input: { body: { audience: 'member', phone } },
      });
      statuses.push(sent.status);
      if (sent.status === 200) expect(sent.body.demoCode).toBeNull();
    }

    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  });

  it('an address gets a hundred a day, counted for all servers and though two come at once', async () => {
    const { app } = context;
    const addresses = app.dataSource.getRepository(SmsAddressRow);
    const send = (phone: string) =>
      app.call(smsContract.requestSmsCode, { input: { body: { audience: 'member', phone } } });
    await send(aPhone());
    const [row] = await addresses.find();
    await addresses.update({ id: row?.id ?? 0 }, { sentOnDay: 99 });

    const twins = await Promise.all([send(aPhone()), send(aPhone())]);
    const refused = await send(aPhone());
    app.clock.set('2026-10-07T00:00:00+08:00');
    const nextDay = await send(aPhone());
    await (await app.get(IdentityPurgeJob)).run();

    expect(twins.map(({ status }) => status).sort()).toEqual([200, 429]);
    expect(refused.error.code).toBe('RATE_LIMITED');
    expect(nextDay.status).toBe(200);
    expect(await addresses.find()).toMatchObject([{ day: '2026-10-07', sentOnDay: 1 }]);
    expect(row?.addressHash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('production', () => {
  const environment = {
    NODE_ENV: 'production',
    SECRET_KEY: 'x'.repeat(32),
    DATA_DIR: `/tmp/lakeside-production-${process.pid}`,
    PORT: '0',
    LOG_LEVEL: 'silent',
  };
  const gateway = { SMS_GATEWAY_URL: 'http://127.0.0.1:9/sms', SMS_GATEWAY_KEY: 'k'.repeat(16) };

  it('does not start without an SMS gateway', async () => {
    await expect(startServer({ config: new AppConfig(environment) })).rejects.toThrow('SMS_GATEWAY_URL');
  });

  it('does not start without a first back-office user, and makes one from ADMIN_INITIAL_PASSWORD', async () => {
    await expect(startServer({ config: new AppConfig({ ...environment, ...gateway }) })).rejects.toThrow(
      'ADMIN_INITIAL_PASSWORD',
    );

    const config = new AppConfig({ ...environment, ...gateway, ADMIN_INITIAL_PASSWORD: 'first-admin-1' });
    const server = await startServer({ config });
    const response = await fetch(`${server.url}/api/public/admin/login`, {
      method: 'POST',
      body: JSON.stringify({ userName: 'admin', password: 'first-admin-1' }),
    });
    await server.stop();

    expect(response.status).toBe(200);
  });
});

describeOnBothDatabases('settings', {}, (context) => {
  it('begin with defaults, change as a whole, leave a trace and need a permission', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const clerk = await anAdmin(app, ['card.view']);

    const before = await app.call(settingsAdminContract.getSettings, { token: clerk.token });
    const settings = { ...before.body, deliveryLeadDays: 3 };
    const refused = await app.call(settingsAdminContract.updateSettings, {
      token: clerk.token,
      input: { body: settings },
    });
    await app.call(settingsAdminContract.updateSettings, { token: admin.token, input: { body: settings } });
    const after = await app.call(settingsAdminContract.getSettings, { token: clerk.token });

    expect(before.body).toMatchObject({ brandName: '湖畔', warehouse: { address: { city: '苏州市' } } });
    expect(refused.status).toBe(403);
    expect(after.body).toEqual(settings);
  });
});
