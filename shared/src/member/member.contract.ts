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
  optionalTextSchema,
  phoneSchema,
  queryIntegerSchema,
  rateBpSchema,
  smsCodeSchema,
  textSchema,
} from '../kernel/schemas';
import { pictureUrlSchema } from '../media/picture-url';
import { wechatErrors } from '../wechat/wechat.errors';
import { memberErrors } from './member.errors';

export const memberStatusSchema = v.picklist(['active', 'closed', 'deleted']);
export const memberStatusName: Readonly<Record<v.InferOutput<typeof memberStatusSchema>, string>> = {
  active: '正常',
  closed: '已关闭',
  deleted: '已注销',
};

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

export const memberTagSchema = v.object({ id: idSchema, name: v.string() });
export type MemberTag = v.InferOutput<typeof memberTagSchema>;

export const memberAdminViewSchema = v.object({
  id: idSchema,
  phone: v.string(),
  nickname: v.string(),
  avatarUrl: v.nullable(v.string()),
  level: v.object({ id: idSchema, name: v.string(), rateBp: rateBpSchema }),
  channel: v.nullable(channelRefSchema),
  staffId: v.nullable(idSchema),
  staffName: v.nullable(v.string()),
  inviterName: v.nullable(v.string()),
  /** A note of the shop that the member never sees. */
  remark: v.nullable(v.string()),
  tags: v.array(memberTagSchema),
  status: memberStatusSchema,
  joinedAt: instantSchema,
});
export type MemberAdminView = v.InferOutput<typeof memberAdminViewSchema>;

const filterEntries = {
  search: v.optional(v.string()),
  levelId: v.optional(idSchema),
  /** Members of every level with this rate. */
  rateBp: v.optional(v.pipe(queryIntegerSchema, rateBpSchema)),
  channelId: v.optional(idSchema),
  staffId: v.optional(idSchema),
  tagId: v.optional(idSchema),
  status: v.optional(memberStatusSchema),
  joinedFrom: v.optional(daySchema),
  joinedTo: v.optional(daySchema),
};
const reasonEntry = { reason: textSchema(100, '请填写原因') };

export const memberAdminContract = {
  listMembers: endpoint({
    method: 'GET',
    path: '/api/admin/members',
    audience: 'admin',
    permission: AdminPermission.memberView,
    query: v.object({ ...pageQueryEntries, ...filterEntries }),
    response: pageOf(memberAdminViewSchema),
    summary: 'Members by name, phone, level, rate, channel, staff, tag and day of joining (AD-123 … AD-126).',
  }),
  exportMembers: endpoint({
    method: 'GET',
    path: '/api/admin/members/export',
    audience: 'admin',
    permission: AdminPermission.memberView,
    kind: 'file',
    query: v.object(filterEntries),
    response: v.unknown(),
    summary: 'The same members as a streamed xlsx.',
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
    body: v.object({ levelId: idSchema, ...reasonEntry }),
    response: memberAdminViewSchema,
    errors: { ...memberErrors, ...channelErrors },
    summary: 'Sets the level of a member, with the reason.',
  }),
  changeMemberChannel: endpoint({
    method: 'PUT',
    path: '/api/admin/members/:id/channel',
    audience: 'admin',
    permission: AdminPermission.memberEdit,
    params: idParams,
    body: v.object({ channelId: v.nullable(idSchema), ...reasonEntry }),
    response: memberAdminViewSchema,
    errors: { ...memberErrors, ...channelErrors },
    summary: 'Moves a member to another channel; later orders only (AD-128).',
  }),
  changeMemberStaff: endpoint({
    method: 'PUT',
    path: '/api/admin/members/:id/staff',
    audience: 'admin',
    permission: AdminPermission.memberEdit,
    params: idParams,
    body: v.object({ staffId: v.nullable(idSchema), ...reasonEntry }),
    response: memberAdminViewSchema,
    errors: { ...memberErrors, ...channelErrors },
    summary: 'Gives a member another staff member of the same channel, or none; later orders only (AD-129).',
  }),
  updateMember: endpoint({
    method: 'PUT',
    path: '/api/admin/members/:id',
    audience: 'admin',
    permission: AdminPermission.memberEdit,
    params: idParams,
    body: v.object({
      nickname: textSchema(20, '请填写昵称'),
      phone: phoneSchema,
      avatarUrl: v.optional(v.nullable(pictureUrlSchema), null),
      remark: optionalTextSchema(200),
    }),
    response: memberAdminViewSchema,
    errors: memberErrors,
    summary:
      'Edits the basic data of a member; a new phone number is the new login and ends all sessions (AD-127).',
  }),
  closeMember: endpoint({
    method: 'POST',
    path: '/api/admin/members/:id/close',
    audience: 'admin',
    permission: AdminPermission.memberEdit,
    params: idParams,
    body: v.object(reasonEntry),
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
