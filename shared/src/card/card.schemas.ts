import * as v from 'valibot';
import { channelRefSchema } from '../channel/channel.contract';
import { documentKindSchema, documentStepSchema } from '../document/document.contract';
import { countSchema, fenSchema, idSchema, instantSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import {
  ActivationStatus,
  CardImportStatus,
  CardKind,
  CardStatus,
  ExclusionReason,
  HandoverKind,
  HandoverStatus,
} from './card.status';

export const cardStatusSchema = v.picklist(valuesOf(CardStatus));
export const productRefSchema = v.object({ id: idSchema, name: v.string() });

/** Who has the plastic: the platform, a channel, or (after the handing out of an activated card) a member who bound it. */
export const holderSchema = v.object({
  kind: v.picklist(['platform', 'channel', 'member']),
  id: v.nullable(idSchema),
  name: v.string(),
});

export const cardSchema = v.object({
  id: idSchema,
  cardNo: v.string(),
  kind: v.picklist(valuesOf(CardKind)),
  product: productRefSchema,
  status: cardStatusSchema,
  holder: holderSchema,
  l1Owner: v.nullable(channelRefSchema),
  /** The open document the card is locked by. */
  lockedBy: v.nullable(v.object({ kind: documentKindSchema, id: idSchema, number: v.string() })),
  receivedAt: v.nullable(instantSchema),
  activatedAt: v.nullable(instantSchema),
  expiresAt: v.nullable(instantSchema),
});
export type CardView = v.InferOutput<typeof cardSchema>;

/** One entry of a card's life line. */
export const cardMovementSchema = v.object({
  id: idSchema,
  /** Chinese phrase fit to show: 入库, 流转锁定, 收卡, 激活, 绑卡, 提货, 注销 … */
  action: v.string(),
  fromStatus: v.nullable(cardStatusSchema),
  toStatus: cardStatusSchema,
  holderName: v.string(),
  document: v.nullable(v.object({ kind: documentKindSchema, id: idSchema, number: v.string() })),
  actorName: v.string(),
  note: v.nullable(v.string()),
  at: instantSchema,
});
export type CardMovementView = v.InferOutput<typeof cardMovementSchema>;

export const cardDetailSchema = v.object({
  ...cardSchema.entries,
  member: v.nullable(v.object({ id: idSchema, nickname: v.string(), phone: v.string() })),
  movements: v.array(cardMovementSchema),
});

export const exclusionSchema = v.object({
  reason: v.picklist(valuesOf(ExclusionReason)),
  count: countSchema,
  /** The first 20. */
  cardNos: v.array(v.string()),
});

export const selectionPreviewSchema = v.object({
  total: countSchema,
  eligible: countSchema,
  /** The product of all eligible cards; null when there are several or none. */
  product: v.nullable(productRefSchema),
  products: v.array(v.object({ id: idSchema, name: v.string(), count: countSchema })),
  excluded: v.array(exclusionSchema),
  /** Offline price the other side owes per card (transfer: child's price; activation: own price), null when it does not apply. */
  unitPriceFen: v.nullable(fenSchema),
});
export type SelectionPreview = v.InferOutput<typeof selectionPreviewSchema>;

export const handoverSchema = v.object({
  id: idSchema,
  kind: v.picklist(valuesOf(HandoverKind)),
  number: v.string(),
  status: v.picklist(valuesOf(HandoverStatus)),
  /** null = the platform. */
  from: v.nullable(channelRefSchema),
  to: v.nullable(channelRefSchema),
  product: productRefSchema,
  cardCount: countSchema,
  receivedCount: countSchema,
  /** Cards the receiver did not find; they went back to the sender. */
  differenceCount: countSchema,
  /** The agreed offline price per card, for reference; null for returns. */
  unitPriceFen: v.nullable(fenSchema),
  note: v.nullable(v.string()),
  /** First and last number, for a line of a list. */
  firstCardNo: v.string(),
  lastCardNo: v.string(),
  createdAt: instantSchema,
  closedAt: v.nullable(instantSchema),
});
export type HandoverView = v.InferOutput<typeof handoverSchema>;

export const handoverDetailSchema = v.object({
  ...handoverSchema.entries,
  steps: v.array(documentStepSchema),
});

export const documentCardSchema = v.object({
  cardNo: v.string(),
  /** `pending` while the document is open; `missing` when the receiver did not find it; `skipped` when the L1 left it out. */
  outcome: v.picklist(['pending', 'done', 'missing', 'skipped', 'cancelled']),
});

/** How an activation would be paid (rules.md §4): stored value first, then credit. */
export const activationQuoteSchema = v.object({
  cardCount: countSchema,
  l1UnitPriceFen: fenSchema,
  totalFen: fenSchema,
  storedValueFen: fenSchema,
  creditFen: fenSchema,
  storedValueBalanceFen: fenSchema,
  creditAvailableFen: fenSchema,
  /** 0 when it can be paid. */
  shortageFen: fenSchema,
});
export type ActivationQuote = v.InferOutput<typeof activationQuoteSchema>;

export const activationSchema = v.object({
  id: idSchema,
  number: v.string(),
  status: v.picklist(valuesOf(ActivationStatus)),
  /** Whose cards: the requester holds them. */
  requester: channelRefSchema,
  /** The L2 between requester and L1, when there is one. */
  l2: v.nullable(channelRefSchema),
  l1: channelRefSchema,
  product: productRefSchema,
  cardCount: countSchema,
  activatedCount: countSchema,
  /** What the requester owes its parent offline, per card. */
  offlineUnitPriceFen: v.nullable(fenSchema),
  /** What the L2 between them owes the L1 offline, per card; null when there is none (AD-068). */
  l2UnitPriceFen: v.nullable(fenSchema),
  storedValueFen: fenSchema,
  creditFen: fenSchema,
  note: v.nullable(v.string()),
  firstCardNo: v.string(),
  lastCardNo: v.string(),
  createdAt: instantSchema,
  closedAt: v.nullable(instantSchema),
});
export type ActivationView = v.InferOutput<typeof activationSchema>;

export const activationDetailSchema = v.object({
  ...activationSchema.entries,
  /** Only for the L1 that will pay, while the request is open. */
  quote: v.nullable(activationQuoteSchema),
  steps: v.array(documentStepSchema),
});

/** The paper by which the back office took cards out of use. */
export const cardVoidSchema = v.object({
  id: idSchema,
  number: v.string(),
  reason: v.string(),
  cardCount: countSchema,
  steps: v.array(documentStepSchema),
  createdAt: instantSchema,
});
export type CardVoidView = v.InferOutput<typeof cardVoidSchema>;

export const cardImportSchema = v.object({
  id: idSchema,
  number: v.string(),
  product: productRefSchema,
  source: v.picklist(['file', 'generated']),
  fileName: v.nullable(v.string()),
  status: v.picklist(valuesOf(CardImportStatus)),
  failure: v.nullable(v.string()),
  totalRows: countSchema,
  processedRows: countSchema,
  importedRows: countSchema,
  rejectedRows: countSchema,
  hasErrorFile: v.boolean(),
  /** Generated cards: whether the print file may still be downloaded (once). */
  printFile: v.picklist(['none', 'ready', 'taken']),
  createdBy: v.string(),
  createdAt: instantSchema,
  finishedAt: v.nullable(instantSchema),
});
export type CardImportView = v.InferOutput<typeof cardImportSchema>;

/** Cards of one product by state, in one holder's library (CH-043). */
export const cardCountsSchema = v.object({
  inactive: countSchema,
  active: countSchema,
  used: countSchema,
  voided: countSchema,
  /** Of the inactive ones, locked in an open document. */
  locked: countSchema,
});
export type CardCounts = v.InferOutput<typeof cardCountsSchema>;
