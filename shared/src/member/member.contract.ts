import * as v from 'valibot';
import { channelErrors } from '../channel/channel.errors';
import { channelRefSchema, locationSchema } from '../channel/channel.contract';
import { inviteSchema } from '../channel/invite.schemas';
import { AdminPermission } from '../identity/admin-permission';
import { loginByPasswordBody, sessionSchema } from '../identity/identity.contract';
import { identityErrors } from '../identity/identity.errors';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  daySchema,
  idParams,
  idSchema,
  instantSchema,
  okSchema,
  phoneSchema,
  queryIntegerSchema,
  rateBpSchema,
  smsCodeSchema,
  textSchema,
} from '../kernel/schemas';
import { pictureUrlSchema } from '../media/picture-url';
import { wechatErrors } from '../wechat/wechat.errors';
import { memberErrors } from './member.errors';

export const memberStatusSchema = v.picklist(['active', 'closed']);

export const memberProfileSchema = v.object({
  id: idSchema,
  phone: v.string(),
  nickname: v.string(),
  avatarUrl: v.nullable(v.string()),
  level: v.object({ id: idSchema, name: v.string(), rateBp: rateBpSchema }),
  channel: v.nullable(channelRefSchema),
  hasPassword: v.boolean(),
  joinedAt: instantSchema,
});
export type MemberProfile = v.InferOutput<typeof memberProfileSchema>;

export const memberLoginEntries = {
  session: sessionSchema,
  profile: memberProfileSchema,
  isNew: v.boolean(),
};
const memberLoginResponse = v.object(memberLoginEntries);

export const memberAuthContract = {
  logInByCode: endpoint({
    method: 'POST',
    path: '/api/public/member/login-by-code',
    audience: 'public',
    body: v.object({
      phone: phoneSchema,
      code: smsCodeSchema,
      /** Token of the scanned invite; only counts at first registration (rules.md §2). */
      inviteToken: v.optional(v.nullable(v.string()), null),
    }),
    response: memberLoginResponse,
    errors: { ...identityErrors, ...memberErrors, ...channelErrors },
    summary:
      'Logs in by SMS code; an unknown phone is registered under the inviter (MB-001, MB-003 … MB-005).',
  }),
  logInByPassword: endpoint({
    method: 'POST',
    path: '/api/public/member/login-by-password',
    audience: 'public',
    body: loginByPasswordBody,
    response: memberLoginResponse,
    errors: { ...identityErrors, ...memberErrors },
    summary: 'Logs in with phone and password (MB-006).',
  }),
};

export const addressBody = v.object({
  name: textSchema(20, '请填写收件人'),
  phone: phoneSchema,
  province: textSchema(20, '请选择省份'),
  city: textSchema(20, '请选择城市'),
  district: textSchema(20, '请选择区县'),
  detail: textSchema(100, '请填写详细地址'),
  location: v.optional(v.nullable(locationSchema), null),
  isDefault: v.optional(v.boolean(), false),
});
export const addressSchema = v.object({
  id: idSchema,
  name: v.string(),
  phone: v.string(),
  province: v.string(),
  city: v.string(),
  district: v.string(),
  detail: v.string(),
  location: v.nullable(locationSchema),
  isDefault: v.boolean(),
});
export type Address = v.InferOutput<typeof addressSchema>;

export const memberSelfContract = {
  getProfile: endpoint({
    method: 'GET',
    path: '/api/member/profile',
    audience: 'member',
    permission: 'self',
    response: memberProfileSchema,
    summary: 'The logged-in member (MB-058).',
  }),
  updateProfile: endpoint({
    method: 'PUT',
    path: '/api/member/profile',
    audience: 'member',
    permission: 'self',
    body: v.object({
      nickname: textSchema(20, '请填写昵称'),
      avatarUrl: v.optional(v.nullable(pictureUrlSchema), null),
    }),
    response: memberProfileSchema,
    errors: wechatErrors,
    summary: 'Changes nickname and picture (MB-058).',
  }),
  getInvite: endpoint({
    method: 'GET',
    path: '/api/member/invite',
    audience: 'member',
    permission: 'self',
    response: inviteSchema,
    summary: 'The own invite; who registers through it belongs to the same channel (MB-059).',
  }),
  listAddresses: endpoint({
    method: 'GET',
    path: '/api/member/addresses',
    audience: 'member',
    permission: 'self',
    response: v.array(addressSchema),
    summary: 'Own addresses, the default first (MB-070).',
  }),
  createAddress: endpoint({
    method: 'POST',
    path: '/api/member/addresses',
    audience: 'member',
    permission: 'self',
    body: addressBody,
    response: addressSchema,
    errors: memberErrors,
    summary: 'Adds an address; the first one becomes the default (MB-024, MB-070).',
  }),
  updateAddress: endpoint({
    method: 'PUT',
    path: '/api/member/addresses/:id',
    audience: 'member',
    permission: 'self',
    params: idParams,
    body: addressBody,
    response: addressSchema,
    errors: memberErrors,
    summary: 'Edits an own address (MB-070).',
  }),
  deleteAddress: endpoint({
    method: 'DELETE',
    path: '/api/member/addresses/:id',
    audience: 'member',
    permission: 'self',
    params: idParams,
    response: okSchema,
    errors: memberErrors,
    summary: 'Deletes an own address.',
  }),
};

export const memberAdminViewSchema = v.object({
  id: idSchema,
  phone: v.string(),
  nickname: v.string(),
  avatarUrl: v.nullable(v.string()),
  level: v.object({ id: idSchema, name: v.string(), rateBp: rateBpSchema }),
  channel: v.nullable(channelRefSchema),
  staffName: v.nullable(v.string()),
  inviterName: v.nullable(v.string()),
  status: memberStatusSchema,
  joinedAt: instantSchema,
});
export type MemberAdminView = v.InferOutput<typeof memberAdminViewSchema>;

export const memberAdminContract = {
  listMembers: endpoint({
    method: 'GET',
    path: '/api/admin/members',
    audience: 'admin',
    permission: AdminPermission.memberView,
    query: v.object({
      ...pageQueryEntries,
      search: v.optional(v.string()),
      levelId: v.optional(idSchema),
      /** Members of every level with this rate. */
      rateBp: v.optional(v.pipe(queryIntegerSchema, rateBpSchema)),
      channelId: v.optional(idSchema),
      staffId: v.optional(idSchema),
      joinedFrom: v.optional(daySchema),
      joinedTo: v.optional(daySchema),
    }),
    response: pageOf(memberAdminViewSchema),
    summary: 'Members by name, phone, level, rate, channel, staff and day of joining (AD-123 … AD-126).',
  }),
  getMember: endpoint({
    method: 'GET',
    path: '/api/admin/members/:id',
    audience: 'admin',
    permission: AdminPermission.memberView,
    params: idParams,
    response: memberAdminViewSchema,
    errors: memberErrors,
    summary: 'One member (AD-131).',
  }),
  changeMemberLevel: endpoint({
    method: 'PUT',
    path: '/api/admin/members/:id/level',
    audience: 'admin',
    permission: AdminPermission.memberEdit,
    params: idParams,
    body: v.object({ levelId: idSchema }),
    response: memberAdminViewSchema,
    errors: { ...memberErrors, ...channelErrors },
    summary: 'Sets the level of a member.',
  }),
  changeMemberChannel: endpoint({
    method: 'PUT',
    path: '/api/admin/members/:id/channel',
    audience: 'admin',
    permission: AdminPermission.memberEdit,
    params: idParams,
    body: v.object({ channelId: v.nullable(idSchema) }),
    response: memberAdminViewSchema,
    errors: { ...memberErrors, ...channelErrors },
    summary: 'Moves a member to another channel; later orders only (AD-128).',
  }),
  closeMember: endpoint({
    method: 'POST',
    path: '/api/admin/members/:id/close',
    audience: 'admin',
    permission: AdminPermission.memberEdit,
    params: idParams,
    body: v.object({ reason: textSchema(100, '请填写原因') }),
    response: memberAdminViewSchema,
    errors: memberErrors,
    summary: 'Closes a member; sessions end at once (AD-130).',
  }),
  reopenMember: endpoint({
    method: 'POST',
    path: '/api/admin/members/:id/reopen',
    audience: 'admin',
    permission: AdminPermission.memberEdit,
    params: idParams,
    response: memberAdminViewSchema,
    errors: memberErrors,
    summary: 'Reopens a closed member.',
  }),
};
