import { feedbackAdminContract, feedbackMemberContract } from '@lakeside/shared/feedback/feedback.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { FeedbackRow } from '../../src/modules/feedback/entities/feedback.entity';
import { aMemberWithAddress } from '../builders/order.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

describeOnBothDatabases('feedback', { modules }, (context) => {
  const send = (token: string, text: string) =>
    context.app.call(feedbackMemberContract.sendFeedback, {
      token,
      input: { body: { kind: 'suggestion', text } },
    });
  const list = async (query: { search?: string; handled?: 'true' | 'false' }) =>
    (
      await context.app.call(feedbackAdminContract.listFeedback, {
        token: tokenOf.admin,
        input: { query },
      })
    ).body;
  const handle = (id: number, note: string, token: string = tokenOf.admin) =>
    context.app.call(feedbackAdminContract.handleFeedback, {
      token,
      input: { params: { id }, body: { note } },
    });

  it('of a member appears in the back office [MB-071] [AD-356]', async () => {
    const member = await aMemberWithAddress(context.app);

    await send(member.token, '希望可以选上午送达');
    const found = await list({ search: '上午送达' });

    expect(found).toMatchObject({
      total: 1,
      items: [{ kind: 'suggestion', text: '希望可以选上午送达', handling: null }],
    });
    expect(found.items[0]?.member.id).toBe(member.memberId);
  });

  it('is handled once, by those who may, and leaves the list of what waits', async () => {
    const member = await aMemberWithAddress(context.app);
    await send(member.token, '卡号看不清，字太小了');
    const [waiting] = (await list({ search: '卡号看不清', handled: 'false' })).items;
    const id = waiting?.id ?? 0;

    const refused = await handle(id, '已反馈', tokenOf.clerk('member.view'));
    const done = await handle(id, '下批卡改大字号');
    const again = await handle(id, '再记一次');

    expect(refused.status).toBe(403);
    expect(done.body.handling).toMatchObject({ note: '下批卡改大字号' });
    expect(again.error.code).toBe('FEEDBACK_ALREADY_HANDLED');
    expect((await list({ search: '卡号看不清', handled: 'false' })).total).toBe(0);
    expect((await list({ search: '卡号看不清', handled: 'true' })).total).toBe(1);
  });

  it('is limited to ten a day, and too little of it is refused', async () => {
    const { app } = context;
    const member = await aMemberWithAddress(app);

    const short = await send(member.token, '好');
    for (let count = 0; count < 10; count += 1) await send(member.token, `第 ${count} 条意见`);
    const eleventh = await send(member.token, '第十一条意见');

    expect(short.status).toBe(422);
    expect(eleventh.error.code).toBe('RATE_LIMITED');
    expect(await app.dataSource.manager.countBy(FeedbackRow, { memberId: member.memberId })).toBe(10);
  });
});
