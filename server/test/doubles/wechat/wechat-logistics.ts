import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { type DoubleAnswer, type DoubleRequest, json } from '../double';
import { ok, refusal } from './wechat-refusal';

const textField = v.pipe(v.string(), v.minLength(1));
const contactSchema = v.object({
  name: textField,
  mobile: textField,
  province: textField,
  city: textField,
  area: textField,
  address: textField,
});
const orderSchema = v.object({
  add_source: v.picklist([0, 2]),
  order_id: textField,
  openid: v.optional(v.string()),
  delivery_id: textField,
  biz_id: textField,
  sender: contactSchema,
  receiver: contactSchema,
  cargo: v.object({
    count: v.pipe(v.number(), v.integer(), v.minValue(1)),
    weight: v.number(),
    space_x: v.number(),
    space_y: v.number(),
    space_z: v.number(),
    detail_list: v.pipe(v.array(v.object({ name: textField, count: v.number() })), v.minLength(1)),
  }),
  shop: v.object({ wxa_path: textField, goods_name: textField, goods_count: v.number() }),
  insured: v.object({ use_insured: v.picklist([0, 1]), insured_value: v.number() }),
  service: v.object({ service_type: v.number(), service_name: textField }),
});
const lookUpSchema = v.object({
  order_id: textField,
  delivery_id: textField,
  waybill_id: v.optional(v.string()),
});

export interface Waybill {
  readonly orderId: string;
  readonly deliveryId: string;
  readonly waybillId: string;
  readonly data: { key: string; value: string }[];
  readonly path: { action_time: number; action_type: number; action_msg: string }[];
}

/** 物流助手: waybill numbers, what the label needs, and the way of a parcel. */
export class WechatLogistics {
  constructor(
    private readonly state: { waybills: Waybill[] },
    private readonly now: () => Date,
  ) {}

  add(request: DoubleRequest): DoubleAnswer {
    const parsed = v.safeParse(orderSchema, request.json());
    if (!parsed.success) return refusal(47001, 'data format error');
    const { order_id: orderId, delivery_id: deliveryId, receiver } = parsed.output;
    if (this.find(orderId, deliveryId)) return refusal(9300502, 'order already exists');
    const digits = createHash('sha256').update(`${deliveryId}:${orderId}`).digest();
    const number = String(digits.readUIntBE(0, 6)).padStart(12, '0').slice(-12);
    const waybill: Waybill = {
      orderId,
      deliveryId,
      waybillId: `${deliveryId}${number}`,
      data: [
        { key: `${deliveryId}_bagAddr`, value: `${receiver.city}集散` },
        { key: `${deliveryId}_mark`, value: `${digits[6] ?? 0}-${digits[7] ?? 0}-${digits[8] ?? 0}` },
      ],
      path: [{ action_time: this.seconds(), action_type: 100001, action_msg: '揽件员已取件' }],
    };
    this.state.waybills.push(waybill);
    return json({ ...ok, order_id: orderId, waybill_id: waybill.waybillId, waybill_data: waybill.data });
  }

  get(request: DoubleRequest): DoubleAnswer {
    return this.answer(request, (waybill) => ({
      order_id: waybill.orderId,
      delivery_id: waybill.deliveryId,
      waybill_id: waybill.waybillId,
      waybill_data: waybill.data,
      order_status: 0,
    }));
  }

  path(request: DoubleRequest): DoubleAnswer {
    return this.answer(request, (waybill) => ({
      delivery_id: waybill.deliveryId,
      waybill_id: waybill.waybillId,
      path_item_num: waybill.path.length,
      path_item_list: waybill.path,
    }));
  }

  /** The parcel moves: 200001 on its way, 300002 out for delivery, 300003 received. */
  move(waybillId: string, actionType: number, message: string): void {
    const waybill = this.state.waybills.find((one) => one.waybillId === waybillId);
    waybill?.path.push({ action_time: this.seconds(), action_type: actionType, action_msg: message });
  }

  private answer(request: DoubleRequest, view: (waybill: Waybill) => object): DoubleAnswer {
    const parsed = v.safeParse(lookUpSchema, request.json());
    if (!parsed.success) return refusal(47001, 'data format error');
    const found = this.find(parsed.output.order_id, parsed.output.delivery_id);
    return found ? json({ ...ok, ...view(found) }) : refusal(9300503, 'order not found');
  }

  private find(orderId: string, deliveryId: string): Waybill | undefined {
    return this.state.waybills.find((one) => one.orderId === orderId && one.deliveryId === deliveryId);
  }

  private seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }
}
