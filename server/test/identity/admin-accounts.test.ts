import { adminUserContract as contract } from '@lakeside/shared/identity/admin-user.contract';
import { adminAuthContract } from '@lakeside/shared/identity/identity.contract';
import { settingsAdminContract } from '@lakeside/shared/settings/settings.contract';
import { orderAdminContract } from '@lakeside/shared/order/order.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { AdminUserRow } from '../../src/modules/identity/entities/admin-user.entity';
import { anAdmin } from '../builders/admin.builder';
import { describeOnBothDatabases } from '../kit/test-app';

const password = 'lakeside-2026';

describeOnBothDatabases('accounts of the back office', { modules: serverModules }, (context) => {
  let calls = 0;
  const key = () => `admin-account-${(calls += 1)}`;
  const create = (token: string, userName: string, rights: { roleId?: number; own?: string[] } = {}) =>
    context.app.call(contract.createAdminUser, {
      token,
      input: {
        body: {
          userName,
          password,
          name: `张${userName}`,
          roleId: rights.roleId ?? null,
          // @ts-expect-error wrong rights are sent as well
          ownPermissions: rights.own ?? [],
        },
      },
      idempotencyKey: key(),
    });
  const aRole = (token: string, name: string, permissions: string[]) =>
    context.app.call(contract.createAdminRole, {
      token,
      // @ts-expect-error wrong rights are sent as well
      input: { body: { name, permissions } },
      idempotencyKey: key(),
    });
  const logIn = (userName: string, typed = password) =>
    context.app.call(adminAuthContract.logIn, { input: { body: { userName, password: typed } } });
  const tokenOf = async (userName: string) => (await logIn(userName)).body.session.accessToken;
  const ordersAs = async (token: string) =>
    (await context.app.call(orderAdminContract.listOrders, { token, input: { query: {} } })).status;
  const idOf = async (userName: string) =>
    (await context.app.dataSource.getRepository(AdminUserRow).findOneByOrFail({ userName })).id;

  it('are added, found, changed, closed and opened again by whoever may [AD-354]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);

    const { body: made } = await create(token, 'Keeper.One', { own: ['order.view'] });
    expect(made).toMatchObject({ userName: 'keeper.one', role: null, ownPermissions: ['order.view'] });
    const taken = await create(token, 'keeper.one');
    expect(taken.error).toMatchObject({ code: 'ADMIN_USER_NAME_TAKEN' });
    const list = async (search: string) =>
      (await app.call(contract.listAdminUsers, { token, input: { query: { search } } })).body;
    expect((await list('keeper.')).items).toEqual([made]);
    expect((await list('_')).total).toBe(0);

    const session = await tokenOf('keeper.one');
    expect(await ordersAs(session)).toBe(200);
    const { body: closed } = await app.call(contract.closeAdminUser, {
      token,
      input: { params: { id: made.id } },
    });
    expect(closed.isClosed).toBe(true);
    expect(await ordersAs(session)).toBe(401);
    expect((await logIn('keeper.one')).error).toMatchObject({ code: 'ACCOUNT_CLOSED' });
    await app.call(contract.reopenAdminUser, { token, input: { params: { id: made.id } } });
    const again = await tokenOf('keeper.one');

    const reset = { params: { id: made.id }, body: { newPassword: 'another-2027' } };
    expect((await app.call(contract.resetAdminPassword, { token, input: reset })).body).toEqual({ ok: true });
    expect(await ordersAs(again)).toBe(401);
    expect((await logIn('keeper.one')).error).toMatchObject({ code: 'CREDENTIALS_WRONG' });
    expect((await logIn('keeper.one', 'another-2027')).status).toBe(200);
  });

  it('see and call what their role allows, from the next request on [AD-355]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const { body: role } = await aRole(token, '客服', ['member.view', 'order.view']);
    await create(token, 'helper', { roleId: role.id, own: ['review.view'] });
    const helper = await tokenOf('helper');
    const profile = async () => (await app.call(adminAuthContract.getProfile, { token: helper })).body;
    const settings = (permission: string) =>
      app.call(settingsAdminContract.updateSettings, { token: permission, input: { body: {} as never } });

    expect((await profile()).permissions).toEqual(['member.view', 'order.view', 'review.view']);
    expect(await ordersAs(helper)).toBe(200);
    expect((await settings(helper)).status).toBe(403);

    const change = { params: { id: role.id }, body: { name: '客服', permissions: ['member.view' as const] } };
    expect((await app.call(contract.updateAdminRole, { token, input: change })).body.userCount).toBe(1);
    expect(await ordersAs(helper)).toBe(403);
    const inUse = await app.call(contract.deleteAdminRole, { token, input: { params: { id: role.id } } });
    expect(inUse.error).toMatchObject({ code: 'ADMIN_ROLE_IN_USE', details: { count: 1 } });
    expect((await aRole(token, '客服', ['order.view'])).error).toMatchObject({
      code: 'ADMIN_ROLE_NAME_TAKEN',
    });

    const moved = { name: '张helper', roleId: null, ownPermissions: [] };
    await app.call(contract.updateAdminUser, {
      token,
      input: { params: { id: await idOf('helper') }, body: moved },
    });
    expect((await profile()).permissions).toEqual([]);
    const deleted = await app.call(contract.deleteAdminRole, { token, input: { params: { id: role.id } } });
    expect(deleted.body).toEqual({ ok: true });
  });

  it('give nobody more than their administrator has, and change nobody who has more', async () => {
    const { app } = context;
    const { token: full } = await anAdmin(app);
    await create(full, 'boss', { own: ['*'] });
    const { token } = await anAdmin(app, ['admin.edit', 'order.view']);
    const { body: finance } = await aRole(full, '财务', ['finance.edit']);
    const boss = { params: { id: await idOf('boss') } };

    const refused = [
      await create(token, 'more', { own: ['finance.edit'] }),
      await create(token, 'all', { own: ['*'] }),
      await create(token, 'role', { roleId: finance.id }),
      await aRole(token, '更多', ['order.view', 'order.ship']),
      await app.call(contract.closeAdminUser, { token, input: boss }),
      await app.call(contract.resetAdminPassword, {
        token,
        input: { ...boss, body: { newPassword: 'taken-over-1' } },
      }),
      await app.call(contract.updateAdminUser, {
        token,
        input: { ...boss, body: { name: '改', roleId: null, ownPermissions: [] } },
      }),
      await app.call(contract.deleteAdminRole, { token, input: { params: { id: finance.id } } }),
    ];

    expect(refused.map(({ error }) => error.code)).toEqual(refused.map(() => 'ADMIN_RIGHTS_EXCEEDED'));
    expect((await create(token, 'equal', { own: ['order.view'] })).status).toBe(200);
    expect((await create(token, 'bad', { own: ['no.such'] })).status).toBe(422);
    expect((await create(token, '账号')).status).toBe(422);
  });

  it('never end without somebody who may do it all', async () => {
    const { app } = context;
    const [one, other] = [await anAdmin(app), await anAdmin(app)];
    const ids = [await idOf(one.userName), await idOf(other.userName)] as const;
    const close = (token: string, id: number) =>
      app.call(contract.closeAdminUser, { token, input: { params: { id } } });

    const ownRights = await app.call(contract.updateAdminUser, {
      token: one.token,
      input: { params: { id: ids[0] }, body: { name: '我', roleId: null, ownPermissions: [] } },
    });
    expect(ownRights.error).toMatchObject({ code: 'ADMIN_USER_SELF' });
    expect((await close(one.token, ids[0])).error).toMatchObject({ code: 'ADMIN_USER_SELF' });
    const both = await Promise.all([close(one.token, ids[1]), close(other.token, ids[0])]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
