import { adminAuthContract } from '@lakeside/shared/identity/identity.contract';
import { AdminUserService } from '../../src/modules/identity/admin-user.service';
import { systemActor } from '../../src/platform/http/actor';
import type { TestApp } from '../kit/test-app';

const password = 'lakeside-2026';
let count = 0;

export interface AdminLogin {
  readonly token: string;
  readonly userName: string;
  readonly password: string;
}

/** A back-office user with these permissions (all when absent), logged in. */
export async function anAdmin(app: TestApp, permissions: readonly string[] = ['*']): Promise<AdminLogin> {
  count += 1;
  const userName = `admin${count}`;
  const users = await app.get(AdminUserService);
  await users.createAdminUser(systemActor('test'), {
    userName,
    name: `管理员${count}`,
    permissions,
    password,
  });
  const { body } = await app.call(adminAuthContract.logIn, { input: { body: { userName, password } } });
  return { token: body.session.accessToken, userName, password };
}
