import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import { Clock } from '../../platform/clock';
import { Logger } from '../../platform/observability/logger';
import { WechatApiError } from './wechat-api-error';
import { WechatService } from './wechat.service';

/** WeChat takes at most so many parcels for one payment, and texts of at most so many characters. */
export const maxShippingParcels = 15;
const maxDescriptionLength = 120;
/** WeChat has these parcels already, from a call whose answer was lost, and takes no further change. */
const enteredBefore = [10060002, 10060003];

export interface ShippingUpload {
  /** WeChat Pay's number of the payment. */
  readonly transactionId: string;
  /** The payer in the member mini program. */
  readonly openId: string;
  /** All parcels known so far; WeChat knows carriers by its own codes (`SF`, `ZTO` …). */
  readonly parcels: readonly {
    readonly carrierCode: string;
    readonly waybillNo: string;
    /** What is in it, for the buyer: 大闸蟹礼盒 ×1. */
    readonly description: string;
    /** Masked phone of the receiver, `139****0001`; SF asks for it. */
    readonly receiverPhone: string;
  }[];
  /** False while a part of the order has not left yet. */
  readonly isComplete: boolean;
}

/** 发货信息录入: the money of a payment stays frozen until its parcels are entered. Call it from an outbox handler. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class WechatShippingService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly wechat: WechatService;

  /** Throws WechatApiError, WECHAT_OFF; a plain Error for no parcel or more than fifteen. */
  async upload(shipping: ShippingUpload): Promise<void> {
    const { parcels, isComplete } = shipping;
    if (parcels.length === 0 || parcels.length > maxShippingParcels)
      throw new Error(`WeChat takes 1 to ${maxShippingParcels} parcels for a payment, not ${parcels.length}`);
    const isOneParcel = isComplete && parcels.length === 1;
    await this.enter(shipping, {
      logistics_type: 1,
      ...(isOneParcel ? { delivery_mode: 1 } : { delivery_mode: 2, is_all_delivered: isComplete }),
      shipping_list: parcels.map((parcel) => ({
        tracking_no: parcel.waybillNo,
        express_company: parcel.carrierCode,
        item_desc: shortened(parcel.description),
        contact: { receiver_contact: parcel.receiverPhone },
      })),
    });
  }

  /** Goods that are numbers in the buyer's account: nothing travels (虚拟商品). Throws WechatApiError, WECHAT_OFF. */
  async uploadVirtual(
    shipping: Pick<ShippingUpload, 'transactionId' | 'openId'> & { readonly description: string },
  ): Promise<void> {
    await this.enter(shipping, {
      logistics_type: 3,
      delivery_mode: 1,
      shipping_list: [{ item_desc: shortened(shipping.description) }],
    });
  }

  private async enter(
    payment: Pick<ShippingUpload, 'transactionId' | 'openId'>,
    goods: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const body = {
      order_key: { order_number_type: 2, transaction_id: payment.transactionId },
      ...goods,
      upload_time: this.clock.now().toISOString(),
      payer: { openid: payment.openId },
    };
    const path = '/wxa/sec/order/upload_shipping_info';
    try {
      await this.wechat.call('member', { path, body }, v.unknown());
    } catch (error) {
      if (!(error instanceof WechatApiError) || !enteredBefore.includes(error.errcode ?? 0)) throw error;
      this.logger.warn('WeChat takes no further change of a shipped order', {
        transactionId: payment.transactionId,
      });
    }
  }
}

function shortened(description: string): string {
  return [...description].slice(0, maxDescriptionLength).join('');
}
