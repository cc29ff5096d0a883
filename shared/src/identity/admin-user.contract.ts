import * as v from 'valibot';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  countSchema,
  idParams,
  idSchema,
  instantSchema,
  okSchema,
  passwordSchema,
  textSchema,
} from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { AdminPermission } from './admin-permission';
import { adminUserErrors } from './admin-user.errors';

const admin = {
  audience: 'admin',
  permission: AdminPermission.adminEdit,
  errors: adminUserErrors,
} as const;

/** `*` is everything, also what is added later. */
const permissionsSchema = v.pipe(
  v.array(v.picklist(['*', ...valuesOf(AdminPermission)], '请选择权限')),
  v.maxLength(100, '权限太多'),
  v.transform((all) => [...new Set(all)].sort()),
);

export const adminRoleSchema = v.object({
  id: idSchema,
  name: v.string(),
  permissions: v.array(v.string()),
  /** How many accounts have it. */
  userCount: countSchema,
});
export type AdminRole = v.InferOutput<typeof adminRoleSchema>;

export const adminUserSchema = v.object({
  id: idSchema,
  userName: v.string(),
  name: v.string(),
  role: v.nullable(v.object({ id: idSchema, name: v.string() })),
  /** Given besides those of the role. */
  ownPermissions: v.array(v.string()),
  isClosed: v.boolean(),
  createdAt: instantSchema,
});
export type AdminUserView = v.InferOutput<typeof adminUserSchema>;

const userEntries = {
  name: textSchema(20, '请填写姓名'),
  roleId: v.nullable(idSchema),
  ownPermissions: permissionsSchema,
};
export const updateAdminUserBody = v.object(userEntries);
export const createAdminUserBody = v.object({
  userName: v.pipe(
    v.string('请填写账号'),
    v.trim(),
    v.toLowerCase(),
    v.regex(/^[a-z][a-z0-9._-]{2,39}$/, '账号是字母开头的字母、数字、点或横线，3 到 40 位'),
  ),
  password: passwordSchema,
  ...userEntries,
});
export const resetAdminPasswordBody = v.object({ newPassword: passwordSchema });
export const adminRoleBody = v.object({
  name: textSchema(20, '请填写角色名称'),
  permissions: v.pipe(permissionsSchema, v.minLength(1, '请至少选择一项权限')),
});

export const adminUserContract = {
  listAdminUsers: endpoint({
    ...admin,
    method: 'GET',
    path: '/api/admin/users',
    query: v.object({
      ...pageQueryEntries,
      search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40))),
    }),
    response: pageOf(adminUserSchema),
    summary: 'Accounts of the back office by user name or name, the newest first (AD-354).',
  }),
  createAdminUser: endpoint({
    ...admin,
    method: 'POST',
    path: '/api/admin/users',
    body: createAdminUserBody,
    response: adminUserSchema,
    idempotent: true,
    summary: 'Adds an account with a role; nobody gives rights they do not have (AD-354).',
  }),
  updateAdminUser: endpoint({
    ...admin,
    method: 'PUT',
    path: '/api/admin/users/:id',
    params: idParams,
    body: updateAdminUserBody,
    response: adminUserSchema,
    summary:
      'Changes name, role and rights of an account; they count from the next request (AD-354, AD-355).',
  }),
  resetAdminPassword: endpoint({
    ...admin,
    method: 'PUT',
    path: '/api/admin/users/:id/password',
    params: idParams,
    body: resetAdminPasswordBody,
    response: okSchema,
    summary: 'Gives an account a new password and ends its sessions (AD-354).',
  }),
  closeAdminUser: endpoint({
    ...admin,
    method: 'POST',
    path: '/api/admin/users/:id/close',
    params: idParams,
    response: adminUserSchema,
    summary: 'Closes an account and ends its sessions (AD-354).',
  }),
  reopenAdminUser: endpoint({
    ...admin,
    method: 'POST',
    path: '/api/admin/users/:id/reopen',
    params: idParams,
    response: adminUserSchema,
    summary: 'Lets a closed account log in again (AD-354).',
  }),
  listAdminRoles: endpoint({
    ...admin,
    method: 'GET',
    path: '/api/admin/roles',
    response: v.array(adminRoleSchema),
    summary: 'All roles, at most fifty (AD-355).',
  }),
  createAdminRole: endpoint({
    ...admin,
    method: 'POST',
    path: '/api/admin/roles',
    body: adminRoleBody,
    response: adminRoleSchema,
    idempotent: true,
    summary: 'Adds a role (AD-355).',
  }),
  updateAdminRole: endpoint({
    ...admin,
    method: 'PUT',
    path: '/api/admin/roles/:id',
    params: idParams,
    body: adminRoleBody,
    response: adminRoleSchema,
    summary: 'Changes a role; its accounts may do so from the next request (AD-355).',
  }),
  deleteAdminRole: endpoint({
    ...admin,
    method: 'DELETE',
    path: '/api/admin/roles/:id',
    params: idParams,
    response: okSchema,
    summary: 'Deletes a role that no account has (AD-355).',
  }),
};
