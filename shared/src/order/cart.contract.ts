import * as v from 'valibot';
import { catalogErrors } from '../catalog/catalog.errors';
import { endpoint } from '../kernel/endpoint';
import { countSchema, fenSchema, idParams, idSchema } from '../kernel/schemas';
import { memberErrors } from '../member/member.errors';
import { cartErrors } from './cart.errors';
import { orderErrors } from './order.errors';
import { quantitySchema, quoteLineSchema, wishEntries } from './purchase.contract';

/** How many different offers one cart holds. */
export const maxCartLines = 100;

/** One offer in the cart with today's price; `changedFromFen` is its price when it was put in, when it is another now. */
export const cartLineSchema = v.object({
  ...quoteLineSchema.entries,
  kind: wishEntries.kind,
  lineId: idSchema,
  isChosen: v.boolean(),
  /** False when it was taken off the shelf: then it can only be taken out. */
  isOnShelf: v.boolean(),
});
export type CartLine = v.InferOutput<typeof cartLineSchema>;

export const cartSchema = v.object({
  /** Newest first. */
  lines: v.array(cartLineSchema),
  /** All pieces in the cart, for its badge. */
  pieces: countSchema,
  /** What the chosen lines that can be bought cost without freight. */
  chosenFen: fenSchema,
});
export type Cart = v.InferOutput<typeof cartSchema>;

const cartCountSchema = v.object({ pieces: countSchema });
const lineIdsSchema = v.pipe(
  v.array(idSchema),
  v.minLength(1, '请选择商品'),
  v.maxLength(maxCartLines, `一次最多 ${maxCartLines} 种商品`),
);

export const cartMemberContract = {
  getCart: endpoint({
    method: 'GET',
    path: '/api/member/cart',
    audience: 'member',
    permission: 'self',
    response: cartSchema,
    errors: memberErrors,
    summary: 'The own cart with today’s prices and why a line cannot be bought (MB-018).',
  }),
  countCart: endpoint({
    method: 'GET',
    path: '/api/member/cart/count',
    audience: 'member',
    permission: 'self',
    response: cartCountSchema,
    summary: 'How many pieces are in the own cart.',
  }),
  addToCart: endpoint({
    method: 'POST',
    path: '/api/member/cart/lines',
    audience: 'member',
    permission: 'self',
    body: v.object(wishEntries),
    response: v.object({
      ...cartCountSchema.entries,
      /** Of this offer, after adding: never above 999. */
      quantity: countSchema,
    }),
    errors: { ...cartErrors, ...orderErrors, ...catalogErrors, ...memberErrors },
    idempotent: true,
    summary: 'Adds so many to the cart; the same offer is one line (MB-017, MB-020).',
  }),
  setCartQuantity: endpoint({
    method: 'PUT',
    path: '/api/member/cart/lines/:id',
    audience: 'member',
    permission: 'self',
    params: idParams,
    body: v.object({ quantity: quantitySchema }),
    response: cartSchema,
    errors: { ...cartErrors, ...memberErrors },
    summary: 'Changes how many of a line are wanted (MB-021).',
  }),
  chooseCartLines: endpoint({
    method: 'PUT',
    path: '/api/member/cart/choice',
    audience: 'member',
    permission: 'self',
    body: v.object({ lineIds: lineIdsSchema, isChosen: v.boolean('请说明选还是不选') }),
    response: cartSchema,
    errors: memberErrors,
    summary: 'Chooses lines for the next order, or not.',
  }),
  removeCartLines: endpoint({
    method: 'POST',
    path: '/api/member/cart/remove',
    audience: 'member',
    permission: 'self',
    body: v.object({ lineIds: lineIdsSchema }),
    response: cartSchema,
    errors: memberErrors,
    summary: 'Takes lines out of the cart; for a while they can be put back.',
  }),
  restoreCartLines: endpoint({
    method: 'POST',
    path: '/api/member/cart/restore',
    audience: 'member',
    permission: 'self',
    body: v.object({ lineIds: lineIdsSchema }),
    response: cartSchema,
    errors: { ...cartErrors, ...memberErrors },
    summary: 'Puts lines back that were just taken out.',
  }),
};
