import * as v from 'valibot';
import { type DoubleAnswer, type DoubleRequest, json } from '../double';
import { ok, refusal } from './wechat-refusal';

const maxParcels = 15;
const maxDescriptionLength = 120;

const uploadSchema = v.object({
  order_key: v.variant('order_number_type', [
    v.object({ order_number_type: v.literal(1), mchid: v.string(), out_trade_no: v.string() }),
    v.object({ order_number_type: v.literal(2), transaction_id: v.string() }),
  ]),
  logistics_type: v.picklist([1, 2, 3, 4]),
  delivery_mode: v.picklist([1, 2]),
  is_all_delivered: v.optional(v.boolean()),
  shipping_list: v.array(
    v.object({
      tracking_no: v.optional(v.pipe(v.string(), v.maxLength(128))),
      express_company: v.optional(v.pipe(v.string(), v.maxLength(128))),
      item_desc: v.optional(v.string(), ''),
      contact: v.optional(
        v.object({ consignor_contact: v.optional(v.string()), receiver_contact: v.optional(v.string()) }),
      ),
    }),
  ),
  upload_time: v.pipe(v.string(), v.isoTimestamp()),
  payer: v.object({ openid: v.pipe(v.string(), v.minLength(1)) }),
});
type Upload = v.InferOutput<typeof uploadSchema>;

export interface UploadedShipping {
  readonly orderKey: string;
  readonly openId: string;
  readonly parcels: { carrier: string; waybillNo: string; description: string }[];
  isComplete: boolean;
  /** A complete order may be shipped anew once. */
  isEdited: boolean;
}

/** 发货信息管理: the money of an order stays frozen until its parcels are entered here. */
export class WechatShipping {
  constructor(private readonly state: { shipped: UploadedShipping[] }) {}

  /** What was entered for one payment (transaction id, or merchant and order number joined by a colon). */
  shippedOf(orderKey: string): UploadedShipping | null {
    return this.state.shipped.find((entry) => entry.orderKey === orderKey) ?? null;
  }

  upload(request: DoubleRequest): DoubleAnswer {
    const parsed = v.safeParse(uploadSchema, request.json());
    if (!parsed.success) return refusal(10060014, '参数错误');
    const upload = parsed.output;
    return this.problemOf(upload) ?? this.enter(upload);
  }

  private problemOf(upload: Upload): DoubleAnswer | null {
    const isSplit = upload.delivery_mode === 2;
    const list = upload.shipping_list;
    if (isSplit && upload.logistics_type !== 1) return refusal(10060006, '非快递发货时不允许分拆发货');
    if (isSplit && upload.is_all_delivered === undefined)
      return refusal(10060007, '分拆发货模式下必须填写is_all_delivered');
    if (list.length === 0 || (!isSplit && list.length > 1)) return refusal(10060014, '参数错误');
    if (list.length > maxParcels) return refusal(10060024, '物流信息列表太长');
    if (list.some((parcel) => parcel.item_desc === '')) return refusal(10060008, '商品描述item_desc不能为空');
    if (list.some((parcel) => parcel.item_desc.length > maxDescriptionLength))
      return refusal(10060009, '商品描述item_desc太长');
    const isIncomplete = (parcel: Upload['shipping_list'][number]) =>
      !parcel.tracking_no || !parcel.express_company;
    if (upload.logistics_type === 1 && list.some(isIncomplete)) return refusal(10060014, '参数错误');
    const needsContact = list.some((parcel) => parcel.express_company === 'SF' && !parcel.contact);
    return needsContact ? refusal(10060014, '顺丰必须填写联系方式') : null;
  }

  private enter(upload: Upload): DoubleAnswer {
    const orderKey = orderKeyOf(upload);
    const parcels = upload.shipping_list.map((parcel) => ({
      carrier: parcel.express_company ?? '',
      waybillNo: parcel.tracking_no ?? '',
      description: parcel.item_desc,
    }));
    const isComplete = upload.delivery_mode === 1 || upload.is_all_delivered === true;
    const found = this.shippedOf(orderKey);
    if (!found) {
      this.state.shipped.push({
        orderKey,
        openId: upload.payer.openid,
        parcels,
        isComplete,
        isEdited: false,
      });
      return json(ok);
    }
    if (found.openId !== upload.payer.openid)
      return refusal(10060031, '该笔支付单不属于 openid 所指定的用户');
    return this.change(found, parcels, isComplete);
  }

  /** More parcels of an order under way, or the one new start of a complete one. */
  private change(
    found: UploadedShipping,
    parcels: UploadedShipping['parcels'],
    isComplete: boolean,
  ): DoubleAnswer {
    if (found.isComplete) {
      if (found.isEdited) return refusal(10060003, '支付单已使用重新发货机会');
      found.isEdited = true;
      found.parcels.length = 0;
    }
    const known = new Set(found.parcels.map((parcel) => parcel.waybillNo));
    const added = parcels.filter((parcel) => !known.has(parcel.waybillNo));
    if (found.parcels.length + added.length > maxParcels) return refusal(10060024, '物流信息列表太长');
    found.parcels.push(...added);
    found.isComplete = isComplete;
    return json(ok);
  }
}

function orderKeyOf({ order_key: key }: Upload): string {
  return key.order_number_type === 2 ? key.transaction_id : `${key.mchid}:${key.out_trade_no}`;
}
