import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import { purchaseAdminContract } from '@lakeside/shared/order/purchase.contract';
import { paymentAdminContract } from '@lakeside/shared/payment/payment.contract';
import { describe, expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { RefundRow } from '../../src/modules/payment/entities/refund.entity';
import { PaymentReconciliationService } from '../../src/modules/payment/payment-reconciliation.service';
import { WechatPayClient } from '../../src/modules/payment/wechat-pay-client';
import { refusalOf } from '../../src/modules/payment/wechat-pay-errors';
import { wechatPaySettings } from '../../src/modules/payment/wechat-pay-settings';
import { AppConfig } from '../../src/platform/config/config';
import {
  aPaidPurchase,
  aPurchase,
  deliverNews,
  knowPayers,
  payOrder,
  prepayOf,
  runMinute,
} from '../builders/purchase.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { isSigned, newKeys } from '../doubles/wechat-pay/wechat-pay-keys';
import { bootTestApp, describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const pay = shareWechatPay();

describeOnBothDatabases('WeChat Pay that fails', { modules, environment: pay.environment }, (context) => {
  pay.useIn(context);

  const refund = (id: number, amountFen: number) =>
    context.app.call(purchaseAdminContract.refundOrder, {
      token: tokenOf.admin,
      input: { params: { id }, body: { amountFen, reason: '少发' } },
    });
  const refundOf = (payableId: number) =>
    context.app.dataSource.getRepository(RefundRow).findOneByOrFail({ payableId });

  it('leaves an order that can be paid: slow down, 5xx, half an answer, an answer lost after the work was done', async () => {
    const { app } = context;
    const { order, member } = await aPurchase(app);
    const made = { orderId: order.id, token: member.token };
    const refusals = [];
    for (const fault of [
      { kind: 'serverError' },
      { kind: 'rateLimit' },
      { kind: 'malformed', when: 'after' },
      { kind: 'dropped', when: 'after' },
    ] as const) {
      pay.doubles.faults.set('wechat-pay', [fault]);
      refusals.push((await payOrder(app, made)).error.code);
    }
    pay.doubles.faults.clear();

    pay.doubles['wechat-pay'].pay(await prepayOf(app, made));
    await pay.doubles['wechat-pay'].notices.deliver();
    await deliverNews(app);

    expect(refusals).toEqual(Array(4).fill('PAYMENT_UNAVAILABLE'));
    const input = { params: { id: order.id } };
    const shown = await app.call(orderMemberContract.getOrder, { token: member.token, input });
    expect(shown.body.status).toBe('toShip');
  });

  it('is asked for a refund again until the merchant has money', async () => {
    const { app } = context;
    const { order } = await aPaidPurchase(app, pay.doubles);
    pay.doubles['wechat-pay'].balanceFen = 100;
    await refund(order.id, 3000);
    await runMinute(app);
    const waiting = await refundOf(order.id);
    pay.doubles['wechat-pay'].balanceFen = null;
    app.clock.advance({ hours: 1 });
    await runMinute(app);
    await pay.doubles['wechat-pay'].notices.deliver();

    expect(waiting).toMatchObject({ status: 'requested', failure: 'NOT_ENOUGH' });
    expect(await refundOf(order.id)).toMatchObject({ status: 'refunded', failure: null });
  });

  it('that closes a refund gets it again under another number, by the hand of finance', async () => {
    const { app } = context;
    const { order } = await aPaidPurchase(app, pay.doubles);
    pay.doubles['wechat-pay'].refundOutcome = 'CLOSED';
    await refund(order.id, 3000);
    await runMinute(app);
    await pay.doubles['wechat-pay'].notices.deliver();
    const failed = await refundOf(order.id);
    const listed = await app.call(paymentAdminContract.listRefunds, {
      token: tokenOf.clerk('finance.view'),
      input: { query: { status: 'failed', number: order.number } },
    });
    pay.doubles['wechat-pay'].refundOutcome = 'SUCCESS';
    const retry = (token: string) =>
      app.call(paymentAdminContract.retryRefund, { token, input: { params: { id: failed.id } } });

    const forbidden = await retry(tokenOf.clerk('finance.view'));
    const retried = await retry(tokenOf.admin);
    const twice = await retry(tokenOf.admin);
    await runMinute(app);
    await pay.doubles['wechat-pay'].notices.deliver();

    const done = await refundOf(order.id);
    expect(failed).toMatchObject({ status: 'failed', failure: 'CLOSED' });
    expect(listed.body.items).toMatchObject([{ failure: '微信已关闭这笔退款，可重新退款' }]);
    expect(forbidden.status).toBe(403);
    expect(retried.body.status).toBe('requested');
    expect(twice.error.code).toBe('REFUND_STATUS_CHANGED');
    expect(done.status).toBe('refunded');
    expect(done.refundNo).not.toBe(failed.refundNo);
    expect(await (await app.get(PaymentReconciliationService)).reconcile()).toMatchObject({ isEqual: true });
  });

  it('whose notice of a refund is lost is asked what became of it', async () => {
    const { app } = context;
    const { order } = await aPaidPurchase(app, pay.doubles);
    pay.doubles['wechat-pay'].refundOutcome = 'PROCESSING';
    await refund(order.id, 3000);
    await runMinute(app);
    const working = await refundOf(order.id);
    pay.doubles['wechat-pay'].finishRefund(working.refundNo, 'SUCCESS');
    await pay.doubles['wechat-pay'].notices.deliver({ lose: 1 });
    app.clock.advance({ hours: 1 });
    await runMinute(app);

    expect(working.status).toBe('accepted');
    expect((await refundOf(order.id)).status).toBe('refunded');
  });

  it('is listed for finance with both numbers, the order and what went back [AD-323] [AD-324]', async () => {
    const { app } = context;
    const { order } = await aPaidPurchase(app, pay.doubles);
    await refund(order.id, 3000);
    const finance = tokenOf.clerk('finance.view');

    const list = await app.call(paymentAdminContract.listPayments, {
      token: finance,
      input: { query: { number: order.number, from: '2026-10-06', to: '2026-10-06', status: 'paid' } },
    });
    const otherDay = await app.call(paymentAdminContract.listPayments, {
      token: finance,
      input: { query: { number: order.number, from: '2026-10-07' } },
    });
    const detail = await app.call(paymentAdminContract.getPayment, {
      token: finance,
      input: { params: { id: list.body.items[0]?.id ?? 0 } },
    });

    expect(otherDay.body.total).toBe(0);
    expect(list.body).toMatchObject({
      total: 1,
      items: [
        { payable: { number: order.number }, amountFen: 10_000, refundedFen: 3000, payee: 'salesCompany' },
      ],
    });
    expect(list.body.items[0]?.transactionId).toMatch(/^4200\d{24}$/);
    expect(detail.body).toMatchObject({ refunds: [{ amountFen: 3000, reason: '少发' }] });
    expect(detail.body.steps.map((step) => step.action)).toEqual(['发起付款', '到账']);
  });
});

describe('setting WeChat Pay up', () => {
  const boot = (change: Record<string, string>) =>
    bootTestApp({ database: 'embedded', modules, environment: { ...pay.environment, ...change } });

  it('stops the start when only a part is set, or a key is none', async () => {
    await expect(boot({ WECHAT_PAY_API_V3_KEY: '' })).rejects.toThrow('WECHAT_PAY_API_V3_KEY is required');
    await expect(boot({ WECHAT_PAY_API_V3_KEY: 'short' })).rejects.toThrow('must have 32 characters');
    await expect(boot({ WECHAT_PAY_PRIVATE_KEY: 'not a key' })).rejects.toThrow('is not a key in PEM form');
    await expect(boot({ WECHAT_PAY_PRIVATE_KEY_FILE: '/nowhere.pem' })).rejects.toThrow('cannot be read');
  });

  it('never speaks to a double in production', () => {
    const production = { NODE_ENV: 'production', SECRET_KEY: 'k'.repeat(32), ...pay.environment };
    const real = { ...production, WECHAT_PAY_URL: '' };

    expect(() => wechatPaySettings(new AppConfig(production))).toThrow('must begin with https://');
    expect(wechatPaySettings(new AppConfig(real))?.baseUrl).toBe('https://api.mch.weixin.qq.com/');
  });

  it('is off without a merchant: ordering works, paying is refused in plain words, unpaid orders close', async () => {
    const none = Object.keys(pay.environment).map((name): [string, string] => [name, '']);
    const app = await bootTestApp({ database: 'embedded', modules, environment: Object.fromEntries(none) });
    const { order, member } = await aPurchase(app);

    const refused = await payOrder(app, { orderId: order.id, token: member.token });
    app.clock.advance({ hours: 1 });
    await runMinute(app);
    const input = { params: { id: order.id } };
    const closed = await app.call(orderMemberContract.getOrder, { token: member.token, input });
    await app.stop();

    expect(refused.error).toMatchObject({ code: 'PAYMENT_OFF', message: '微信支付还没有开通，请联系客服' });
    expect(closed.body.status).toBe('cancelled');
  });

  it('with another merchant’s key is refused by WeChat, and an answer that WeChat did not sign is not believed', async () => {
    const strangers = newKeys();
    const changes: Record<string, string>[] = [
      { WECHAT_PAY_PRIVATE_KEY: strangers.merchantPrivateKey },
      { WECHAT_PAY_PUBLIC_KEY: strangers.platformPublicKey },
    ];
    const outcomes = [];
    for (const change of changes) {
      const app = await boot(change);
      pay.serve(app);
      await knowPayers(app);
      const { order, member } = await aPurchase(app);
      outcomes.push((await payOrder(app, { orderId: order.id, token: member.token })).error.code);
      await app.stop();
    }

    expect(outcomes).toEqual(['PAYMENT_REFUSED', 'PAYMENT_UNAVAILABLE']);
  });

  it('signs what the phone hands to WeChat, and no error of the client carries the key', async () => {
    const app = await boot({});
    pay.serve(app);
    const client = await app.get(WechatPayClient);
    const { merchantPublicKey, merchantPrivateKey } = pay.doubles['wechat-pay'].keys;

    const params = client.requestPaymentParams('wx123');
    const failure = await client.closeTrade('ZF20261006-none').catch((error: unknown) => error);
    await app.stop();

    const appId = pay.environment['WECHAT_MEMBER_APP_ID'] ?? '';
    const message = `${appId}\n${params.timeStamp}\n${params.nonceStr}\n${params.package}\n`;
    expect(isSigned(message, params.paySign, merchantPublicKey)).toBe(true);
    expect(failure).toMatchObject({ name: 'WechatPayRefusal', code: 'ORDER_NOT_EXIST' });
    const spilt = refusalOf(Object.assign(new Error('x'), { config: { privateKey: merchantPrivateKey } }));
    expect(JSON.stringify([failure, spilt, String(spilt.stack)])).not.toContain('PRIVATE KEY');
  });
});
