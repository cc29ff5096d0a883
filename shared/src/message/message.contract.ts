import * as v from 'valibot';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { countSchema, idSchema, instantSchema, okSchema } from '../kernel/schemas';
import { messageEventSchema, messageTargetKindSchema } from './message.schemas';

export const messageViewSchema = v.object({
  id: idSchema,
  event: messageEventSchema,
  title: v.string(),
  text: v.string(),
  /** What it is about, to be opened by a tap. */
  target: v.nullable(v.object({ kind: messageTargetKindSchema, id: idSchema })),
  isRead: v.boolean(),
  createdAt: instantSchema,
});
export type MessageView = v.InferOutput<typeof messageViewSchema>;

/** The inbox and the consents to WeChat's subscribe messages, for members and for channels. */
function messageContract<const Name extends 'member' | 'channel'>(audience: Name) {
  return {
    listMessages: endpoint({
      method: 'GET',
      path: `/api/${audience}/messages`,
      audience,
      permission: 'self',
      query: v.object(pageQueryEntries),
      response: pageOf(messageViewSchema),
      summary: `Messages to the ${audience}, the newest first (MB-074).`,
    }),
    countUnread: endpoint({
      method: 'GET',
      path: `/api/${audience}/messages/unread-count`,
      audience,
      permission: 'self',
      response: v.object({ count: countSchema }),
      summary: 'How many messages nobody has read yet, for the badge (MB-074).',
    }),
    markRead: endpoint({
      method: 'PUT',
      path: `/api/${audience}/messages/read`,
      audience,
      permission: 'self',
      /** Without ids all messages are marked. */
      body: v.object({ ids: v.optional(v.pipe(v.array(idSchema), v.maxLength(100, '最多 100 条'))) }),
      response: okSchema,
      summary: 'Marks messages as read (MB-074).',
    }),
    listTemplates: endpoint({
      method: 'GET',
      path: `/api/${audience}/message-templates`,
      audience,
      permission: 'self',
      response: v.array(v.object({ event: messageEventSchema, templateId: v.string() })),
      summary: 'Templates to ask consent for with wx.requestSubscribeMessage, at most three in one tap.',
    }),
    recordGrants: endpoint({
      method: 'POST',
      path: `/api/${audience}/message-grants`,
      audience,
      permission: 'self',
      /** The events whose template was answered with `accept`; each tap is good for one message. */
      body: v.object({ events: v.pipe(v.array(messageEventSchema), v.minLength(1), v.maxLength(5)) }),
      response: okSchema,
      summary: 'Records that the person agreed to one more WeChat message of each of these events.',
    }),
  };
}

export const memberMessageContract = messageContract('member');
export const channelMessageContract = messageContract('channel');
