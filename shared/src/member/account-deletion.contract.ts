import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { identityErrors } from '../identity/identity.errors';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { countSchema, idSchema, instantSchema, smsCodeSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { AccountDeletionStatus, DeletionBlockerKind } from './account-deletion.status';
import { memberErrors } from './member.errors';

/** Days between the request and the deletion, in which it can be taken back. */
export const deletionGraceDays = 7;

const blockerSchema = v.object({ kind: v.picklist(valuesOf(DeletionBlockerKind)), count: countSchema });
export type DeletionBlocker = v.InferOutput<typeof blockerSchema>;

export const accountDeletionSchema = v.object({
  /** Empty = the account may be deleted. */
  blockers: v.array(blockerSchema),
  /** The request that waits; null = none. */
  waiting: v.nullable(v.object({ requestedAt: instantSchema, dueAt: instantSchema })),
});
export type AccountDeletion = v.InferOutput<typeof accountDeletionSchema>;

const own = { audience: 'member', permission: 'self', path: '/api/member/account-deletion' } as const;

export const accountDeletionMemberContract = {
  getAccountDeletion: endpoint({
    ...own,
    method: 'GET',
    response: accountDeletionSchema,
    summary: 'What keeps the own account from being deleted, and the request that waits.',
  }),
  requestAccountDeletion: endpoint({
    ...own,
    method: 'POST',
    body: v.object({ code: smsCodeSchema }),
    response: accountDeletionSchema,
    errors: { ...memberErrors, ...identityErrors },
    summary: 'Asks for the own account to be deleted, proven by a code sent to the own phone.',
  }),
  cancelAccountDeletion: endpoint({
    ...own,
    method: 'DELETE',
    response: accountDeletionSchema,
    errors: memberErrors,
    summary: 'Takes the waiting request back; the account stays as it is.',
  }),
};

export const accountDeletionAdminContract = {
  listAccountDeletions: endpoint({
    method: 'GET',
    path: '/api/admin/account-deletions',
    audience: 'admin',
    permission: AdminPermission.memberView,
    query: v.object({
      ...pageQueryEntries,
      status: v.optional(v.picklist(valuesOf(AccountDeletionStatus))),
    }),
    response: pageOf(
      v.object({
        id: idSchema,
        memberId: idSchema,
        /** `139****0001`, as it was when the request was made. */
        phone: v.string(),
        status: v.picklist(valuesOf(AccountDeletionStatus)),
        requestedAt: instantSchema,
        dueAt: instantSchema,
        endedAt: v.nullable(instantSchema),
        /** Why it was put off the last time; empty when it was not. */
        blockers: v.array(blockerSchema),
      }),
    ),
    summary: 'Requests of members to have their accounts deleted, newest first.',
  }),
};
