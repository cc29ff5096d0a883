import { channelWechatContract } from '@lakeside/shared/channel/channel-wechat.contract';
import { channelSelfContract } from '@lakeside/shared/channel/channel.contract';
import { memberAuthContract, memberSelfContract } from '@lakeside/shared/member/member.contract';
import { memberWechatContract } from '@lakeside/shared/member/member-wechat.contract';
import { expect, it } from 'vitest';
import { WechatBindingRow } from '../../src/modules/identity/entities/wechat-binding.entity';
import { WechatBindingService } from '../../src/modules/identity/wechat-binding.service';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { PayerService } from '../../src/modules/payment/payer.service';
import { anAdmin } from '../builders/admin.builder';
import { anL1, aStaffMember } from '../builders/channel.builder';
import { aMember } from '../builders/member.builder';
import { anSmsCode, aPhone } from '../builders/sms.builder';
import {
  memberTicket,
  wechatChannelLogin,
  wechatChannelStart,
  wechatMemberLogin,
  wechatMemberStart,
} from '../builders/wechat.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const phoneLogin = (
  app: TestApp,
  body: { loginTicket: string; phoneCode: string; inviteToken?: string | null },
) => app.call(memberWechatContract.logInByPhone, { input: { body } });

describeOnBothDatabases('a member with WeChat', { withDoubles: true }, (context) => {
  it('registers with the phone button under the inviter, and comes in with wx.login alone afterwards [MB-001, MB-002, IF-003]', async () => {
    const { app } = context;
    const phone = aPhone();
    const l1 = await anL1(app, (await anAdmin(app)).token);
    const invite = await app.call(channelSelfContract.getMemberInvite, {
      token: l1.token,
      input: { query: {} },
    });

    const registered = await wechatMemberLogin(app, phone, invite.body.token);
    const again = await wechatMemberStart(app, phone);

    expect(registered.body).toMatchObject({ isNew: true, profile: { phone, channel: { id: l1.id } } });
    expect(again.body).toMatchObject({ outcome: 'loggedIn', isNew: false, profile: { phone } });
    const openId = app.doubles.wechat.openIdOf('member', phone);
    const payers = await app.get(PayerService);
    expect(await payers.findOpenId(registered.body.profile.id)).toBe(openId);
    expect(
      await (
        await app.get(WechatBindingService)
      ).openIdOf({ kind: 'member', id: registered.body.profile.id }),
    ).toBe(openId);
    for (const { body } of [registered, again]) expect(JSON.stringify(body)).not.toContain(openId);
  });

  it('whose phone WeChat does not tell binds one by SMS code: a wrong code lets nobody in [MB-003]', async () => {
    const { app } = context;
    const phone = aPhone();
    await memberTicket(app, phone);
    const code = await anSmsCode(app, 'member', phone);
    const logIn = (typed: string) =>
      app.call(memberAuthContract.logInByCode, { input: { body: { phone, code: typed } } });

    const wrong = await logIn(code === '000000' ? '111111' : '000000');
    const members = await app.dataSource.getRepository(MemberRow).countBy({ phone });
    const right = await logIn(code);
    const used = await logIn(code);
    await app.call(memberWechatContract.bind, {
      token: right.body.session.accessToken,
      input: { body: { code: app.doubles.wechat.loginCode('member', phone) } },
    });
    const start = await wechatMemberStart(app, phone);

    expect(wrong.error.code).toBe('SMS_CODE_WRONG');
    expect(used.status).toBeGreaterThanOrEqual(400);
    expect(members).toBe(0);
    expect(right.body).toMatchObject({ isNew: true, profile: { phone } });
    expect(start.body).toMatchObject({ outcome: 'loggedIn', profile: { id: right.body.profile.id } });
  });

  it('with an account keeps it and its first inviter, and is bound to it', async () => {
    const { app } = context;
    const l1 = await anL1(app, (await anAdmin(app)).token);
    const invite = await app.call(channelSelfContract.getMemberInvite, {
      token: l1.token,
      input: { query: {} },
    });
    const member = await aMember(app);

    const login = await wechatMemberLogin(app, member.phone, invite.body.token);

    expect(login.body).toMatchObject({ isNew: false, profile: { id: member.id, channel: null } });
    const row = await app.dataSource.getRepository(WechatBindingRow).findOneByOrFail({
      openId: app.doubles.wechat.openIdOf('member', member.phone),
    });
    expect(row).toMatchObject({ program: 'member', unionId: expect.stringMatching(/^u/) });
  });

  it('sends the same ticket and code again: after a lost answer, and without an invite that was refused [MB-004]', async () => {
    const { app } = context;
    const phone = aPhone();
    const loginTicket = await memberTicket(app, phone);
    const phoneCode = app.doubles.wechat.phoneCode('member', phone);

    const refused = await phoneLogin(app, { loginTicket, phoneCode, inviteToken: 'nobody-invites' });
    const first = await phoneLogin(app, { loginTicket, phoneCode });
    const second = await phoneLogin(app, { loginTicket, phoneCode });

    expect(refused.error.code).toBe('INVITE_NOT_FOUND');
    expect([first.body.isNew, second.body.isNew]).toEqual([true, false]);
    expect(await app.dataSource.getRepository(MemberRow).countBy({ phone })).toBe(1);
  });

  it('is refused with used, unknown and old codes, and with an old ticket', async () => {
    const { app } = context;
    const phone = aPhone();
    const logIn = (code: string) => app.call(memberWechatContract.logIn, { input: { body: { code } } });
    const code = app.doubles.wechat.loginCode('member', phone);
    const loginTicket = await memberTicket(app, phone);
    await logIn(code);

    const used = await logIn(code);
    const unknown = await logIn('nobody');
    const ofOtherProgram = await logIn(app.doubles.wechat.loginCode('channel', phone));
    const wrongPhoneCode = await phoneLogin(app, { loginTicket, phoneCode: 'nobody' });
    const oldCode = app.doubles.wechat.loginCode('member', phone);
    const phoneCode = app.doubles.wechat.phoneCode('member', phone);
    app.clock.advance({ minutes: 6 });
    const expired = await logIn(oldCode);
    const late = await phoneLogin(app, { loginTicket, phoneCode });

    const codes = [used, unknown, ofOtherProgram, wrongPhoneCode, expired].map(({ error }) => error.code);
    expect(new Set(codes)).toEqual(new Set(['WECHAT_CODE_INVALID']));
    expect(late.error.code).toBe('LOGIN_TICKET_EXPIRED');
    expect(await app.dataSource.getRepository(MemberRow).countBy({ phone })).toBe(0);
  });

  it('hears that WeChat is busy when it fails, in a sentence', async () => {
    const { app } = context;
    app.doubles.faults.set('wechat', [{ kind: 'serverError' }]);
    const { status, error } = await wechatMemberStart(app, aPhone());
    app.doubles.faults.clear();

    expect([status, error.code]).toEqual([503, 'WECHAT_BUSY']);
  });

  it('is bound in one place only: the last proof wins', async () => {
    const { app } = context;
    const phone = aPhone();
    await wechatMemberLogin(app, phone);
    const other = await aMember(app);

    const bound = await app.call(memberWechatContract.bind, {
      token: other.token,
      input: { body: { code: app.doubles.wechat.loginCode('member', phone) } },
    });
    const start = await wechatMemberStart(app, phone);

    expect(bound.body).toEqual({ isBound: true });
    expect(start.body).toMatchObject({ outcome: 'loggedIn', profile: { id: other.id } });
  });

  it('unbinds and is asked for the phone number again', async () => {
    const { app } = context;
    const phone = aPhone();
    const { body } = await wechatMemberLogin(app, phone);
    const token = body.session.accessToken;

    const before = await app.call(memberWechatContract.getBinding, { token });
    await app.call(memberWechatContract.unbind, { token });
    const after = await app.call(memberWechatContract.getBinding, { token });
    const start = await wechatMemberStart(app, phone);

    expect([before.body.isBound, after.body.isBound]).toEqual([true, false]);
    expect(start.body.outcome).toBe('phoneNeeded');
  });

  it('replaces the phone number by a proven one, unless somebody has it', async () => {
    const { app } = context;
    const member = await aMember(app);
    const other = await aMember(app);
    const newPhone = aPhone();
    const change = (phone: string) =>
      app.call(memberWechatContract.changePhone, {
        token: member.token,
        input: { body: { phoneCode: app.doubles.wechat.phoneCode('member', phone) } },
      });

    const taken = await change(other.phone);
    const changed = await change(newPhone);
    const login = await wechatMemberLogin(app, newPhone);
    const profile = await app.call(memberSelfContract.getProfile, { token: member.token });

    expect(taken.error.code).toBe('MEMBER_PHONE_TAKEN');
    expect(changed.body.phone).toBe(newPhone);
    expect(login.body.profile.id).toBe(member.id);
    expect(profile.body.phone).toBe(newPhone);
  });
});

describeOnBothDatabases('a channel with WeChat', { withDoubles: true }, (context) => {
  it('lets owners and staff into the accounts they have, and nobody else [CH-096, IF-003]', async () => {
    const { app } = context;
    const l1 = await anL1(app, (await anAdmin(app)).token);
    const clerk = await aStaffMember(app, l1.token);

    const owner = await wechatChannelLogin(app, l1.phone);
    const staff = await wechatChannelLogin(app, clerk.phone);
    const stranger = await wechatChannelLogin(app, aPhone());
    const again = await wechatChannelStart(app, l1.phone);

    expect(owner.body.profile).toMatchObject({ channel: { id: l1.id }, isOwner: true });
    expect(staff.body.profile).toMatchObject({ isOwner: false, staff: { id: clerk.id } });
    expect(stranger.error.code).toBe('ACCOUNT_NOT_FOUND');
    expect(again.body).toMatchObject({ outcome: 'loggedIn', profile: { channel: { id: l1.id } } });
  });

  it('forgets staff who left: their WeChat is asked for a phone number and finds no account', async () => {
    const { app } = context;
    const l1 = await anL1(app, (await anAdmin(app)).token);
    const clerk = await aStaffMember(app, l1.token);
    await wechatChannelLogin(app, clerk.phone);

    await app.call(channelSelfContract.closeStaff, { token: l1.token, input: { params: { id: clerk.id } } });
    const login = await wechatChannelLogin(app, clerk.phone);

    expect(login.error.code).toBe('ACCOUNT_NOT_FOUND');
    const binding = await app.call(channelWechatContract.getBinding, { token: l1.token });
    expect(binding.body).toEqual({ isBound: false });
  });
});
