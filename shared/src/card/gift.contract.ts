import * as v from 'valibot';
import { packageItemSchema } from '../catalog/catalog.contract';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { daySchema, idParams, idSchema, instantSchema, optionalTextSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { memberErrors } from '../member/member.errors';
import { wechatErrors } from '../wechat/wechat.errors';
import { cardErrors } from './card.errors';
import { GiftStatus } from './card.status';

/** What a link to a gift carries; whoever has it may accept the gift once. */
export const giftTokenSchema = v.pipe(v.string(), v.regex(/^[0-9a-z]{1,8}-[0-9a-f]{32}$/, '链接不完整'));
const giftStatusSchema = v.picklist(valuesOf(GiftStatus));
const productSchema = v.object({ id: idSchema, name: v.string(), pictureUrl: v.nullable(v.string()) });

/** A gift as its giver sees it. */
export const sentGiftSchema = v.object({
  id: idSchema,
  number: v.string(),
  status: giftStatusSchema,
  cardNo: v.string(),
  product: productSchema,
  greeting: v.nullable(v.string()),
  /** Null once nobody can accept it any more. */
  token: v.nullable(v.string()),
  receiverName: v.nullable(v.string()),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  closedAt: v.nullable(instantSchema),
});
export type SentGift = v.InferOutput<typeof sentGiftSchema>;

/** A gift as whoever has its link sees it: nothing of the card but what it stands for. */
export const giftPreviewSchema = v.object({
  status: giftStatusSchema,
  giverName: v.string(),
  greeting: v.nullable(v.string()),
  product: productSchema,
  items: v.array(packageItemSchema),
  expiresAt: instantSchema,
});
export type GiftPreview = v.InferOutput<typeof giftPreviewSchema>;

export const giftPublicContract = {
  previewGift: endpoint({
    // What stands in a path is written to the log, and whoever reads the token may accept the gift.
    method: 'POST',
    path: '/api/public/card-gift-previews',
    audience: 'public',
    body: v.object({ token: giftTokenSchema }),
    response: giftPreviewSchema,
    errors: cardErrors,
    summary: 'What the link of a gift shows before anybody logs in.',
  }),
};

export const giftMemberContract = {
  giveCard: endpoint({
    method: 'POST',
    path: '/api/member/card-gifts',
    audience: 'member',
    permission: 'self',
    body: v.object({ cardId: idSchema, greeting: optionalTextSchema(60) }),
    response: sentGiftSchema,
    errors: { ...cardErrors, ...memberErrors, CONTENT_REFUSED: wechatErrors.CONTENT_REFUSED },
    idempotent: true,
    summary:
      'Sends an own e-card on its way by a link; it is locked until it is accepted or comes back (AD-249).',
  }),
  listSentGifts: endpoint({
    method: 'GET',
    path: '/api/member/card-gifts',
    audience: 'member',
    permission: 'self',
    query: v.object({ ...pageQueryEntries }),
    response: pageOf(sentGiftSchema),
    summary: 'Own gifts, newest first.',
  }),
  getSentGift: endpoint({
    method: 'GET',
    path: '/api/member/card-gifts/:id',
    audience: 'member',
    permission: 'self',
    params: idParams,
    response: sentGiftSchema,
    errors: cardErrors,
    summary: 'One own gift with its link while it is open.',
  }),
  takeBackGift: endpoint({
    method: 'POST',
    path: '/api/member/card-gifts/:id/take-back',
    audience: 'member',
    permission: 'self',
    params: idParams,
    response: sentGiftSchema,
    errors: cardErrors,
    idempotent: true,
    summary: 'Takes a gift back that nobody has accepted.',
  }),
  acceptGift: endpoint({
    method: 'POST',
    path: '/api/member/received-gifts',
    audience: 'member',
    permission: 'self',
    body: v.object({ token: giftTokenSchema }),
    response: v.object({ cardId: idSchema, product: productSchema }),
    errors: { ...cardErrors, ...memberErrors },
    idempotent: true,
    summary: 'Accepts a gift: the card belongs to the caller from now on. One of all who try has it.',
  }),
};

export const adminGiftSchema = v.object({
  id: idSchema,
  number: v.string(),
  status: giftStatusSchema,
  cardNo: v.string(),
  productName: v.string(),
  giver: v.object({ id: idSchema, nickname: v.string(), phone: v.string() }),
  receiver: v.nullable(v.object({ id: idSchema, nickname: v.string(), phone: v.string() })),
  greeting: v.nullable(v.string()),
  createdAt: instantSchema,
  closedAt: v.nullable(instantSchema),
});
export type AdminGift = v.InferOutput<typeof adminGiftSchema>;

export const giftAdminContract = {
  listCardGifts: endpoint({
    method: 'GET',
    path: '/api/admin/card-gifts',
    audience: 'admin',
    permission: AdminPermission.cardView,
    query: v.object({
      ...pageQueryEntries,
      cardNo: v.optional(v.string()),
      status: v.optional(giftStatusSchema),
      from: v.optional(daySchema),
      to: v.optional(daySchema),
    }),
    response: pageOf(adminGiftSchema),
    summary: 'Every gift of a card with giver, receiver and time (AD-249).',
  }),
};
