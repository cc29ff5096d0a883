import {
  channelAdminContract,
  channelSelfContract,
  memberLevelAdminContract,
} from '@lakeside/shared/channel/channel.contract';
import { expect, it } from 'vitest';
import { ChannelRow } from '../../src/modules/channel/entities/channel.entity';
import { MemberLevelRow } from '../../src/modules/channel/entities/member-level.entity';
import { anAdmin } from '../builders/admin.builder';
import { aChild, anL1 } from '../builders/channel.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

/** L1 at 0.60, its L2 at 0.70, that one's L3 at 0.80, members at 1.00. */
async function aChain(app: TestApp) {
  const { token: admin } = await anAdmin(app);
  const l1 = await anL1(app, admin);
  const l2 = await aChild(app, { admin, parent: l1.token }, { childLevel: 2, rateBp: 7000 });
  const l3 = await aChild(app, { admin, parent: l2.token }, { childLevel: 3, rateBp: 8000 });
  const changeRate = (id: number, rateBp: number) =>
    app.call(channelAdminContract.changeRate, { token: admin, input: { params: { id }, body: { rateBp } } });
  const addLevel = (name: string, rateBp: number, isDefault = false) =>
    app.call(memberLevelAdminContract.createMemberLevel, {
      token: admin,
      input: { body: { name, rateBp, isDefault } },
    });
  return { admin, l1, l2, l3, changeRate, addLevel };
}

describeOnBothDatabases('a discount', {}, (context) => {
  it('is changed by the platform only while the whole chain stays in order', async () => {
    const { app } = context;
    const { l1, l2, l3, changeRate } = await aChain(app);

    const reached = await changeRate(l2.id, 8000);
    const passed = await changeRate(l2.id, 8200);
    const tooLow = await changeRate(l2.id, 6000);
    const allowed = await changeRate(l2.id, 7900);
    const parentTooHigh = await changeRate(l1.id, 7900);

    expect(reached.error).toMatchObject({ code: 'RATE_BREAKS_CHAIN', details: { channelNames: l3.name } });
    expect(passed.error.code).toBe('RATE_BREAKS_CHAIN');
    expect(tooLow.error).toMatchObject({
      code: 'RATE_OUT_OF_BOUNDS',
      details: { lowerName: l1.name, aboveBp: 6000, belowBp: 10_000 },
    });
    expect(allowed.body.rateBp).toBe(7900);
    expect(parentTooHigh.error).toMatchObject({
      code: 'RATE_BREAKS_CHAIN',
      details: { channelNames: l2.name },
    });
  });

  it('of a child is set by its own parent, and the back office shows it [AD-022, AD-023]', async () => {
    const { app } = context;
    const { admin, l1, l2, l3 } = await aChain(app);
    const change = (token: string, id: number, rateBp: number) =>
      app.call(channelSelfContract.changeChildRate, { token, input: { params: { id }, body: { rateBp } } });

    const byL1 = await change(l1.token, l2.id, 7100);
    const byL2 = await change(l2.token, l3.id, 8100);
    const byGrandparent = await change(l1.token, l3.id, 8200);
    const shown = await Promise.all(
      [l2, l3].map((channel) =>
        app.call(channelAdminContract.getChannel, { token: admin, input: { params: { id: channel.id } } }),
      ),
    );

    expect([byL1.status, byL2.status]).toEqual([200, 200]);
    expect(byGrandparent.error.code).toBe('NOT_DIRECT_CHILD');
    expect(shown.map((answer) => answer.body.rateBp)).toEqual([7100, 8100]);
  });

  it('has bounds that the inviter sees and cannot leave [CH-017, CH-018]', async () => {
    const { app } = context;
    const { l1, l2, l3, addLevel } = await aChain(app);
    await addLevel('金卡', 9000);
    const invite = (token: string, childLevel: 2 | 3, rateBp: number) =>
      app.call(channelSelfContract.createChannelInvite, { token, input: { body: { childLevel, rateBp } } });

    const bounds = await app.call(channelSelfContract.getRateBounds, { token: l1.token });
    const rates = await Promise.all([6000, 6001, 8999, 9000].map((rateBp) => invite(l1.token, 3, rateBp)));
    const sameLevel = await invite(l2.token, 2, 8000);
    const byMerchant = await invite(l3.token, 3, 8500);

    expect(bounds.body).toEqual({ aboveBp: 6000, belowBp: 9000 });
    expect(rates.map((answer) => answer.status)).toEqual([422, 200, 200, 422]);
    expect(sameLevel.error.code).toBe('LEVEL_NOT_LOWER');
    expect(byMerchant.status).toBe(403);
    await app.dataSource.getRepository(MemberLevelRow).delete({ name: '金卡' });
  });
});

describeOnBothDatabases('a member level', {}, (context) => {
  it('is added with a name and a rate above every channel, and listed [AD-119, AD-122]', async () => {
    const { app } = context;
    const { admin, l3, addLevel } = await aChain(app);

    const refused = await addLevel('银卡', 7500);
    const touching = await addLevel('银卡', 8000);
    const added = await addLevel('银卡', 8500);
    const listed = await app.call(memberLevelAdminContract.listMemberLevels, { token: admin });

    expect(refused.error).toMatchObject({
      code: 'MEMBER_LEVEL_BREAKS_RATES',
      details: { channelNames: l3.name },
    });
    expect(touching.status).toBe(409);
    expect(added.body).toMatchObject({ name: '银卡', rateBp: 8500, memberCount: 0 });
    expect(listed.body.map((level) => level.name)).toEqual(['普通会员', '银卡']);
  });

  it('is the default one at a time; the last one stays', async () => {
    const { app } = context;
    const { admin, addLevel } = await aChain(app);
    const remove = (id: number) =>
      app.call(memberLevelAdminContract.deleteMemberLevel, { token: admin, input: { params: { id } } });
    const levels = async () =>
      (await app.call(memberLevelAdminContract.listMemberLevels, { token: admin })).body;

    await Promise.all([addLevel('甲', 9500, true), addLevel('乙', 9600, true)]);
    const defaults = (await levels()).filter((level) => level.isDefault);
    const all = await levels();
    const answers = [];
    for (const level of all) answers.push(await remove(level.id));
    const left = await levels();

    expect(defaults).toHaveLength(1);
    expect(answers.at(-1)?.error.code).toBe('MEMBER_LEVEL_LAST');
    expect(left).toMatchObject([{ isDefault: true }]);
  });
});

describeOnBothDatabases('changes of rates at the same moment', {}, (context) => {
  it('never break the chain together', async () => {
    const { app } = context;
    const { l1, l2, l3, changeRate, addLevel } = await aChain(app);
    const rates = app.dataSource.getRepository(ChannelRow);

    for (let round = 0; round < 5; round += 1) {
      await Promise.all([
        changeRate(l1.id, 6900 + round),
        changeRate(l2.id, 6500 + round),
        changeRate(l2.id, 7950 + round),
        changeRate(l3.id, 7500 + round),
        changeRate(l3.id, 9000 + round),
        addLevel(`促销${round}`, 8900 - round),
      ]);
      const [first, second, third] = await Promise.all(
        [l1, l2, l3].map((channel) => rates.findOneByOrFail({ id: channel.id })),
      );
      const [lowest] = await app.dataSource
        .getRepository(MemberLevelRow)
        .find({ order: { rateBp: 'ASC' }, take: 1 });
      const chain = [first, second, third, lowest].map((item) => item?.rateBp ?? 0);
      expect(chain).toEqual([...new Set(chain)].sort((left, right) => left - right));
    }
  });
});
