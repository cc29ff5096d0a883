import {
  crmSalesContract,
  salesAuthContract,
  salespersonAdminContract,
} from '@lakeside/shared/crm/crm.contract';
import { salesSessionContract } from '@lakeside/shared/identity/identity.contract';
import { expect, it } from 'vitest';
import { SalespersonRow } from '../../src/modules/org/entities/salesperson.entity';
import { anAdmin } from '../builders/admin.builder';
import { anL1 } from '../builders/channel.builder';
import { aSalesperson, salesLogin } from '../builders/sales.builder';
import { aPhone } from '../builders/sms.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const profileOf = (app: TestApp, token: string) => app.call(crmSalesContract.getProfile, { token });

const passwordLogin = (app: TestApp, phone: string, password: string) =>
  app.call(salesAuthContract.logInByPassword, { input: { body: { phone, password } } });

const setPassword = (app: TestApp, token: string, change: { from: string | null; to: string }) =>
  app.call(salesSessionContract.changePassword, {
    token,
    input: { body: { currentPassword: change.from, newPassword: change.to } },
  });

describeOnBothDatabases('a salesperson', {}, (context) => {
  it('logs in by code; a phone the back office did not add is refused [SA-001]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const person = await aSalesperson(app, admin);
    const stranger = aPhone();

    const profile = await profileOf(app, person.token);
    const refused = await salesLogin(app, stranger);

    expect(profile.body).toEqual({
      id: person.id,
      name: person.name,
      phone: person.phone,
      departmentName: null,
      hasPassword: false,
    });
    expect(refused.error.code).toBe('ACCOUNT_NOT_FOUND');
    expect(await app.dataSource.getRepository(SalespersonRow).countBy({ phone: stranger })).toBe(0);
  });

  it('sets a password after the first login, logs in with it and changes it [SA-002, SA-062]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const person = await aSalesperson(app, admin);

    const early = await passwordLogin(app, person.phone, 'lakeside-2026');
    await setPassword(app, person.token, { from: null, to: 'lakeside-2026' });
    const first = await passwordLogin(app, person.phone, 'lakeside-2026');
    await setPassword(app, first.body.session.accessToken, { from: 'lakeside-2026', to: 'lakeside-2027' });
    const old = await passwordLogin(app, person.phone, 'lakeside-2026');
    const second = await passwordLogin(app, person.phone, 'lakeside-2027');

    expect(early.error.code).toBe('CREDENTIALS_WRONG');
    expect(first.body.profile).toMatchObject({ id: person.id, hasPassword: true });
    expect(old.error.code).toBe('CREDENTIALS_WRONG');
    expect(second.status).toBe(200);
  });

  it('logs out, which ends the session [SA-063]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const person = await aSalesperson(app, admin);

    await app.call(salesSessionContract.logOut, { token: person.token });

    expect((await profileOf(app, person.token)).error.code).toBe('SESSION_EXPIRED');
  });

  it('is listed with the number of customers, found by name and by phone, and keeps a phone of its own', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const person = await aSalesperson(app, admin);
    await anL1(app, admin, { salespersonId: person.id });
    const list = async (search: string) =>
      (
        await app.call(salespersonAdminContract.listSalespeople, {
          token: admin,
          input: { query: { search } },
        })
      ).body;

    const twin = await app.call(salespersonAdminContract.createSalesperson, {
      token: admin,
      input: { body: { name: '另一个人', phone: person.phone } },
    });

    expect((await list(person.phone)).items).toMatchObject([
      { id: person.id, customerCount: 1, status: 'active' },
    ]);
    expect((await list(person.name)).items.map(({ id }) => id)).toContain(person.id);
    expect((await list('没有这个人')).total).toBe(0);
    expect(twin.error.code).toBe('SALESPERSON_PHONE_TAKEN');
  });

  it('is out at once when closed, while the customers stay for somebody else to take over', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const person = await aSalesperson(app, admin);
    await anL1(app, admin, { salespersonId: person.id });

    const closed = await app.call(salespersonAdminContract.closeSalesperson, {
      token: admin,
      input: { params: { id: person.id } },
    });

    expect(closed.body).toMatchObject({ status: 'closed', customerCount: 1 });
    expect((await profileOf(app, person.token)).status).toBe(401);
  });

  it('can be entered again with the phone of a closed account, as somebody new without its customers', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const person = await aSalesperson(app, admin);
    await anL1(app, admin, { salespersonId: person.id });
    await app.call(salespersonAdminContract.closeSalesperson, {
      token: admin,
      input: { params: { id: person.id } },
    });

    const closed = await salesLogin(app, person.phone);
    const again = await app.call(salespersonAdminContract.createSalesperson, {
      token: admin,
      input: { body: { name: '回来的人', phone: person.phone } },
    });
    app.clock.advance({ minutes: 2 });
    const login = await salesLogin(app, person.phone);

    expect(closed.error.code).toBe('ACCOUNT_NOT_FOUND');
    expect(again.body).toMatchObject({ status: 'active', customerCount: 0 });
    expect(again.body.id).not.toBe(person.id);
    expect(login.body.profile.id).toBe(again.body.id);
  });
});
