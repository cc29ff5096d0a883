import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import { WechatService } from './wechat.service';

interface Contact {
  readonly name: string;
  readonly mobile: string;
  readonly province: string;
  readonly city: string;
  readonly area: string;
  readonly address: string;
}

export interface WaybillOrder {
  /** Our number; the same one again is refused by WeChat. */
  readonly orderId: string;
  /** The carrier in WeChat's words: `SF`, `ZTO` … */
  readonly carrierCode: string;
  /** The customer number that the carrier gave the company (月结账号). */
  readonly customerNo: string;
  readonly service: { readonly service_type: number; readonly service_name: string };
  readonly sender: Contact;
  readonly receiver: Contact;
  readonly goods: readonly { readonly name: string; readonly count: number }[];
  readonly weightKg: number;
}

/** A waybill number and what the carrier wants printed (sorting code and the like), by the carrier's own keys. */
export interface WechatWaybill {
  readonly waybillNo: string;
  readonly labelData: Readonly<Record<string, string>>;
}

export interface WaybillStep {
  readonly at: Date;
  /** 100001 collected, 200001 on its way, 300002 out for delivery, 300003 received, 400001 trouble. */
  readonly actionType: number;
  readonly text: string;
}

const dataSchema = v.array(v.object({ key: v.string(), value: v.string() }));
const waybillSchema = v.object({ waybill_id: v.pipe(v.string(), v.minLength(1)), waybill_data: dataSchema });
const pathSchema = v.object({
  path_item_list: v.array(
    v.object({ action_time: v.number(), action_type: v.number(), action_msg: v.string() }),
  ),
});

/** 物流助手: waybills of the carriers that the mini program is bound to. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class WechatLogisticsService {
  @Inject() private readonly wechat: WechatService;

  /** Takes a waybill number. WeChat sends the buyer no notice of its own (`add_source` 2). Throws WechatApiError, WECHAT_OFF. */
  async addOrder(order: WaybillOrder): Promise<WechatWaybill> {
    const body = {
      add_source: 2,
      wx_appid: this.wechat.appIdOf('member'),
      order_id: order.orderId,
      delivery_id: order.carrierCode,
      biz_id: order.customerNo,
      sender: order.sender,
      receiver: order.receiver,
      cargo: {
        count: 1,
        weight: order.weightKg,
        ...{ space_x: 1, space_y: 1, space_z: 1 },
        detail_list: order.goods,
      },
      shop: {
        wxa_path: 'tabs/orders',
        goods_name: order.goods.map((article) => article.name).join('、'),
        goods_count: order.goods.length,
      },
      insured: { use_insured: 0, insured_value: 0 },
      service: order.service,
    };
    const path = '/cgi-bin/express/business/order/add';
    return toWaybill(await this.wechat.call('member', { path, body }, waybillSchema));
  }

  /** The waybill of an order that was added before. Throws WechatApiError, WECHAT_OFF. */
  async getOrder(order: { orderId: string; carrierCode: string }): Promise<WechatWaybill> {
    const path = '/cgi-bin/express/business/order/get';
    return toWaybill(await this.wechat.call('member', { path, body: lookUp(order) }, waybillSchema));
  }

  /** The way of a parcel, the oldest step first. Throws WechatApiError, WECHAT_OFF. */
  async getPath(order: { orderId: string; carrierCode: string; waybillNo: string }): Promise<WaybillStep[]> {
    const path = '/cgi-bin/express/business/path/get';
    const body = { ...lookUp(order), waybill_id: order.waybillNo };
    const { path_item_list: items } = await this.wechat.call('member', { path, body }, pathSchema);
    return items.map((item) => ({
      at: new Date(item.action_time * 1000),
      actionType: item.action_type,
      text: item.action_msg,
    }));
  }
}

function lookUp(order: { orderId: string; carrierCode: string }) {
  return { order_id: order.orderId, delivery_id: order.carrierCode };
}

function toWaybill(answer: v.InferOutput<typeof waybillSchema>): WechatWaybill {
  const labelData = Object.fromEntries(answer.waybill_data.map(({ key, value }) => [key, value]));
  return { waybillNo: answer.waybill_id, labelData };
}
