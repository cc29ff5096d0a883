import * as v from 'valibot';
import { packageItemSchema } from '../catalog/catalog.contract';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { idParams, idSchema, instantSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { cardNoSchema } from './card-number';
import { cardErrors } from './card.errors';
import { cardStatusSchema } from './card.schemas';
import { CardKind } from './card.status';

export const memberCardSchema = v.object({
  id: idSchema,
  cardNo: v.string(),
  kind: v.picklist(valuesOf(CardKind)),
  product: v.object({ id: idSchema, name: v.string(), pictureUrl: v.nullable(v.string()) }),
  packageId: idSchema,
  items: v.array(packageItemSchema),
  status: cardStatusSchema,
  boundAt: instantSchema,
  expiresAt: v.nullable(instantSchema),
  /** The gift by which the card is on its way to somebody; it can be used when it is back. */
  giftId: v.nullable(idSchema),
  redemption: v.nullable(v.object({ id: idSchema, number: v.string() })),
});
export type MemberCard = v.InferOutput<typeof memberCardSchema>;

export const cardMemberContract = {
  bindCard: endpoint({
    method: 'POST',
    path: '/api/member/cards/bind',
    audience: 'member',
    permission: 'self',
    body: v.object({
      cardNo: cardNoSchema,
      secret: v.pipe(
        v.string('请输入卡密'),
        v.transform((text) => text.replace(/[\s-]/g, '').toUpperCase()),
        v.minLength(1, '请输入卡密'),
        v.maxLength(32, '卡密格式不正确'),
      ),
    }),
    response: memberCardSchema,
    errors: cardErrors,
    idempotent: true,
    summary:
      'Binds an activated card; wrong tries lock per card, member and address, and never tell whether the number exists (MB-052).',
  }),
  listMyCards: endpoint({
    method: 'GET',
    path: '/api/member/cards',
    audience: 'member',
    permission: 'self',
    query: v.object({
      ...pageQueryEntries,
      status: v.optional(cardStatusSchema),
      sort: v.optional(v.picklist(['boundAt', 'expiresAt']), 'boundAt'),
    }),
    response: pageOf(memberCardSchema),
    summary: 'Own cards, sortable (MB-053).',
  }),
  getMyCard: endpoint({
    method: 'GET',
    path: '/api/member/cards/:id',
    audience: 'member',
    permission: 'self',
    params: idParams,
    response: memberCardSchema,
    errors: cardErrors,
    summary: 'One own card.',
  }),
};
