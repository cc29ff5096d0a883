import * as v from 'valibot';
import { AdminPermission, ChannelModule } from '../identity/admin-permission';
import { loginByCodeBody, loginByPasswordBody, sessionSchema } from '../identity/identity.contract';
import { identityErrors } from '../identity/identity.errors';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  countSchema,
  fenSchema,
  idParams,
  idSchema,
  instantSchema,
  okSchema,
  phoneSchema,
  queryIntegerSchema,
  rateBpSchema,
  signedFenSchema,
  textSchema,
} from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { channelErrors } from './channel.errors';
import { BusinessMode, ChannelStatus, L1Subtype } from './channel.status';
import { inviteSchema } from './invite.schemas';

export const channelLevelSchema = v.picklist([1, 2, 3]);
export const channelStatusSchema = v.picklist(valuesOf(ChannelStatus));
export const l1SubtypeSchema = v.picklist(valuesOf(L1Subtype));
export const channelModuleSchema = v.picklist(valuesOf(ChannelModule));

/** Latitude and longitude in degrees (GCJ-02, as Chinese maps give them). */
export const locationSchema = v.object({
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
});

export const channelAddressSchema = v.object({
  province: textSchema(20, '请选择省份'),
  city: textSchema(20, '请选择城市'),
  district: textSchema(20, '请选择区县'),
  detail: textSchema(100, '请填写详细地址'),
});
export type ChannelAddress = v.InferOutput<typeof channelAddressSchema>;

/** How a channel is named wherever it is only referred to. */
export const channelRefSchema = v.object({ id: idSchema, name: v.string(), level: channelLevelSchema });
export type ChannelRef = v.InferOutput<typeof channelRefSchema>;

export const channelViewSchema = v.object({
  id: idSchema,
  name: v.string(),
  contactName: v.string(),
  phone: v.string(),
  level: channelLevelSchema,
  l1Subtype: v.nullable(l1SubtypeSchema),
  businessMode: v.picklist(valuesOf(BusinessMode)),
  rateBp: rateBpSchema,
  status: channelStatusSchema,
  rejectReason: v.nullable(v.string()),
  parent: v.nullable(channelRefSchema),
  l1: channelRefSchema,
  salesperson: v.nullable(v.object({ id: idSchema, name: v.string() })),
  address: v.nullable(channelAddressSchema),
  location: v.nullable(locationSchema),
  childCount: countSchema,
  memberCount: countSchema,
  createdAt: instantSchema,
});
export type ChannelView = v.InferOutput<typeof channelViewSchema>;

/** One node of the downline tree (CH-013, AD-034). */
export interface ChannelTreeNode {
  id: number;
  name: string;
  level: 1 | 2 | 3;
  rateBp: number;
  status: ChannelStatus;
  phone: string;
  cardCount: number;
  children: ChannelTreeNode[];
}
export const channelTreeNodeSchema: v.GenericSchema<ChannelTreeNode> = v.object({
  id: v.number(),
  name: v.string(),
  level: channelLevelSchema,
  rateBp: v.number(),
  status: channelStatusSchema,
  phone: v.string(),
  cardCount: v.number(),
  children: v.array(v.lazy(() => channelTreeNodeSchema)),
});

const channelDetailsEntries = {
  name: textSchema(40, '请填写渠道名称'),
  contactName: textSchema(20, '请填写联系人'),
  phone: phoneSchema,
  businessMode: v.optional(v.picklist(valuesOf(BusinessMode)), 'dealer'),
  address: v.optional(v.nullable(channelAddressSchema), null),
  location: v.optional(v.nullable(locationSchema), null),
  salespersonId: v.optional(v.nullable(idSchema), null),
};

export const createL1Body = v.object({
  ...channelDetailsEntries,
  l1Subtype: v.picklist(valuesOf(L1Subtype), '请选择城市合伙人或专卖店'),
  rateBp: rateBpSchema,
});
export const updateChannelBody = v.object({
  ...channelDetailsEntries,
  l1Subtype: v.optional(v.nullable(l1SubtypeSchema), null),
});

export const channelAdminContract = {
  listChannels: endpoint({
    method: 'GET',
    path: '/api/admin/channels',
    audience: 'admin',
    permission: AdminPermission.channelView,
    query: v.object({
      ...pageQueryEntries,
      search: v.optional(v.string()),
      level: v.optional(v.pipe(queryIntegerSchema, channelLevelSchema)),
      l1Subtype: v.optional(l1SubtypeSchema),
      status: v.optional(channelStatusSchema),
      parentId: v.optional(idSchema),
      salespersonId: v.optional(idSchema),
    }),
    response: pageOf(channelViewSchema),
    summary: 'Lists channels by name, phone, level, subtype, state (AD-024 … AD-026).',
  }),
  getChannel: endpoint({
    method: 'GET',
    path: '/api/admin/channels/:id',
    audience: 'admin',
    permission: AdminPermission.channelView,
    params: idParams,
    response: channelViewSchema,
    errors: channelErrors,
    summary: 'One channel (AD-031 … AD-033).',
  }),
  getChannelTree: endpoint({
    method: 'GET',
    path: '/api/admin/channels/:id/tree',
    audience: 'admin',
    permission: AdminPermission.channelView,
    params: idParams,
    response: channelTreeNodeSchema,
    errors: channelErrors,
    summary: 'The channel and its downline (AD-034).',
  }),
  createL1: endpoint({
    method: 'POST',
    path: '/api/admin/channels',
    audience: 'admin',
    permission: AdminPermission.channelEdit,
    body: createL1Body,
    response: channelViewSchema,
    errors: channelErrors,
    idempotent: true,
    summary: 'Creates a level-1 channel with its accounts (AD-015, AD-016, AD-021, AD-027).',
  }),
  updateChannel: endpoint({
    method: 'PUT',
    path: '/api/admin/channels/:id',
    audience: 'admin',
    permission: AdminPermission.channelEdit,
    params: idParams,
    body: updateChannelBody,
    response: channelViewSchema,
    errors: channelErrors,
    summary: 'Edits the data of a channel (AD-027).',
  }),
  changeRate: endpoint({
    method: 'PUT',
    path: '/api/admin/channels/:id/rate',
    audience: 'admin',
    permission: AdminPermission.channelEdit,
    params: idParams,
    body: v.object({ rateBp: rateBpSchema }),
    response: channelViewSchema,
    errors: channelErrors,
    summary:
      'Changes a discount; refused with the offending channels when the chain would break (AD-021 … AD-023, rules.md §3).',
  }),
  changeLevel: endpoint({
    method: 'PUT',
    path: '/api/admin/channels/:id/level',
    audience: 'admin',
    permission: AdminPermission.channelEdit,
    params: idParams,
    body: v.object({
      level: channelLevelSchema,
      parentId: v.nullable(idSchema),
      l1Subtype: v.optional(v.nullable(l1SubtypeSchema), null),
      rateBp: rateBpSchema,
    }),
    response: channelViewSchema,
    errors: channelErrors,
    summary:
      'Moves a channel to another level or parent; refused while it has downline or cards that would break the order (AD-029).',
  }),
  approveChannel: endpoint({
    method: 'POST',
    path: '/api/admin/channels/:id/approve',
    audience: 'admin',
    permission: AdminPermission.channelEdit,
    params: idParams,
    response: channelViewSchema,
    errors: channelErrors,
    summary: 'Approves an application; bounds and inviter are checked again (AD-028).',
  }),
  rejectChannel: endpoint({
    method: 'POST',
    path: '/api/admin/channels/:id/reject',
    audience: 'admin',
    permission: AdminPermission.channelEdit,
    params: idParams,
    body: v.object({ reason: textSchema(100, '请填写原因') }),
    response: channelViewSchema,
    errors: channelErrors,
    summary: 'Turns an application down with a reason (AD-028).',
  }),
  closeChannel: endpoint({
    method: 'POST',
    path: '/api/admin/channels/:id/close',
    audience: 'admin',
    permission: AdminPermission.channelEdit,
    params: idParams,
    body: v.object({ reason: textSchema(100, '请填写原因') }),
    response: channelViewSchema,
    errors: channelErrors,
    summary: 'Closes a channel; its sessions end at once (AD-030).',
  }),
  reopenChannel: endpoint({
    method: 'POST',
    path: '/api/admin/channels/:id/reopen',
    audience: 'admin',
    permission: AdminPermission.channelEdit,
    params: idParams,
    response: channelViewSchema,
    errors: channelErrors,
    summary: 'Reopens a closed channel.',
  }),
};

/** What the channel app knows about who is logged in. */
export const channelProfileSchema = v.object({
  channel: channelViewSchema,
  isOwner: v.boolean(),
  staff: v.nullable(v.object({ id: idSchema, name: v.string() })),
  /** Modules this person may use; the owner has all that the level and subtype allow. */
  modules: v.array(channelModuleSchema),
});
export type ChannelProfile = v.InferOutput<typeof channelProfileSchema>;

export const channelLoginEntries = { session: sessionSchema, profile: channelProfileSchema };
const channelLoginResponse = v.object(channelLoginEntries);

export const channelAuthContract = {
  logInByCode: endpoint({
    method: 'POST',
    path: '/api/public/channel/login-by-code',
    audience: 'public',
    body: loginByCodeBody,
    response: channelLoginResponse,
    errors: { ...identityErrors, ...channelErrors },
    summary: 'Logs a channel owner or staff member in by SMS code (CH-096).',
  }),
  logInByPassword: endpoint({
    method: 'POST',
    path: '/api/public/channel/login-by-password',
    audience: 'public',
    body: loginByPasswordBody,
    response: channelLoginResponse,
    errors: { ...identityErrors, ...channelErrors },
    summary: 'Logs a channel owner or staff member in by password (CH-096).',
  }),
};

const commissionRateSchema = v.pipe(
  v.number('请填写提成比例'),
  v.safeInteger('提成比例最多两位小数'),
  v.minValue(0, '提成比例不能小于 0'),
  v.maxValue(10_000, '提成比例不能大于 100%'),
);

export const staffViewSchema = v.object({
  id: idSchema,
  name: v.string(),
  phone: v.string(),
  modules: v.array(channelModuleSchema),
  /** The part of the channel's own share for members this person invited directly; 0 = none (CH-003). */
  commissionRateBp: commissionRateSchema,
  status: v.picklist(['active', 'closed']),
  createdAt: instantSchema,
});

export const channelSelfContract = {
  getProfile: endpoint({
    method: 'GET',
    path: '/api/channel/profile',
    audience: 'channel',
    permission: 'self',
    response: channelProfileSchema,
    summary: 'Who is logged in, for which channel, and the upstream channel (CH-009 … CH-012).',
  }),
  getNetwork: endpoint({
    method: 'GET',
    path: '/api/channel/network',
    audience: 'channel',
    permission: ChannelModule.network,
    channelLevels: [1, 2],
    response: channelTreeNodeSchema,
    summary: 'The own downline tree (CH-013, CH-014).',
  }),
  listChildren: endpoint({
    method: 'GET',
    path: '/api/channel/children',
    audience: 'channel',
    permission: 'self',
    channelLevels: [1, 2],
    query: v.object({
      ...pageQueryEntries,
      search: v.optional(v.string()),
      status: v.optional(channelStatusSchema),
    }),
    response: pageOf(channelViewSchema),
    summary: 'Direct children to choose from (CH-027).',
  }),
  getChild: endpoint({
    method: 'GET',
    path: '/api/channel/children/:id',
    audience: 'channel',
    permission: ChannelModule.network,
    channelLevels: [1, 2],
    params: idParams,
    response: channelViewSchema,
    errors: channelErrors,
    summary: 'One channel of the own downline.',
  }),
  changeChildRate: endpoint({
    method: 'PUT',
    path: '/api/channel/children/:id/rate',
    audience: 'channel',
    permission: ChannelModule.network,
    channelLevels: [1, 2],
    params: idParams,
    body: v.object({ rateBp: rateBpSchema }),
    response: channelViewSchema,
    errors: channelErrors,
    summary: 'Changes the discount of a direct child within the bounds (AD-022, AD-023, rules.md §3).',
  }),
  getRateBounds: endpoint({
    method: 'GET',
    path: '/api/channel/rate-bounds',
    audience: 'channel',
    permission: 'self',
    channelLevels: [1, 2],
    response: v.object({ aboveBp: rateBpSchema, belowBp: rateBpSchema }),
    summary: 'The open interval in which a child rate must lie (CH-018).',
  }),
  createChannelInvite: endpoint({
    method: 'POST',
    path: '/api/channel/invites/channel',
    audience: 'channel',
    permission: ChannelModule.network,
    channelLevels: [1, 2],
    body: v.object({ childLevel: v.picklist([2, 3], '请选择等级'), rateBp: rateBpSchema }),
    response: inviteSchema,
    errors: channelErrors,
    summary: 'An invite for a lower level at a rate within the bounds (CH-016 … CH-018).',
  }),
  getMemberInvite: endpoint({
    method: 'GET',
    path: '/api/channel/invites/member',
    audience: 'channel',
    permission: 'self',
    query: v.object({ memberLevelId: v.optional(idSchema) }),
    response: inviteSchema,
    errors: channelErrors,
    summary: 'The invite of this channel or staff member for new members; the same token each time.',
  }),
  listMembers: endpoint({
    method: 'GET',
    path: '/api/channel/members',
    audience: 'channel',
    permission: 'self',
    query: v.object({ ...pageQueryEntries, search: v.optional(v.string()) }),
    response: pageOf(
      v.object({
        id: idSchema,
        nickname: v.string(),
        avatarUrl: v.nullable(v.string()),
        phone: v.string(),
        levelName: v.string(),
        joinedAt: instantSchema,
      }),
    ),
    summary:
      'Members of the channel; staff see only those they invited directly (CH-019 … CH-021, CH-099 … CH-101).',
  }),
  listStaff: endpoint({
    method: 'GET',
    path: '/api/channel/staff',
    audience: 'channel',
    permission: 'owner',
    query: v.object({ ...pageQueryEntries, search: v.optional(v.string()) }),
    response: pageOf(staffViewSchema),
    summary: 'Staff of the channel with head count (CH-001, CH-002).',
  }),
  addStaff: endpoint({
    method: 'POST',
    path: '/api/channel/staff',
    audience: 'channel',
    permission: 'owner',
    body: v.object({
      name: textSchema(20, '请填写姓名'),
      phone: phoneSchema,
      modules: v.array(channelModuleSchema),
    }),
    response: staffViewSchema,
    errors: channelErrors,
    summary: 'Adds a staff account that can log in (CH-004, CH-081, CH-082).',
  }),
  updateStaff: endpoint({
    method: 'PUT',
    path: '/api/channel/staff/:id',
    audience: 'channel',
    permission: 'owner',
    params: idParams,
    body: v.object({ name: textSchema(20, '请填写姓名'), modules: v.array(channelModuleSchema) }),
    response: staffViewSchema,
    errors: channelErrors,
    summary: 'Changes name and modules of a staff account (CH-082).',
  }),
  changeCommission: endpoint({
    method: 'PUT',
    path: '/api/channel/staff/:id/commission',
    audience: 'channel',
    permission: 'owner',
    params: idParams,
    body: v.object({ rateBp: commissionRateSchema }),
    response: staffViewSchema,
    errors: channelErrors,
    summary: 'Changes what part of the own share one staff member gets of later orders (CH-006).',
  }),
  closeStaff: endpoint({
    method: 'POST',
    path: '/api/channel/staff/:id/close',
    audience: 'channel',
    permission: 'owner',
    params: idParams,
    response: okSchema,
    errors: channelErrors,
    summary: 'Closes a staff account; its sessions end (CH-005, CH-084).',
  }),
};

export const memberLevelSchema = v.object({
  id: idSchema,
  name: v.string(),
  rateBp: rateBpSchema,
  /** Cumulative paid amount that lifts a member to this level; null = never by itself (rules.md, default 18). */
  upgradeAtFen: v.nullable(fenSchema),
  isDefault: v.boolean(),
  memberCount: countSchema,
});
export type MemberLevel = v.InferOutput<typeof memberLevelSchema>;

const memberLevelBody = v.object({
  name: textSchema(20, '请填写等级名称'),
  rateBp: rateBpSchema,
  upgradeAtFen: v.optional(v.nullable(fenSchema), null),
  isDefault: v.optional(v.boolean(), false),
});

export const memberLevelAdminContract = {
  listMemberLevels: endpoint({
    method: 'GET',
    path: '/api/admin/member-levels',
    audience: 'admin',
    permission: AdminPermission.memberView,
    response: v.array(memberLevelSchema),
    summary: 'All member levels (AD-122).',
  }),
  createMemberLevel: endpoint({
    method: 'POST',
    path: '/api/admin/member-levels',
    audience: 'admin',
    permission: AdminPermission.memberEdit,
    body: memberLevelBody,
    response: memberLevelSchema,
    errors: channelErrors,
    summary: 'Adds a level; refused when a channel rate is not below it (AD-119 … AD-121, rules.md §3).',
  }),
  updateMemberLevel: endpoint({
    method: 'PUT',
    path: '/api/admin/member-levels/:id',
    audience: 'admin',
    permission: AdminPermission.memberEdit,
    params: idParams,
    body: memberLevelBody,
    response: memberLevelSchema,
    errors: channelErrors,
    summary: 'Edits a level under the same check.',
  }),
  deleteMemberLevel: endpoint({
    method: 'DELETE',
    path: '/api/admin/member-levels/:id',
    audience: 'admin',
    permission: AdminPermission.memberEdit,
    params: idParams,
    response: okSchema,
    errors: channelErrors,
    summary: 'Deletes a level no member has.',
  }),
};

/** Balances of one L1 (rules.md §4); `creditDebtFen` is positive when owed. */
export const l1BalancesSchema = v.object({
  storedValueFen: fenSchema,
  creditAvailableFen: fenSchema,
  creditDebtFen: fenSchema,
  creditLimitFen: signedFenSchema,
});
export type L1Balances = v.InferOutput<typeof l1BalancesSchema>;
