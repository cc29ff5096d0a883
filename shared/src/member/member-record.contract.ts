import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { countSchema, idParams, idSchema, instantSchema, okSchema, textSchema } from '../kernel/schemas';
import { monthSchema } from '../stock/stock.contract';
import { memberAdminViewSchema, memberStatusSchema, memberTagSchema } from './member.contract';
import { memberErrors } from './member.errors';

/** The most tags there may be, and the most that one member may carry. */
export const maxMemberTags = 100;
export const maxTagsOfMember = 20;

const view = { audience: 'admin', permission: AdminPermission.memberView } as const;
const edit = { audience: 'admin', permission: AdminPermission.memberEdit } as const;

export const memberTagAdminContract = {
  listMemberTags: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/member-tags',
    response: v.array(v.object({ ...memberTagSchema.entries, memberCount: countSchema })),
    summary: 'All tags of members with how many carry them (AD-139).',
  }),
  createMemberTag: endpoint({
    ...edit,
    method: 'POST',
    path: '/api/admin/member-tags',
    body: v.object({ name: textSchema(12, '请填写标签') }),
    response: memberTagSchema,
    errors: memberErrors,
    summary: 'Adds a tag (AD-139).',
  }),
  deleteMemberTag: endpoint({
    ...edit,
    method: 'DELETE',
    path: '/api/admin/member-tags/:id',
    params: idParams,
    response: okSchema,
    errors: memberErrors,
    summary: 'Deletes a tag and takes it from all members.',
  }),
  setTagsOfMember: endpoint({
    ...edit,
    method: 'PUT',
    path: '/api/admin/members/:id/tags',
    params: idParams,
    body: v.object({
      tagIds: v.pipe(
        v.array(idSchema),
        v.maxLength(maxTagsOfMember, `最多 ${maxTagsOfMember} 个标签`),
        v.check((ids) => new Set(ids).size === ids.length, '标签有重复'),
      ),
    }),
    response: memberAdminViewSchema,
    errors: memberErrors,
    summary: 'Replaces the tags of a member (AD-139).',
  }),
};

export const MemberChangeKind = { channel: 'channel', staff: 'staff', level: 'level' } as const;
export type MemberChangeKind = (typeof MemberChangeKind)[keyof typeof MemberChangeKind];
export const memberChangeKindName: Readonly<Record<MemberChangeKind, string>> = {
  channel: '归属渠道',
  staff: '归属员工',
  level: '等级',
};

export const memberChangeSchema = v.object({
  id: idSchema,
  kind: v.picklist(Object.values(MemberChangeKind)),
  /** Names as they were; null = none, for a channel the platform itself. */
  from: v.nullable(v.string()),
  to: v.nullable(v.string()),
  reason: v.string(),
  actorName: v.string(),
  at: instantSchema,
});
export type MemberChangeView = v.InferOutput<typeof memberChangeSchema>;

/** One number for each of the last twelve months, the oldest first. */
export const monthlyCountsSchema = v.array(v.object({ month: monthSchema, count: countSchema }));
export type MonthlyCounts = v.InferOutput<typeof monthlyCountsSchema>;

export const invitedMemberSchema = v.object({
  id: idSchema,
  nickname: v.string(),
  phone: v.string(),
  levelName: v.string(),
  status: memberStatusSchema,
  joinedAt: instantSchema,
});

/** What the back office reads of one member beside the basic data. */
export const memberRecordAdminContract = {
  listStaffChoices: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/channels/:id/staff-choices',
    params: idParams,
    response: v.array(v.object({ id: idSchema, name: v.string() })),
    summary: 'The people of a channel to whom a member may belong (AD-125, AD-129).',
  }),
  listMemberChanges: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/members/:id/changes',
    params: idParams,
    query: v.object(pageQueryEntries),
    response: pageOf(memberChangeSchema),
    errors: memberErrors,
    summary: 'Who moved the member between channels, staff and levels, when and why (AD-128, AD-129).',
  }),
  listInvitedMembers: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/members/:id/invited-members',
    params: idParams,
    query: v.object(pageQueryEntries),
    response: pageOf(invitedMemberSchema),
    errors: memberErrors,
    summary: 'The members this member invited, newest first (AD-138).',
  }),
  getInviteTrend: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/members/:id/invite-trend',
    params: idParams,
    response: v.object({ months: monthlyCountsSchema }),
    errors: memberErrors,
    summary: 'How many members this member invited in each of the last twelve months (AD-132).',
  }),
};
