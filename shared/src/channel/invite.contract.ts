import * as v from 'valibot';
import { identityErrors } from '../identity/identity.errors';
import { endpoint } from '../kernel/endpoint';
import { idSchema, phoneSchema, rateBpSchema, smsCodeSchema, textSchema } from '../kernel/schemas';
import { channelErrors } from './channel.errors';
import { channelAddressSchema, channelLevelSchema, channelStatusSchema } from './channel.contract';

export const inviteKindSchema = v.picklist(['member', 'channel']);

/** What the scanner of an invite may see before registering or applying. */
export const invitePreviewSchema = v.object({
  kind: inviteKindSchema,
  inviterName: v.string(),
  channelName: v.nullable(v.string()),
  childLevel: v.nullable(channelLevelSchema),
  rateBp: v.nullable(rateBpSchema),
  memberLevelName: v.nullable(v.string()),
});

const inviteTokenParams = v.object({
  token: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{6,32}$/, '邀请码无效')),
});

export const invitePublicContract = {
  getInvitePicture: endpoint({
    method: 'GET',
    path: '/api/public/invites/:token/picture',
    audience: 'public',
    params: inviteTokenParams,
    kind: 'file',
    response: v.unknown(),
    errors: channelErrors,
    summary:
      'The mini program code of an invite as JPEG or PNG; a QR code of its web page where WeChat is off (MB-059, CH-016).',
  }),
  previewInvite: endpoint({
    method: 'GET',
    path: '/api/public/invites/:token',
    audience: 'public',
    params: inviteTokenParams,
    response: invitePreviewSchema,
    errors: channelErrors,
    summary: 'Who invites to what; checked again at every use (rules.md §2).',
  }),
  applyAsChannel: endpoint({
    method: 'POST',
    path: '/api/public/channel-applications',
    audience: 'public',
    body: v.object({
      token: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{6,32}$/, '邀请码无效')),
      phone: phoneSchema,
      code: smsCodeSchema,
      name: textSchema(40, '请填写店铺名称'),
      contactName: textSchema(20, '请填写联系人'),
      address: v.optional(v.nullable(channelAddressSchema), null),
    }),
    response: v.object({ channelId: idSchema, status: channelStatusSchema }),
    errors: { ...identityErrors, ...channelErrors },
    summary: 'Applies as a channel under the inviter; pending until approved (rules.md §2, AD-028).',
  }),
};
