import {
  channelAdminContract,
  channelSelfContract,
  memberLevelAdminContract,
} from '@lakeside/shared/channel/channel.contract';
import { memberSessionContract } from '@lakeside/shared/identity/identity.contract';
import {
  memberAdminContract,
  memberAuthContract,
  memberSelfContract,
} from '@lakeside/shared/member/member.contract';
import { expect, it } from 'vitest';
import { MemberAddressRow } from '../../src/modules/member/entities/member-address.entity';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { anAdmin } from '../builders/admin.builder';
import { anL1, aStaffMember } from '../builders/channel.builder';
import { aMember, memberLogin } from '../builders/member.builder';
import { anSmsCode, aPhone } from '../builders/sms.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const profile = memberSelfContract.getProfile;

async function memberInvite(app: TestApp, token: string, memberLevelId?: number): Promise<string> {
  const input = { query: memberLevelId === undefined ? {} : { memberLevelId } };
  return (await app.call(channelSelfContract.getMemberInvite, { token, input })).body.token;
}

async function aLevel(app: TestApp, adminToken: string, rateBp: number) {
  const { body } = await app.call(memberLevelAdminContract.createMemberLevel, {
    token: adminToken,
    input: { body: { name: `等级${rateBp}`, rateBp } },
  });
  return body;
}

describeOnBothDatabases('registering', {}, (context) => {
  it('happens with the first code login of an unknown phone; the second one logs in [MB-004, MB-005]', async () => {
    const { app } = context;
    const phone = aPhone();

    const first = await memberLogin(app, phone);
    const second = await memberLogin(app, phone);

    expect(first.body).toMatchObject({ isNew: true, profile: { phone, channel: null, hasPassword: false } });
    expect(second.body).toMatchObject({ isNew: false, profile: { id: first.body.profile.id } });
    expect(await app.dataSource.getRepository(MemberRow).countBy({ phone })).toBe(1);
  });

  it('needs the right code', async () => {
    const { app } = context;
    const phone = aPhone();
    const code = await anSmsCode(app, 'member', phone);
    const wrong = code === '000000' ? '111111' : '000000';

    const refused = await app.call(memberAuthContract.logInByCode, {
      input: { body: { phone, code: wrong } },
    });

    expect(refused.error.code).toBe('SMS_CODE_WRONG');
    expect(await app.dataSource.getRepository(MemberRow).countBy({ phone })).toBe(0);
  });

  it('under a level-specific invite gives exactly that level [MB-001]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const gold = await aLevel(app, admin, 9000);

    const member = await aMember(app, await memberInvite(app, l1.token, gold.id));
    const plain = await aMember(app, await memberInvite(app, l1.token));

    const level = async (token: string) => (await app.call(profile, { token })).body.level;
    expect(await level(member.token)).toEqual({ id: gold.id, name: gold.name, rateBp: 9000 });
    expect((await level(plain.token)).name).toBe('普通会员');
  });

  it('with a level that is deleted at the same moment gives that level or the default, never an error', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const outcomes: string[] = [];

    for (let round = 0; round < 8; round += 1) {
      const level = await aLevel(app, admin, 9100 + round);
      const inviteToken = await memberInvite(app, l1.token, level.id);
      const phone = aPhone();
      const code = await anSmsCode(app, 'member', phone);
      const [deleted, registered] = await Promise.all([
        app.call(memberLevelAdminContract.deleteMemberLevel, {
          token: admin,
          input: { params: { id: level.id } },
        }),
        app.call(memberAuthContract.logInByCode, { input: { body: { phone, code, inviteToken } } }),
      ]);
      const given = registered.body.profile.level.name;
      outcomes.push(deleted.status === 200 ? `deleted, ${given}` : `${deleted.error.code}, ${given}`);
      expect([`deleted, 普通会员`, `MEMBER_LEVEL_IN_USE, ${level.name}`]).toContain(outcomes.at(-1));
    }

    expect(outcomes).toHaveLength(8);
  });

  it('goes on while the default level is replaced and deleted', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const oldDefault = await app.call(memberLevelAdminContract.createMemberLevel, {
      token: admin,
      input: { body: { name: '旧默认', rateBp: 9900, isDefault: true } },
    });

    const [deleted, ...registered] = await Promise.all([
      app.call(memberLevelAdminContract.deleteMemberLevel, {
        token: admin,
        input: { params: { id: oldDefault.body.id } },
      }),
      ...Array.from({ length: 4 }, () => memberLogin(app, aPhone())),
    ]);

    expect([200, 409]).toContain(deleted.status);
    expect(registered.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    if (deleted.status === 409) expect(deleted.error.code).toBe('MEMBER_LEVEL_IN_USE');
  });

  it('puts seed members and everyone they invite under the same channel [CH-019, MB-059]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const staff = await aStaffMember(app, l1.token);
    const invite = async (token: string) =>
      (await app.call(memberSelfContract.getInvite, { token })).body.token;

    const seed = await aMember(app, await memberInvite(app, l1.token));
    const byStaff = await aMember(app, await memberInvite(app, staff.token));
    const second = await aMember(app, await invite(seed.token));
    const third = await aMember(app, await invite(second.token));

    const list = await app.call(channelSelfContract.listMembers, { token: l1.token });
    const ids = [third, second, byStaff, seed].map((member) => member.id);
    expect(list.body.items.map((item) => item.id)).toEqual(ids);
    const rows = await app.dataSource.getRepository(MemberRow).find({ order: { id: 'DESC' } });
    expect(rows.slice(0, 2)).toMatchObject([
      { inviterMemberId: second.id, staffId: null, channelId: l1.id },
      { inviterMemberId: seed.id, staffId: null, channelId: l1.id },
    ]);
    expect(await invite(seed.token)).toBe(await invite(seed.token));
  });

  it('keeps its first channel whatever is scanned later', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const first = await anL1(app, admin);
    const second = await anL1(app, admin);
    const member = await aMember(app, await memberInvite(app, first.token));

    const again = await memberLogin(app, member.phone, await memberInvite(app, second.token));

    expect(again.body.profile.channel?.id).toBe(first.id);
  });

  it('is refused with the reason when the inviting channel is closed, and works without the invite', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const token = await memberInvite(app, l1.token);
    await app.call(channelAdminContract.closeChannel, {
      token: admin,
      input: { params: { id: l1.id }, body: { reason: '停业' } },
    });
    const phone = aPhone();

    const refused = await memberLogin(app, phone, token);
    const without = await memberLogin(app, phone);

    expect(refused.error).toMatchObject({ code: 'CHANNEL_CLOSED', details: { channelName: l1.name } });
    expect(without.body).toMatchObject({ isNew: true, profile: { channel: null } });
  });

  it('does not follow an invite for channels', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const invite = await app.call(channelSelfContract.createChannelInvite, {
      token: l1.token,
      input: { body: { childLevel: 2, rateBp: 7000 } },
    });

    const refused = await memberLogin(app, aPhone(), invite.body.token);

    expect(refused.error.code).toBe('INVITE_NOT_FOUND');
  });
});

describeOnBothDatabases('a member', {}, (context) => {
  it('maintains picture and name, sees the phone [MB-058]', async () => {
    const { app } = context;
    const member = await aMember(app);

    await app.call(memberSelfContract.updateProfile, {
      token: member.token,
      input: { body: { nickname: '小湖', avatarUrl: '/media/aaaaaaaaaaaaaaaaaaaaaa.png' } },
    });
    const { body } = await app.call(profile, { token: member.token });

    expect(body).toMatchObject({
      nickname: '小湖',
      avatarUrl: '/media/aaaaaaaaaaaaaaaaaaaaaa.png',
      phone: member.phone,
    });
  });

  it('sets a password, logs in with it, changes it, and is refused with a wrong one [MB-006, MB-075]', async () => {
    const { app } = context;
    const member = await aMember(app);
    const setPassword = (currentPassword: string | null, newPassword: string) =>
      app.call(memberSessionContract.changePassword, {
        token: member.token,
        input: { body: { currentPassword, newPassword } },
      });
    const logIn = (password: string) =>
      app.call(memberAuthContract.logInByPassword, { input: { body: { phone: member.phone, password } } });

    const before = await logIn('hupan2026');
    await setPassword(null, 'hupan2026');
    const right = await logIn('hupan2026');
    const wrong = await logIn('hupan2027');
    await setPassword('hupan2026', 'hupan2028');
    const changed = await logIn('hupan2028');

    expect(before.error.code).toBe('CREDENTIALS_WRONG');
    expect(right.body.profile).toMatchObject({ id: member.id, hasPassword: true });
    expect(wrong.error.code).toBe('CREDENTIALS_WRONG');
    expect(changed.status).toBe(200);
  });

  it('logs out [MB-076]', async () => {
    const { app } = context;
    const member = await aMember(app);

    await app.call(memberSessionContract.logOut, { token: member.token });

    expect((await app.call(profile, { token: member.token })).status).toBe(401);
  });
});

const address = {
  name: '张三',
  phone: '13900001111',
  province: '江苏省',
  city: '苏州市',
  district: '姑苏区',
  detail: '观前街 1 号',
};

describeOnBothDatabases('addresses', {}, (context) => {
  const create = (token: string, body: object = {}) =>
    context.app.call(memberSelfContract.createAddress, { token, input: { body: { ...address, ...body } } });
  const list = async (token: string) =>
    (await context.app.call(memberSelfContract.listAddresses, { token })).body;

  it('are entered, edited and deleted, with exactly one default [MB-024, MB-070]', async () => {
    const { app } = context;
    const { token } = await aMember(app);

    const first = await create(token);
    const second = await create(token, { detail: '观前街 2 号' });
    const third = await create(token, { detail: '观前街 3 号', isDefault: true });
    const defaults = async () => (await list(token)).filter((item) => item.isDefault).map((item) => item.id);
    const afterThird = await defaults();
    const edited = await app.call(memberSelfContract.updateAddress, {
      token,
      input: { params: { id: second.body.id }, body: { ...address, name: '李四', isDefault: true } },
    });
    const afterEdit = await defaults();
    await app.call(memberSelfContract.deleteAddress, { token, input: { params: { id: second.body.id } } });

    expect(first.body.isDefault).toBe(true);
    expect(second.body.isDefault).toBe(false);
    expect(afterThird).toEqual([third.body.id]);
    expect(edited.body).toMatchObject({ name: '李四', isDefault: true });
    expect(afterEdit).toEqual([second.body.id]);
    expect(await list(token)).toMatchObject([
      { id: third.body.id, isDefault: true },
      { id: first.body.id, isDefault: false },
    ]);
  });

  it('are at most twenty, even when many are entered at once', async () => {
    const { app } = context;
    const { id, token } = await aMember(app);

    const answers = await Promise.all(Array.from({ length: 24 }, () => create(token)));

    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(20);
    expect(answers.find((answer) => answer.status !== 200)?.error.code).toBe('ADDRESS_LIMIT');
    const rows = await app.dataSource.getRepository(MemberAddressRow).findBy({ memberId: id });
    expect(rows.filter((row) => row.isDefault)).toHaveLength(1);
  });

  it('of others are not found', async () => {
    const { app } = context;
    const owner = await aMember(app);
    const other = await aMember(app);
    const { body } = await create(owner.token);
    const params = { id: body.id };

    const edited = await app.call(memberSelfContract.updateAddress, {
      token: other.token,
      input: { params, body: address },
    });
    const deleted = await app.call(memberSelfContract.deleteAddress, {
      token: other.token,
      input: { params },
    });

    expect([edited.error.code, deleted.error.code]).toEqual(['ADDRESS_NOT_FOUND', 'ADDRESS_NOT_FOUND']);
    expect(await list(owner.token)).toHaveLength(1);
  });
});

describeOnBothDatabases('the members of a channel', {}, (context) => {
  it('are listed to its owner, to staff only those they invited directly, and searched [CH-019, CH-020, CH-021, CH-099, CH-100, CH-101]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const stranger = await anL1(app, admin);
    const staff = await aStaffMember(app, l1.token);
    const seed = await aMember(app, await memberInvite(app, l1.token));
    const byStaff = await aMember(app, await memberInvite(app, staff.token));
    const invite = await app.call(memberSelfContract.getInvite, { token: byStaff.token });
    const fission = await aMember(app, invite.body.token);
    await app.call(memberSelfContract.updateProfile, {
      token: byStaff.token,
      input: { body: { nickname: '湖边的人', avatarUrl: '/media/bbbbbbbbbbbbbbbbbbbbbb.png' } },
    });
    const list = async (token: string, search?: string) => {
      const query = search === undefined ? {} : { search };
      const { body } = await app.call(channelSelfContract.listMembers, { token, input: { query } });
      return body.items;
    };
    const ids = async (token: string, search?: string) => (await list(token, search)).map((item) => item.id);

    expect(await ids(l1.token)).toEqual([fission.id, byStaff.id, seed.id]);
    expect(await ids(stranger.token)).toEqual([]);
    expect(await ids(staff.token)).toEqual([byStaff.id]);
    expect(await list(staff.token)).toMatchObject([
      {
        nickname: '湖边的人',
        avatarUrl: '/media/bbbbbbbbbbbbbbbbbbbbbb.png',
        phone: byStaff.phone,
        levelName: '普通会员',
      },
    ]);
    expect((await list(l1.token))[0]?.joinedAt).toMatch(/\+08:00$/);
    expect(await ids(l1.token, '湖边')).toEqual([byStaff.id]);
    expect(await ids(l1.token, seed.phone)).toEqual([seed.id]);
    expect(await ids(staff.token, seed.phone)).toEqual([]);
    expect(await ids(staff.token, '湖边')).toEqual([byStaff.id]);
  });
});

describeOnBothDatabases('members in the back office', {}, (context) => {
  it('are searched by name, phone, level, discount, channel, staff and day [AD-123, AD-124, AD-125, AD-126]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const staff = await aStaffMember(app, l1.token);
    const gold = await aLevel(app, admin, 9000);
    const early = await aMember(app, await memberInvite(app, l1.token, gold.id));
    app.clock.advance({ days: 2 });
    const { token: later } = await anAdmin(app);
    const staffLogin = await aStaffMember(app, (await anL1(app, later)).token);
    const late = await aMember(app, await memberInvite(app, staffLogin.token));
    const find = async (query: object) => {
      const { body } = await app.call(memberAdminContract.listMembers, {
        token: later,
        input: { query: { ...query } },
      });
      return body.items.map((item) => item.id);
    };

    expect(await find({ search: early.phone })).toEqual([early.id]);
    expect(await find({ search: `会员${late.phone.slice(-4)}` })).toEqual([late.id]);
    expect(await find({ levelId: gold.id })).toEqual([early.id]);
    expect(await find({ rateBp: 9000 })).toEqual([early.id]);
    expect(await find({ rateBp: 8765 })).toEqual([]);
    expect(await find({ channelId: l1.id })).toEqual([early.id]);
    expect(await find({ staffId: staffLogin.id })).toEqual([late.id]);
    expect(await find({ staffId: staff.id })).toEqual([]);
    expect(await find({ joinedTo: '2026-10-06' })).toEqual([early.id]);
    expect(await find({ joinedFrom: '2026-10-07', joinedTo: '2026-10-08' })).toEqual([late.id]);
  });

  it('are moved to another channel or level', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const from = await anL1(app, admin);
    const to = await anL1(app, admin);
    const staff = await aStaffMember(app, from.token);
    const gold = await aLevel(app, admin, 9100);
    const member = await aMember(app, await memberInvite(app, staff.token));
    const params = { id: member.id };

    const before = await app.call(memberAdminContract.getMember, { token: admin, input: { params } });
    const moved = await app.call(memberAdminContract.changeMemberChannel, {
      token: admin,
      input: { params, body: { channelId: to.id, reason: '迁店' } },
    });
    const raised = await app.call(memberAdminContract.changeMemberLevel, {
      token: admin,
      input: { params, body: { levelId: gold.id, reason: '老客户' } },
    });
    const inUse = await app.call(memberLevelAdminContract.deleteMemberLevel, {
      token: admin,
      input: { params: { id: gold.id } },
    });

    expect(before.body).toMatchObject({
      channel: { id: from.id },
      staffName: expect.stringContaining('店员'),
    });
    expect(moved.body).toMatchObject({ channel: { id: to.id }, staffName: null });
    expect(raised.body.level).toMatchObject({ id: gold.id });
    expect(inUse.error).toMatchObject({ code: 'MEMBER_LEVEL_IN_USE', details: { memberCount: 1 } });
    const list = await app.call(channelSelfContract.listMembers, { token: to.token });
    expect(list.body.items.map((item) => item.id)).toEqual([member.id]);
  });

  it('can no longer log in once closed, until reopened [AD-130]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const member = await aMember(app);
    const params = { id: member.id };

    await app.call(memberAdminContract.closeMember, {
      token: admin,
      input: { params, body: { reason: '违规' } },
    });
    const session = await app.call(profile, { token: member.token });
    const login = await memberLogin(app, member.phone);
    await app.call(memberAdminContract.reopenMember, { token: admin, input: { params } });
    const again = await memberLogin(app, member.phone);

    expect(session.status).toBe(401);
    expect(login.error.code).toBe('MEMBER_CLOSED');
    expect(again.body).toMatchObject({ isNew: false, profile: { id: member.id } });
  });
});
