import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { defineErrors, errorFactory } from '../kernel/app-error';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { daySchema, idParams, idSchema, instantSchema, okSchema, textSchema } from '../kernel/schemas';

export const feedbackErrors = defineErrors({
  FEEDBACK_NOT_FOUND: { status: 404, message: '反馈不存在' },
  FEEDBACK_ALREADY_HANDLED: { status: 409, message: '这条反馈已经处理过了' },
});
export const feedbackError = errorFactory(feedbackErrors);

export const feedbackKinds = ['problem', 'suggestion', 'other'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];
export const feedbackKindName: Readonly<Record<FeedbackKind, string>> = {
  problem: '遇到问题',
  suggestion: '建议',
  other: '其他',
};

export const feedbackSchema = v.object({
  id: idSchema,
  kind: v.picklist(feedbackKinds),
  text: v.string(),
  member: v.object({ id: idSchema, nickname: v.string(), phone: v.string() }),
  createdAt: instantSchema,
  /** What was done about it; null while nobody has looked after it. */
  handling: v.nullable(v.object({ note: v.string(), byName: v.string(), at: instantSchema })),
});
export type Feedback = v.InferOutput<typeof feedbackSchema>;

export const feedbackMemberContract = {
  sendFeedback: endpoint({
    method: 'POST',
    path: '/api/member/feedback',
    audience: 'member',
    permission: 'self',
    body: v.object({
      kind: v.picklist(feedbackKinds, '请选择类型'),
      text: v.pipe(textSchema(500, '请写下你的意见'), v.minLength(5, '再多写几个字，至少 5 个字')),
    }),
    response: okSchema,
    idempotent: true,
    summary: 'Tells the shop what is wrong or could be better, at most ten times a day (MB-071).',
  }),
};

export const feedbackAdminContract = {
  listFeedback: endpoint({
    method: 'GET',
    path: '/api/admin/feedback',
    audience: 'admin',
    permission: AdminPermission.memberView,
    query: v.object({
      ...pageQueryEntries,
      kind: v.optional(v.picklist(feedbackKinds)),
      handled: v.optional(v.picklist(['true', 'false'])),
      search: v.optional(v.string()),
      from: v.optional(daySchema),
      to: v.optional(daySchema),
    }),
    response: pageOf(feedbackSchema),
    summary: 'What members told, newest first (AD-356).',
  }),
  handleFeedback: endpoint({
    method: 'POST',
    path: '/api/admin/feedback/:id/handle',
    audience: 'admin',
    permission: AdminPermission.memberEdit,
    params: idParams,
    body: v.object({ note: textSchema(200, '请填写处理结果') }),
    response: feedbackSchema,
    errors: feedbackErrors,
    summary: 'Notes what was done about it, once.',
  }),
};
