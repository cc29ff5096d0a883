import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { countSchema, idSchema, instantSchema } from '../kernel/schemas';
import { richTextLength } from '../kernel/rich-text';
import { valuesOf } from '../kernel/status';
import { agreementErrors } from './agreement.errors';
import { AgreementKind } from './agreement.kind';

const kindSchema = v.picklist(valuesOf(AgreementKind));
const kindParams = v.object({ kind: kindSchema });
const { AGREEMENT_NOT_FOUND, AGREEMENT_EMPTY, AGREEMENT_CHANGED } = agreementErrors;

/** An agreement that is in force, without its text. */
export const agreementSummarySchema = v.object({
  kind: kindSchema,
  /** 1, 2, 3 … for each kind; the highest is in force. */
  version: countSchema,
  publishedAt: instantSchema,
});
export type AgreementSummary = v.InferOutput<typeof agreementSummarySchema>;

export const agreementSchema = v.object({
  ...agreementSummarySchema.entries,
  /** Rich text. */
  detail: v.string(),
});
export type AgreementView = v.InferOutput<typeof agreementSchema>;

export const agreementPublicContract = {
  listAgreements: endpoint({
    method: 'GET',
    path: '/api/public/agreements',
    audience: 'public',
    response: v.array(agreementSummarySchema),
    summary: 'The agreements in force, at most one of a kind (AD-342).',
  }),
  getAgreement: endpoint({
    method: 'GET',
    path: '/api/public/agreements/:kind',
    audience: 'public',
    params: kindParams,
    response: agreementSchema,
    errors: { AGREEMENT_NOT_FOUND },
    summary: 'The text of an agreement in force (AD-342, AD-343).',
  }),
};

const versionSchema = v.object({
  id: idSchema,
  version: countSchema,
  publishedAt: instantSchema,
  publishedBy: v.string(),
});
export type AgreementVersion = v.InferOutput<typeof versionSchema>;

const admin = { audience: 'admin', permission: AdminPermission.settingsEdit } as const;

export const publishAgreementBody = v.object({
  /** Rich text. */
  detail: v.pipe(
    v.string('请填写协议内容'),
    v.minLength(1, '请填写协议内容'),
    v.maxLength(richTextLength, '协议太长'),
  ),
  /** The version the text was written over, 0 for none, so that nobody takes back another's change unseen. */
  basedOn: countSchema,
});

export const agreementAdminContract = {
  listVersions: endpoint({
    ...admin,
    method: 'GET',
    path: '/api/admin/agreements/:kind/versions',
    params: kindParams,
    query: v.object(pageQueryEntries),
    response: pageOf(versionSchema),
    summary: 'All versions of an agreement with who published them, newest first (AD-342).',
  }),
  getVersion: endpoint({
    ...admin,
    method: 'GET',
    path: '/api/admin/agreements/:kind/versions/:version',
    params: v.object({ kind: kindSchema, version: idSchema }),
    response: agreementSchema,
    errors: { AGREEMENT_NOT_FOUND },
    summary: 'The text of one version.',
  }),
  publish: endpoint({
    ...admin,
    method: 'POST',
    path: '/api/admin/agreements/:kind/versions',
    params: kindParams,
    body: publishAgreementBody,
    response: agreementSchema,
    errors: { AGREEMENT_EMPTY, AGREEMENT_CHANGED },
    idempotent: true,
    summary:
      'Publishes a new version; everybody reads it from now on, earlier ones are kept (AD-342, AD-343).',
  }),
};
