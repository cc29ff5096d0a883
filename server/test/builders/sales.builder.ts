import { salesAuthContract, salespersonAdminContract } from '@lakeside/shared/crm/crm.contract';
import type { TestApp } from '../kit/test-app';
import { anSmsCode, aPhone } from './sms.builder';

let count = 0;

export interface SalesLogin {
  readonly id: number;
  readonly name: string;
  readonly phone: string;
  readonly token: string;
}

/** A salesperson whom the back office added, logged in. */
export async function aSalesperson(app: TestApp, adminToken: string): Promise<SalesLogin> {
  count += 1;
  const name = `销售${count}`;
  const phone = aPhone();
  const { body } = await app.call(salespersonAdminContract.createSalesperson, {
    token: adminToken,
    input: { body: { name, phone } },
  });
  const { body: login } = await salesLogin(app, phone);
  return { id: body.id, name, phone, token: login.session.accessToken };
}

/** One code login of a phone at the sales app, whatever comes of it. */
export async function salesLogin(app: TestApp, phone: string) {
  const code = await anSmsCode(app, 'sales', phone);
  return app.call(salesAuthContract.logInByCode, { input: { body: { phone, code } } });
}
