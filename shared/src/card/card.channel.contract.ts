import * as v from 'valibot';
import { channelErrors } from '../channel/channel.errors';
import { ChannelModule } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { countSchema, idParams, idSchema, optionalTextSchema, textSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { ledgerErrors } from '../ledger/ledger.errors';
import { cardNoSchema, cardSelectionSchema } from './card-number';
import { cardErrors } from './card.errors';
import {
  activationDetailSchema,
  activationSchema,
  cardCountsSchema,
  cardDetailSchema,
  cardSchema,
  cardStatusSchema,
  documentCardSchema,
  handoverDetailSchema,
  handoverSchema,
  productRefSchema,
  selectionPreviewSchema,
} from './card.schemas';
import { ActivationQueue, ActivationStatus, HandoverKind, HandoverStatus } from './card.status';

/** With `onlyEligible` the cards that cannot take part are left out; `expectedCount` is what the person saw and agreed to. */
const selectionBodyEntries = {
  selection: cardSelectionSchema,
  onlyEligible: v.optional(v.boolean(), false),
  expectedCount: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  note: optionalTextSchema(100),
};

const errors = { ...cardErrors, ...channelErrors };

export const cardChannelContract = {
  getCardSummary: endpoint({
    method: 'GET',
    path: '/api/channel/cards/summary',
    audience: 'channel',
    permission: 'self',
    response: v.object({
      totals: cardCountsSchema,
      products: v.array(v.object({ product: productRefSchema, counts: cardCountsSchema })),
    }),
    summary: 'The own card library counted by state and product (CH-043).',
  }),
  listCards: endpoint({
    method: 'GET',
    path: '/api/channel/cards',
    audience: 'channel',
    permission: ChannelModule.cards,
    query: v.object({
      ...pageQueryEntries,
      cardNo: v.optional(v.string()),
      productId: v.optional(idSchema),
      status: v.optional(cardStatusSchema),
      /** `own` = in the own library; `network` = also those of the downline (L1: all it owns). */
      scope: v.optional(v.picklist(['own', 'network']), 'own'),
      /** With `network`: only those in the library of this channel of the downline. */
      holderChannelId: v.optional(idSchema),
    }),
    response: pageOf(cardSchema),
    summary: 'The card library, latest receipt first (CH-030, CH-042).',
  }),
  getCard: endpoint({
    method: 'GET',
    path: '/api/channel/cards/:cardNo',
    audience: 'channel',
    permission: ChannelModule.cards,
    params: v.object({ cardNo: cardNoSchema }),
    response: cardDetailSchema,
    errors: cardErrors,
    summary: 'One card held by the channel or its downline, with its life line (CH-042).',
  }),
  previewSelection: endpoint({
    method: 'POST',
    path: '/api/channel/cards/preview',
    audience: 'channel',
    permission: 'self',
    body: v.object({
      purpose: v.picklist(['transfer', 'activation', 'return']),
      selection: cardSelectionSchema,
      toChannelId: v.optional(v.nullable(idSchema), null),
    }),
    response: selectionPreviewSchema,
    errors,
    summary: 'Which cards of a selection can take part and why the others cannot.',
  }),
  transferCards: endpoint({
    method: 'POST',
    path: '/api/channel/transfers',
    audience: 'channel',
    permission: ChannelModule.cards,
    channelLevels: [1, 2],
    body: v.object({ toChannelId: idSchema, ...selectionBodyEntries }),
    response: handoverDetailSchema,
    errors,
    idempotent: true,
    summary: 'Sends inactive cards to a direct child; locked until the child confirms (CH-027 … CH-029).',
  }),
  returnCards: endpoint({
    method: 'POST',
    path: '/api/channel/returns',
    audience: 'channel',
    permission: ChannelModule.cards,
    body: v.object(selectionBodyEntries),
    response: handoverDetailSchema,
    errors,
    idempotent: true,
    summary:
      'Sends inactive cards one hop up: L1 to the platform, L2 and L3 to the parent (CH-038 … CH-041).',
  }),
  listHandovers: endpoint({
    method: 'GET',
    path: '/api/channel/handovers',
    audience: 'channel',
    permission: ChannelModule.cards,
    query: v.object({
      ...pageQueryEntries,
      direction: v.picklist(['in', 'out']),
      kind: v.optional(v.picklist(valuesOf(HandoverKind))),
      status: v.optional(v.picklist(valuesOf(HandoverStatus))),
      number: v.optional(v.string()),
    }),
    response: pageOf(handoverSchema),
    summary: 'Cards coming in and going out, newest first.',
  }),
  getHandover: endpoint({
    method: 'GET',
    path: '/api/channel/handovers/:id',
    audience: 'channel',
    permission: ChannelModule.cards,
    params: idParams,
    response: handoverDetailSchema,
    errors: cardErrors,
    summary: 'One handover the channel sends or receives.',
  }),
  listHandoverCards: endpoint({
    method: 'GET',
    path: '/api/channel/handovers/:id/cards',
    audience: 'channel',
    permission: ChannelModule.cards,
    params: idParams,
    query: v.object({ ...pageQueryEntries }),
    response: pageOf(documentCardSchema),
    errors: cardErrors,
    summary: 'The numbers of a handover.',
  }),
  receiveHandover: endpoint({
    method: 'POST',
    path: '/api/channel/handovers/:id/receive',
    audience: 'channel',
    permission: ChannelModule.cards,
    params: idParams,
    body: v.object({
      /** Everything is received except these; empty = all. */
      missingCardNos: v.optional(v.array(cardNoSchema), []),
      /** Or: only these were found (scanned one by one); overrides `missingCardNos`. */
      foundCardNos: v.optional(v.nullable(v.array(cardNoSchema)), null),
    }),
    response: handoverDetailSchema,
    errors: cardErrors,
    idempotent: true,
    summary:
      'Confirms receipt of all or part; what is missing goes back to the sender as a difference (CH-030).',
  }),
  cancelHandover: endpoint({
    method: 'POST',
    path: '/api/channel/handovers/:id/cancel',
    audience: 'channel',
    permission: ChannelModule.cards,
    params: idParams,
    response: handoverDetailSchema,
    errors: cardErrors,
    idempotent: true,
    summary: 'The sender takes a handover back before receipt; the cards unlock.',
  }),
  requestActivation: endpoint({
    method: 'POST',
    path: '/api/channel/activations',
    audience: 'channel',
    permission: ChannelModule.activation,
    body: v.object(selectionBodyEntries),
    response: activationDetailSchema,
    errors,
    idempotent: true,
    summary: 'Asks for activation of own inactive cards (CH-031, CH-032).',
  }),
  listActivations: endpoint({
    method: 'GET',
    path: '/api/channel/activations',
    audience: 'channel',
    permission: ChannelModule.activation,
    query: v.object({
      ...pageQueryEntries,
      /** L1: own, level2 (L2s and their L3s), level3 (direct L3s). L2: own, level3. L3: own. */
      queue: v.optional(v.picklist(valuesOf(ActivationQueue)), 'own'),
      status: v.optional(v.picklist(valuesOf(ActivationStatus))),
      open: v.optional(v.picklist(['true', 'false'])),
      number: v.optional(v.string()),
    }),
    response: pageOf(activationSchema),
    summary: 'Activation orders by queue (CH-031 … CH-034).',
  }),
  getActivation: endpoint({
    method: 'GET',
    path: '/api/channel/activations/:id',
    audience: 'channel',
    permission: ChannelModule.activation,
    params: idParams,
    response: activationDetailSchema,
    errors: cardErrors,
    summary: 'One activation order, with the payment quote for the L1.',
  }),
  listActivationCards: endpoint({
    method: 'GET',
    path: '/api/channel/activations/:id/cards',
    audience: 'channel',
    permission: ChannelModule.activation,
    params: idParams,
    query: v.object({ ...pageQueryEntries }),
    response: pageOf(documentCardSchema),
    errors: cardErrors,
    summary: 'The exact numbers, before and after activation (AD-065, AD-070).',
  }),
  forwardActivation: endpoint({
    method: 'POST',
    path: '/api/channel/activations/:id/forward',
    audience: 'channel',
    permission: ChannelModule.activation,
    channelLevels: [2],
    params: idParams,
    response: activationDetailSchema,
    errors: cardErrors,
    idempotent: true,
    summary: 'The L2 marks 已收款 and passes its L3 request on to the L1 (CH-033, AD-067).',
  }),
  activateCards: endpoint({
    method: 'POST',
    path: '/api/channel/activations/:id/activate',
    audience: 'channel',
    permission: ChannelModule.activation,
    channelLevels: [1],
    params: idParams,
    body: v.object({
      /** The numbers to activate; null = all of the request. The others of the request unlock. */
      cardNos: v.optional(
        v.nullable(v.pipe(v.array(cardNoSchema), v.minLength(1), v.maxLength(10_000))),
        null,
      ),
    }),
    response: activationDetailSchema,
    errors: { ...cardErrors, ...ledgerErrors },
    idempotent: true,
    summary: 'Activates: stored value first, then credit, all or nothing (CH-035, CH-036, AD-059 … AD-062).',
  }),
  rejectActivation: endpoint({
    method: 'POST',
    path: '/api/channel/activations/:id/reject',
    audience: 'channel',
    permission: ChannelModule.activation,
    channelLevels: [1, 2],
    params: idParams,
    body: v.object({ reason: textSchema(100, '请填写原因') }),
    response: activationDetailSchema,
    errors: cardErrors,
    idempotent: true,
    summary: 'Turns a request down; the cards unlock.',
  }),
  withdrawActivation: endpoint({
    method: 'POST',
    path: '/api/channel/activations/:id/withdraw',
    audience: 'channel',
    permission: ChannelModule.activation,
    params: idParams,
    response: activationDetailSchema,
    errors: cardErrors,
    idempotent: true,
    summary: 'The requester takes an open request back; the cards unlock.',
  }),
  getTodo: endpoint({
    method: 'GET',
    path: '/api/channel/todo',
    audience: 'channel',
    permission: 'self',
    response: v.object({ toReceive: countSchema, toActivate: countSchema, toForward: countSchema }),
    summary: 'What waits for this channel in cards.',
  }),
};
