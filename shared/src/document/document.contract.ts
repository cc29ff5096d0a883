import * as v from 'valibot';
import { endpoint } from '../kernel/endpoint';
import { idSchema, instantSchema, textSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';

/** The kinds of numbered papers that move cards, money or goods. The prefix leads the document number. */
export const DocumentKind = {
  cardImport: 'cardImport',
  cardOrder: 'cardOrder',
  cardTransfer: 'cardTransfer',
  cardActivation: 'cardActivation',
  cardReturn: 'cardReturn',
  cardVoid: 'cardVoid',
  cardGift: 'cardGift',
  redemption: 'redemption',
  purchase: 'purchase',
  payment: 'payment',
  refund: 'refund',
  afterSale: 'afterSale',
  shipment: 'shipment',
  topUp: 'topUp',
  creditGrant: 'creditGrant',
  creditSettlement: 'creditSettlement',
  settlement: 'settlement',
  withdrawal: 'withdrawal',
  stockAdjustment: 'stockAdjustment',
  storeOrder: 'storeOrder',
  storeShipment: 'storeShipment',
  storeAfterSale: 'storeAfterSale',
  goodsPayment: 'goodsPayment',
  goodsRefund: 'goodsRefund',
} as const;
export type DocumentKind = (typeof DocumentKind)[keyof typeof DocumentKind];

export const documentPrefix: Readonly<Record<DocumentKind, string>> = {
  cardImport: 'RK',
  cardOrder: 'KD',
  cardTransfer: 'LZ',
  cardActivation: 'HD',
  cardReturn: 'FH',
  cardVoid: 'ZX',
  cardGift: 'ZZ',
  redemption: 'TH',
  purchase: 'DD',
  payment: 'ZF',
  refund: 'TK',
  afterSale: 'SH',
  shipment: 'FD',
  topUp: 'CZ',
  creditGrant: 'ED',
  creditSettlement: 'QK',
  settlement: 'JS',
  withdrawal: 'TX',
  stockAdjustment: 'KC',
  storeOrder: 'DH',
  storeShipment: 'HF',
  storeAfterSale: 'HS',
  goodsPayment: 'HK',
  goodsRefund: 'HT',
};

export const documentName: Readonly<Record<DocumentKind, string>> = {
  cardImport: '卡号导入单',
  cardOrder: '实体卡订单',
  cardTransfer: '流转单',
  cardActivation: '激活单',
  cardReturn: '返还单',
  cardVoid: '注销单',
  cardGift: '转赠单',
  redemption: '提货单',
  purchase: '商品订单',
  payment: '收款单',
  refund: '退款单',
  afterSale: '售后单',
  shipment: '发货单',
  topUp: '储值充值单',
  creditGrant: '额度充值单',
  creditSettlement: '额度欠款结算单',
  settlement: '发货结算单',
  withdrawal: '提现单',
  stockAdjustment: '库存调整单',
  storeOrder: '订货单',
  storeShipment: '订货发货单',
  storeAfterSale: '订货售后单',
  goodsPayment: '订货收款单',
  goodsRefund: '订货退款单',
};

export const documentKindSchema = v.picklist(valuesOf(DocumentKind));

/** Who did one step of a document and when. `action` is a Chinese verb phrase fit to show. */
export const documentStepSchema = v.object({
  action: v.string(),
  actorName: v.string(),
  note: v.nullable(v.string()),
  at: instantSchema,
});
export type DocumentStep = v.InferOutput<typeof documentStepSchema>;

export const documentContract = {
  findDocument: endpoint({
    method: 'GET',
    path: '/api/admin/documents/find',
    audience: 'admin',
    permission: 'self',
    query: v.object({ number: textSchema(40, '请输入单号') }),
    response: v.object({ kind: documentKindSchema, id: idSchema, number: v.string() }),
    summary: 'Finds any document by its number.',
  }),
};
