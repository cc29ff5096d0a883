import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import { purchaseAdminContract } from '@lakeside/shared/order/purchase.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { LedgerTransaction } from '../../src/modules/ledger/entities/ledger-transaction.entity';
import { PaymentRow } from '../../src/modules/payment/entities/payment.entity';
import { PaymentReconciliationService } from '../../src/modules/payment/payment-reconciliation.service';
import { aPaidPurchase, aPurchase, deliverNews, prepayOf, runMinute } from '../builders/purchase.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { newKeys, signedHeaders } from '../doubles/wechat-pay/wechat-pay-keys';
import type { PendingNotice } from '../doubles/wechat-pay/wechat-pay-notices';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const pay = shareWechatPay();

interface Sent {
  url: string;
  headers: Record<string, string>;
  body: string;
}

describeOnBothDatabases('a notice of WeChat Pay', { modules, environment: pay.environment }, (context) => {
  pay.useIn(context);

  const send = async ({ url, headers, body }: Sent) => {
    const response = await fetch(url, { method: 'POST', headers, body });
    const answer: { code: string } = JSON.parse(await response.text());
    return { status: response.status, code: answer.code };
  };
  /** A payment that was paid, with the notice WeChat would send for it. */
  const aPaidTrade = async () => {
    const { notices } = pay.doubles['wechat-pay'];
    await notices.deliver({ lose: 1 });
    const made = await aPurchase(context.app);
    pay.doubles['wechat-pay'].pay(
      await prepayOf(context.app, { orderId: made.order.id, token: made.member.token }),
    );
    const [notice] = notices.waiting;
    if (!notice) throw new Error('the payment gave no notice');
    return { ...made, notice };
  };
  const requestFor = (notice: PendingNotice, at?: Date) =>
    pay.doubles['wechat-pay'].notices.requestFor(notice, at);
  const changed = (notice: PendingNotice, change: object): PendingNotice => ({
    ...notice,
    content: { ...notice.content, ...change },
  });
  const statusOf = async (payableId: number) =>
    (await context.app.dataSource.getRepository(PaymentRow).findOneByOrFail({ payableId })).status;
  const orderStatus = async (made: { order: { id: number }; member: { token: string } }) => {
    const { id } = made.order;
    const { token } = made.member;
    return (await context.app.call(orderMemberContract.getOrder, { token, input: { params: { id } } })).body
      .status;
  };

  it('has its effect once, though it comes five times at once, late, and after the question was asked', async () => {
    const { app } = context;
    const made = await aPaidTrade();
    const request = () => requestFor(made.notice);

    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(request())));
    app.clock.advance({ minutes: 10 });
    await runMinute(app);
    const late = await send(request());
    await deliverNews(app);

    expect(answers).toEqual(Array(5).fill({ status: 200, code: 'SUCCESS' }));
    expect(late.status).toBe(200);
    expect(await orderStatus(made)).toBe('toShip');
    const { id } = await app.dataSource
      .getRepository(PaymentRow)
      .findOneByOrFail({ payableId: made.order.id });
    const booked = await app.dataSource
      .getRepository(LedgerTransaction)
      .countBy({ documentKind: 'payment', documentId: id });
    expect(booked).toBe(1);
    expect(await (await app.get(PaymentReconciliationService)).reconcile()).toMatchObject({ isEqual: true });
  });

  it('is refused when it is forged: another key, a changed body, a changed nonce, no signature', async () => {
    const made = await aPaidTrade();
    const good = requestFor(made.notice);
    const stranger = { ...pay.doubles['wechat-pay'].keys, platformPrivateKey: newKeys().platformPrivateKey };

    const answers = [
      await send({ ...good, headers: signedHeaders(good.body, context.app.clock.now(), stranger) }),
      await send({ ...good, body: good.body.replace('支付成功', '支付 成功') }),
      await send({ ...good, headers: { ...good.headers, 'wechatpay-nonce': 'other' } }),
      await send({ ...good, headers: { ...good.headers, 'wechatpay-serial': 'PUB_KEY_ID_other' } }),
      await send({ ...good, headers: { 'content-type': 'application/json' } }),
    ];

    expect(answers).toEqual(Array(5).fill({ status: 401, code: 'CALLBACK_REFUSED' }));
    expect(await statusOf(made.order.id)).toBe('prepaid');
  });

  it('is refused when it is an old one sent again, or one from the future', async () => {
    const made = await aPaidTrade();
    const now = context.app.clock.now().getTime();
    const minute = 60_000;

    const old = await send(requestFor(made.notice, new Date(now - 6 * minute)));
    const future = await send(requestFor(made.notice, new Date(now + 6 * minute)));
    const fresh = await send(requestFor(made.notice, new Date(now - 4 * minute)));

    expect([old.code, future.code]).toEqual(['CALLBACK_REFUSED', 'CALLBACK_REFUSED']);
    expect(fresh.status).toBe(200);
  });

  it('is refused for another merchant, another mini program, a wrong amount, another currency and an unknown number', async () => {
    const made = await aPaidTrade();
    const total = { total: 1, payer_total: 1, currency: 'CNY' };
    const forged = [
      { mchid: '1900000999' },
      { appid: 'wxsomebodyelse00' },
      { amount: total },
      { amount: { ...total, total: 10_000, currency: 'USD' } },
      { out_trade_no: 'ZF20261006-9999-none' },
    ];

    const answers = [];
    for (const change of forged) answers.push(await send(requestFor(changed(made.notice, change))));

    expect(answers).toEqual(Array(5).fill({ status: 400, code: 'CALLBACK_MISMATCH' }));
    expect(await statusOf(made.order.id)).toBe('prepaid');
    expect((await send(requestFor(made.notice))).status).toBe(200);
  });

  it('is refused when what it holds was encrypted with another key', async () => {
    const made = await aPaidTrade();
    const good = requestFor(made.notice);
    const body = good.body.replace(/"nonce":"\w{12}"/, '"nonce":"aaaaaaaaaaaa"');

    const answer = await send({
      ...good,
      body,
      headers: signedHeaders(body, context.app.clock.now(), pay.doubles['wechat-pay'].keys),
    });

    expect(answer).toEqual({ status: 401, code: 'CALLBACK_REFUSED' });
  });

  it('of a refund has its effect once, and a tampered one none', async () => {
    const { app } = context;
    const { notices } = pay.doubles['wechat-pay'];
    await notices.deliver({ lose: 1 });
    const made = await aPaidPurchase(app, pay.doubles);
    await app.call(purchaseAdminContract.refundOrder, {
      token: tokenOf.admin,
      input: { params: { id: made.order.id }, body: { amountFen: 4000, reason: '少发' } },
    });
    await deliverNews(app);
    const [notice] = notices.waiting;
    if (!notice) throw new Error('the refund gave no notice');

    const wrongMerchant = await send(requestFor(changed(notice, { mchid: '1900000999' })));
    const wrongAmount = await send(
      requestFor(changed(notice, { amount: { refund: 10_000, total: 10_000 } })),
    );
    const unknown = await send(requestFor(changed(notice, { out_refund_no: 'TK-unknown' })));
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(requestFor(notice))));

    expect([wrongMerchant, wrongAmount, unknown].map((answer) => answer.code)).toEqual(
      Array(3).fill('CALLBACK_MISMATCH'),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(5).fill(200));
    const found = await (await app.get(PaymentReconciliationService)).reconcile();
    expect(found.isEqual).toBe(true);
    const booked = app.dataSource.getRepository(LedgerTransaction).countBy({ documentKind: 'refund' });
    expect(await booked).toBe(1);
  });
});
