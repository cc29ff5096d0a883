import { auditAdminContract } from '@lakeside/shared/audit/audit.contract';
import { channelAdminContract } from '@lakeside/shared/channel/channel.contract';
import { adminSessionContract, smsContract } from '@lakeside/shared/identity/identity.contract';
import { settingsAdminContract } from '@lakeside/shared/settings/settings.contract';
import { expect, it, vi } from 'vitest';
import { demoMemberCards, demoPassword } from '../../src/demo/demo-world';
import { AuditEntryRow } from '../../src/modules/audit/entities/audit-entry.entity';
import { SessionTokenRow } from '../../src/modules/identity/entities/session-token.entity';
import { seedWorld } from '../access/world';
import { anAdmin } from '../builders/admin.builder';
import { anL1 } from '../builders/channel.builder';
import { aMember } from '../builders/member.builder';
import { anSmsCode } from '../builders/sms.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

interface Write {
  readonly call: string;
  readonly requestId: string;
}

/** Passes every request on and notes the writes that the server took, until it is restored. */
function noteWrites() {
  const writes: Write[] = [];
  const send = globalThis.fetch;
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const response = await send(input, init);
    const method = init?.method ?? 'GET';
    const requestId = response.headers.get('x-request-id') ?? '';
    if (response.ok && method !== 'GET') writes.push({ call: `${method} ${String(input)}`, requestId });
    return response;
  });
  return { writes, restore: () => spy.mockRestore() };
}

/** Logins and login codes are kept in tables of their own, a cart and favourites hold wishes; a preview asks with POST but changes nothing. */
const noWrites = /\/login|\/sms-codes$|\/cart\/lines|\/store-cart|\/favourite$|\/preview|\/session\/refresh$/;

async function search(app: TestApp, token: string, query: Record<string, string | number>) {
  const { body } = await app.call(auditAdminContract.listAuditEntries, { token, input: { query } });
  return body;
}

describeOnBothDatabases('the audit log', { environment: { WORKERS: '1' } }, (context) => {
  it(
    'holds who did every write of the demo story and under which request, and no secret',
    { timeout: 180_000 },
    async () => {
      const { app } = context;
      const noted = noteWrites();
      await seedWorld(app).finally(noted.restore);

      const entries = await app.dataSource.getRepository(AuditEntryRow).find();
      const logged = new Set(entries.map(({ requestId }) => requestId));
      const writes = noted.writes.filter(({ call }) => !noWrites.test(call));
      const silent = writes.filter(({ requestId }) => !logged.has(requestId));

      expect(writes.length).toBeGreaterThan(60);
      expect([
        ...new Set(silent.map(({ call }) => call.replace(app.url, '').replace(/\d+/g, ':id'))),
      ]).toEqual([]);
      expect(
        entries.filter(({ actorName, action, at }) => !actorName || !action.includes('.') || !at),
      ).toEqual([]);
      const byPeople = entries.filter(({ actorKind }) => !['system', 'anonymous'].includes(actorKind));
      expect(byPeople.filter(({ actorId }) => actorId === null)).toEqual([]);
      const text = JSON.stringify(entries);
      for (const secret of [demoPassword, '$argon2', ...demoMemberCards.map((card) => card.secret)])
        expect(text).not.toContain(secret);
      for (const { tokenHash } of await app.dataSource.getRepository(SessionTokenRow).find())
        expect(text).not.toContain(tokenHash);
      expect(text).not.toMatch(/"(password|newPassword|secret|secretHash|code|token)":/);
    },
  );

  it('tells a change as before and after, with who, whom, when, from where', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const l1 = await anL1(app, admin.token);

    const changed = await app.call(channelAdminContract.changeRate, {
      token: admin.token,
      input: { params: { id: l1.id }, body: { rateBp: 6100 } },
    });
    const requestId = changed.headers.get('x-request-id') ?? '';
    const { items, total } = await search(app, admin.token, { requestId });

    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      actorKind: 'admin',
      action: 'channel.changeRate',
      targetKind: 'channel',
      targetId: String(l1.id),
      targetLabel: l1.name,
      before: { rateBp: 6000 },
      after: { rateBp: 6100 },
      requestId,
    });
    expect(items[0]?.actorName).toContain('管理员');
    expect(items[0]?.ip).toContain('127.0.0.1');
  });

  it('is not written when the change is refused', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const l1 = await anL1(app, admin.token);

    const refused = await app.call(channelAdminContract.changeRate, {
      token: admin.token,
      input: { params: { id: l1.id }, body: { rateBp: 10_000 } },
    });

    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect((await search(app, admin.token, { requestId: refused.error.requestId })).total).toBe(0);
  });

  it('is searched by action, target, actor and day, newest first, page by page', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const own = async (query: Record<string, string | number>) =>
      (await search(app, later.token, { targetKind: 'channel', targetId: l1.id, ...query })).items.map(
        ({ action }) => action,
      );
    const l1 = await anL1(app, admin.token);
    app.clock.advance({ days: 1 });
    const later = await anAdmin(app);
    const change = (rateBp: number) =>
      app.call(channelAdminContract.changeRate, {
        token: later.token,
        input: { params: { id: l1.id }, body: { rateBp } },
      });
    await change(6100);
    await change(6200);

    expect(await own({})).toEqual(['channel.changeRate', 'channel.changeRate', 'channel.createL1']);
    expect(await own({ action: 'channel.createL1' })).toEqual(['channel.createL1']);
    expect(await own({ page: 2, pageSize: 2 })).toEqual(['channel.createL1']);
    expect(await own({ from: '2026-10-07', to: '2026-10-07' })).toHaveLength(2);
    expect(await own({ to: '2026-10-06' })).toEqual(['channel.createL1']);
    expect(await own({ actorName: '没有这个人' })).toEqual([]);
  });

  it('is for those who may see it, and keeps a change of the settings whole', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const clerk = await anAdmin(app, ['settings.edit', 'card.view']);
    const { body: settings } = await app.call(settingsAdminContract.getSettings, { token: admin.token });

    await app.call(settingsAdminContract.updateSettings, {
      token: admin.token,
      input: { body: { ...settings, deliveryLeadDays: settings.deliveryLeadDays + 1 } },
    });
    const refused = await app.call(auditAdminContract.listAuditEntries, {
      token: clerk.token,
      input: { query: {} },
    });
    const { items } = await search(app, admin.token, { action: 'settings.update' });

    expect(refused.status).toBe(403);
    expect(items[0]).toMatchObject({
      before: { deliveryLeadDays: settings.deliveryLeadDays },
      after: { deliveryLeadDays: settings.deliveryLeadDays + 1 },
    });
  });

  it('tells that a password was changed or set anew, but not which', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const member = await aMember(app);
    app.clock.advance({ minutes: 2 });
    const code = await anSmsCode(app, 'member', member.phone);

    const changed = await app.call(adminSessionContract.changePassword, {
      token: admin.token,
      input: { body: { currentPassword: admin.password, newPassword: 'new-lakeside-1' } },
    });
    const reset = await app.call(smsContract.resetPassword, {
      input: { body: { audience: 'member', phone: member.phone, code, newPassword: 'new-lakeside-2' } },
    });
    const entryOf = async ({ headers }: { headers: Headers }) =>
      (await search(app, admin.token, { requestId: headers.get('x-request-id') ?? '' })).items;

    expect(await entryOf(changed)).toMatchObject([
      { action: 'identity.changePassword', actorKind: 'admin', after: null },
    ]);
    expect(await entryOf(reset)).toMatchObject([
      { action: 'identity.resetPassword', targetKind: 'member', targetId: String(member.id), after: null },
    ]);
  });
});
