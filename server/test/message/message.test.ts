import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import { type CardRange, countOfRange } from '@lakeside/shared/card/card-number';
import { channelMessageContract, memberMessageContract } from '@lakeside/shared/message/message.contract';
import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { MessageGrantRow } from '../../src/modules/message/entities/message-grant.entity';
import { MessageService } from '../../src/modules/message/message.service';
import { OutboxWorker } from '../../src/platform/outbox/outbox-worker';
import { aCardChain, cardsHeldBy, type TestChannel } from '../builders/card-chain.builder';
import { anOrder, aDispatch, shipAll } from '../builders/order.builder';
import { aPhone } from '../builders/sms.builder';
import { someStock } from '../builders/stock.builder';
import { aStore } from '../builders/store.builder';
import { typedSessions } from '../builders/typed-sessions';
import { wechatMemberLogin } from '../builders/wechat.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const drain = async (app: TestApp) => (await app.get(OutboxWorker)).drain();
const inbox = async (app: TestApp, token: string) =>
  (await app.call(memberMessageContract.listMessages, { token, input: { query: {} } })).body.items;

describeOnBothDatabases(
  'news of an order',
  { withDoubles: true, modules: [...serverModules, typedSessions] },
  (context) => {
    it('reaches the member’s inbox at each change, and the receiver by SMS when it leaves [MB-074, IF-002]', async () => {
      const { app } = context;
      const { order, goods, member } = await anOrder(app, { quantities: [1] });
      const store = await aStore(app);
      await someStock(app, { channelId: store, skuIds: goods.skuIds, quantity: 10 });

      const moved = { params: { id: order.id }, body: { deliveryDay: '2026-10-13' } };
      await app.call(orderMemberContract.rescheduleOrder, { token: member.token, input: moved });
      await drain(app);
      const { shipmentId } = await aDispatch(app, { orderId: order.id, channelId: store });
      const { waybillNo } = await shipAll(app, { channelId: store, shipmentId });
      await drain(app);
      const input = { params: { id: order.id } };
      await app.call(orderMemberContract.confirmReceipt, { token: member.token, input });
      await drain(app);
      await drain(app);

      const items = await inbox(app, member.token);
      expect(items.map((item) => item.event)).toEqual([
        'orderCompleted',
        'orderShipped',
        'orderRescheduled',
        'orderPlaced',
      ]);
      expect(items[1]).toMatchObject({ target: { kind: 'order', id: order.id }, isRead: false });
      expect(items[1]?.text).toContain(waybillNo);
      const reminders = app.doubles.sms.sentTo(order.receiver.phone);
      expect(reminders.map((sms) => sms.text)).toEqual([expect.stringContaining(waybillNo)]);
    });

    it('is counted until it is read, and only its owner reads it', async () => {
      const { app } = context;
      const { member } = await anOrder(app, { quantities: [1] });
      const stranger = (await anOrder(app, { quantities: [1] })).member;
      await drain(app);
      const unread = async (token: string) =>
        (await app.call(memberMessageContract.countUnread, { token })).body.count;
      const [item] = await inbox(app, member.token);
      const read = (token: string, body: { ids?: number[] }) =>
        app.call(memberMessageContract.markRead, { token, input: { body } });

      await read(stranger.token, { ids: [item?.id ?? 0] });
      const before = await unread(member.token);
      await read(member.token, { ids: [item?.id ?? 0] });
      const after = await unread(member.token);
      await read(stranger.token, {});

      expect([before, after, await unread(stranger.token)]).toEqual([1, 0, 0]);
    });
  },
);

describeOnBothDatabases('a message on WeChat', { withDoubles: true }, (context) => {
  /** A member who logged in with WeChat and agreed so often to news of shipped orders, in the app and at WeChat. */
  const aSubscriber = async (consents: number) => {
    const { app } = context;
    const phone = aPhone();
    const { body } = await wechatMemberLogin(app, phone);
    const token = body.session.accessToken;
    const openId = app.doubles.wechat.openIdOf('member', phone);
    const templates = await app.call(memberMessageContract.listTemplates, { token });
    const templateId = templates.body.find((one) => one.event === 'orderShipped')?.templateId ?? '';
    for (let count = 0; count < consents; count += 1) {
      app.doubles.wechat.messages.grant(openId, templateId);
      const input = { body: { events: ['orderShipped' as const] } };
      await app.call(memberMessageContract.recordGrants, { token, input });
    }
    return { memberId: body.profile.id, token, openId };
  };
  const tell = async (memberId: number, number: string) =>
    (await context.app.get(MessageService)).deliver({
      audience: 'member',
      recipientId: memberId,
      event: 'orderShipped',
      title: '订单已发货',
      text: `单号 ${number}`,
      facts: { number, title: '大闸蟹', status: '已发货', carrier: '顺丰', waybillNo: 'SF1' },
      target: { kind: 'order', id: 1 },
      dedupeKey: `test:${memberId}:${number}`,
    });
  const shownTo = (openId: string) =>
    context.app.doubles.wechat.messages.sentTo(openId).map((message) => message.values['character_string1']);

  it('is shown once for each consent, the same news once, with the page it opens', async () => {
    const { app } = context;
    const { memberId, token, openId } = await aSubscriber(2);

    for (const number of ['T1', 'T1', 'T2', 'T3']) {
      await tell(memberId, number);
      await drain(app);
    }

    expect(shownTo(openId)).toEqual(['T1', 'T2']);
    expect(app.doubles.wechat.messages.sentTo(openId)[0]?.page).toBe('features/order/pages/order?id=1');
    expect((await inbox(app, token)).map((item) => item.text)).toEqual(['单号 T3', '单号 T2', '单号 T1']);
  });

  it('is dropped when the person has turned it off; the inbox keeps it', async () => {
    const { app } = context;
    const { memberId, token, openId } = await aSubscriber(3);
    app.doubles.wechat.messages.withdraw(openId);

    await tell(memberId, 'T1');
    const { failed } = await drain(app);

    expect(failed).toBe(0);
    expect(shownTo(openId)).toEqual([]);
    expect(await inbox(app, token)).toHaveLength(1);
    const grants = await app.dataSource.getRepository(MessageGrantRow).findBy({ recipientId: memberId });
    expect(grants.map((grant) => grant.uses)).toEqual([0]);
  });

  it('arrives at least once although a third of the calls fail, some after they did their work', async () => {
    const { app } = context;
    const people = [];
    for (let index = 0; index < 20; index += 1) people.push(await aSubscriber(1));
    app.doubles.faults.set(
      'wechat',
      [
        { kind: 'serverError', probability: 0.3 },
        { kind: 'dropped', probability: 0.1, when: 'after', path: '/cgi-bin/message' },
      ],
      11,
    );

    for (const { memberId } of people) await tell(memberId, `T${memberId}`);
    for (let round = 0; round < 10; round += 1) {
      await drain(app);
      app.clock.advance({ hours: 1 });
    }
    app.doubles.faults.clear();

    const worker = await app.get(OutboxWorker);
    expect([await worker.backlog(), await worker.deadLetters()]).toEqual([0, 0]);
    for (const { memberId, openId } of people) expect(shownTo(openId)).toContain(`T${memberId}`);
  });
});

describeOnBothDatabases('news of an activation', { withDoubles: true }, (context) => {
  const events = async (channel: TestChannel) =>
    (
      await context.app.call(channelMessageContract.listMessages, {
        token: channel.token,
        input: { query: {} },
      })
    ).body.items.map((item) => item.event);

  it('reaches whose turn it is, and who asked', async () => {
    const { app } = context;
    const chain = await aCardChain(app, { storedValue: 1_000_000 });
    const range: CardRange = await cardsHeldBy(app, chain, {
      firstCardNo: 'MSG0000001',
      count: 2,
      way: [chain.l1, chain.l2, chain.l3],
    });
    const asked = await app.call(cardChannelContract.requestActivation, {
      token: chain.l3.token,
      input: { body: { selection: { ranges: [range] }, expectedCount: countOfRange(range) ?? 0 } },
    });
    const params = { id: asked.body.id };
    await app.call(cardChannelContract.forwardActivation, { token: chain.l2.token, input: { params } });
    await app.call(cardChannelContract.activateCards, {
      token: chain.l1.token,
      input: { params, body: { cardNos: null } },
    });
    await drain(app);

    expect(await events(chain.l2)).toEqual(['activationRequested']);
    expect(await events(chain.l1)).toEqual(['activationRequested']);
    expect(await events(chain.l3)).toEqual(['activationDone']);
  });
});
