import {
  channelAdminContract,
  channelAuthContract,
  channelSelfContract,
} from '@lakeside/shared/channel/channel.contract';
import { invitePublicContract } from '@lakeside/shared/channel/invite.contract';
import { expect, it } from 'vitest';
import { AuditEntryRow } from '../../src/modules/audit/entities/audit-entry.entity';
import { ChannelRow } from '../../src/modules/channel/entities/channel.entity';
import { anAdmin } from '../builders/admin.builder';
import { aChild, anApplicant, anL1, aStaffMember, channelToken } from '../builders/channel.builder';
import { anSmsCode, aPhone } from '../builders/sms.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const profile = channelSelfContract.getProfile;

async function logIn(app: TestApp, phone: string) {
  const code = await anSmsCode(app, 'channel', phone);
  return app.call(channelAuthContract.logInByCode, { input: { body: { phone, code } } });
}

async function decide(
  app: TestApp,
  adminToken: string,
  decision: { id: number; entry: 'approveChannel' | 'reopenChannel' | 'rejectChannel' | 'closeChannel' },
) {
  const { id, entry } = decision;
  const options = { token: adminToken, input: { params: { id } } };
  if (entry === 'approveChannel' || entry === 'reopenChannel') {
    return app.call(channelAdminContract[entry], options);
  }
  return app.call(channelAdminContract[entry], {
    token: adminToken,
    input: { params: { id }, body: { reason: '资料不全' } },
  });
}

describeOnBothDatabases('a channel invite', {}, (context) => {
  it('shows the scanner who invites to what, and is short enough for a mini program code', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);

    const invite = await app.call(channelSelfContract.createChannelInvite, {
      token: l1.token,
      input: { body: { childLevel: 3, rateBp: 8000 } },
    });
    const preview = await app.call(invitePublicContract.previewInvite, {
      input: { params: { token: invite.body.token } },
    });

    expect(invite.body.token).toMatch(/^[0-9A-Za-z]{1,16}$/);
    expect(invite.body.url).toContain(`token=${invite.body.token}`);
    expect(preview.body).toEqual({
      kind: 'channel',
      inviterName: l1.name,
      channelName: l1.name,
      childLevel: 3,
      rateBp: 8000,
      memberLevelName: null,
    });
  });

  it('makes a pending channel that can log in only after approval [AD-028, CH-016]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);

    const applicant = await anApplicant(app, l1.token, { childLevel: 2, rateBp: 7000 });
    const early = await logIn(app, applicant.phone);
    await decide(app, admin, { id: applicant.id, entry: 'approveChannel' });
    const late = await logIn(app, applicant.phone);
    const twice = await decide(app, admin, { id: applicant.id, entry: 'approveChannel' });

    expect(early.error.code).toBe('CHANNEL_PENDING');
    expect(late.body.profile.channel).toMatchObject({ level: 2, rateBp: 7000, parent: { id: l1.id } });
    expect(twice.error.code).toBe('CHANNEL_STATUS_CHANGED');
  });

  it('takes level and discount from the invite, whatever the applicant sends', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const phone = aPhone();
    const invite = await app.call(channelSelfContract.createChannelInvite, {
      token: l1.token,
      input: { body: { childLevel: 3, rateBp: 8000 } },
    });
    const code = await anSmsCode(app, 'channel', phone);
    const body = { token: invite.body.token, phone, code, name: '店', contactName: '人' };

    await fetch(`${app.url}/api/public/channel-applications`, {
      method: 'POST',
      body: JSON.stringify({ ...body, level: 2, childLevel: 2, rateBp: 1, parentId: 1 }),
    });

    const row = await app.dataSource.getRepository(ChannelRow).findOneByOrFail({ phone });
    expect(row).toMatchObject({ level: 3, rateBp: 8000, parentId: l1.id, status: 'pending' });
  });

  it('is worth nothing once its inviter is closed, though it was scanned before', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const applicant = await anApplicant(app, l1.token, { childLevel: 2, rateBp: 7000 });
    const invite = await app.call(channelSelfContract.createChannelInvite, {
      token: l1.token,
      input: { body: { childLevel: 2, rateBp: 7000 } },
    });
    await decide(app, admin, { id: l1.id, entry: 'closeChannel' });

    const preview = await app.call(invitePublicContract.previewInvite, {
      input: { params: { token: invite.body.token } },
    });
    const phone = aPhone();
    const code = await anSmsCode(app, 'channel', phone);
    const applied = await app.call(invitePublicContract.applyAsChannel, {
      input: { body: { token: invite.body.token, phone, code, name: '店', contactName: '人' } },
    });
    const approved = await decide(app, admin, { id: applicant.id, entry: 'approveChannel' });

    expect([preview, applied, approved].map((answer) => answer.error.code)).toEqual([
      'CHANNEL_CLOSED',
      'CHANNEL_CLOSED',
      'CHANNEL_CLOSED',
    ]);
  });

  it('must still be within the bounds when it is used and when the applicant is approved', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const invite = await app.call(channelSelfContract.createChannelInvite, {
      token: l1.token,
      input: { body: { childLevel: 2, rateBp: 7000 } },
    });
    const applicant = await anApplicant(app, l1.token, { childLevel: 2, rateBp: 7000 });
    await app.call(channelAdminContract.changeRate, {
      token: admin,
      input: { params: { id: l1.id }, body: { rateBp: 7000 } },
    });

    const phone = aPhone();
    const code = await anSmsCode(app, 'channel', phone);
    const applied = await app.call(invitePublicContract.applyAsChannel, {
      input: { body: { token: invite.body.token, phone, code, name: '店', contactName: '人' } },
    });
    const approved = await decide(app, admin, { id: applicant.id, entry: 'approveChannel' });

    expect(applied.error.code).toBe('RATE_OUT_OF_BOUNDS');
    expect(approved.error.code).toBe('RATE_OUT_OF_BOUNDS');
  });

  it('expires after thirty days; an unknown one is not found', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const invite = await app.call(channelSelfContract.createChannelInvite, {
      token: l1.token,
      input: { body: { childLevel: 2, rateBp: 7000 } },
    });
    app.clock.advance({ days: 30 });
    const preview = (token: string) =>
      app.call(invitePublicContract.previewInvite, { input: { params: { token } } });

    expect((await preview(invite.body.token)).error.code).toBe('INVITE_EXPIRED');
    expect((await preview('nothere12345')).error.code).toBe('INVITE_NOT_FOUND');
  });
});

describeOnBothDatabases('an application', {}, (context) => {
  it('that was rejected tells the reason and may be made again', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const applicant = await anApplicant(app, l1.token, { childLevel: 2, rateBp: 7000 });
    const apply = async () => {
      const invite = await app.call(channelSelfContract.createChannelInvite, {
        token: l1.token,
        input: { body: { childLevel: 3, rateBp: 8000 } },
      });
      const code = await anSmsCode(app, 'channel', applicant.phone);
      const { phone } = applicant;
      return app.call(invitePublicContract.applyAsChannel, {
        input: { body: { token: invite.body.token, phone, code, name: '再来', contactName: '人' } },
      });
    };

    const whilePending = await apply();
    await decide(app, admin, { id: applicant.id, entry: 'rejectChannel' });
    const refusedLogin = await logIn(app, applicant.phone);
    const again = await apply();

    expect(whilePending.error.code).toBe('CHANNEL_PHONE_TAKEN');
    expect(refusedLogin.error).toMatchObject({ code: 'CHANNEL_REJECTED', details: { reason: '资料不全' } });
    expect(again.body).toEqual({ channelId: applicant.id, status: 'pending' });
    const row = await app.dataSource.getRepository(ChannelRow).findOneByOrFail({ id: applicant.id });
    expect(row).toMatchObject({ level: 3, rateBp: 8000, rejectReason: null, name: '再来' });
  });

  it('needs the code sent to its phone', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const invite = await app.call(channelSelfContract.createChannelInvite, {
      token: l1.token,
      input: { body: { childLevel: 2, rateBp: 7000 } },
    });

    const refused = await app.call(invitePublicContract.applyAsChannel, {
      input: {
        body: { token: invite.body.token, phone: aPhone(), code: '123456', name: '店', contactName: '人' },
      },
    });

    expect(refused.error.code).toBe('SMS_CODE_WRONG');
  });
});

describeOnBothDatabases('closing a channel', {}, (context) => {
  it('ends the sessions of owner and staff at once, and they log in again only after reopening [AD-030]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const staff = await aStaffMember(app, l1.token);

    await decide(app, admin, { id: l1.id, entry: 'closeChannel' });
    const during = await Promise.all([l1.token, staff.token].map((token) => app.call(profile, { token })));
    const owner = await logIn(app, l1.phone);
    const worker = await logIn(app, staff.phone);
    await decide(app, admin, { id: l1.id, entry: 'reopenChannel' });

    expect(during.map((answer) => answer.status)).toEqual([401, 401]);
    expect([owner.error.code, worker.error.code]).toEqual(['CHANNEL_CLOSED', 'CHANNEL_CLOSED']);
    expect((await logIn(app, l1.phone)).status).toBe(200);
    expect((await logIn(app, staff.phone)).status).toBe(200);
    const actions = await app.dataSource
      .getRepository(AuditEntryRow)
      .findBy({ targetKind: 'channel', targetId: String(l1.id) });
    expect(actions.map((entry) => entry.action)).toEqual([
      'channel.createL1',
      'channel.close',
      'channel.reopen',
    ]);
  });
});

describeOnBothDatabases('the staff of a channel', {}, (context) => {
  const list = (token: string, search?: string) =>
    context.app.call(channelSelfContract.listStaff, {
      token,
      input: { query: search === undefined ? {} : { search } },
    });

  it('is what this channel added, with head count and search [CH-001, CH-002]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const other = await anL1(app, admin);
    const first = await aStaffMember(app, l1.token);
    const second = await aStaffMember(app, l1.token);
    await aStaffMember(app, other.token);

    const all = await list(l1.token);
    const byPhone = await list(l1.token, first.phone);
    const byName = await list(l1.token, '店员');

    expect(all.body.total).toBe(2);
    expect(all.body.items.map((item) => item.id)).toEqual([second.id, first.id]);
    expect(byPhone.body.items.map((item) => item.id)).toEqual([first.id]);
    expect(byName.body.total).toBe(2);
  });

  it('can log in when authorised by the channel and sees only staff functions and whose it is [CH-004, CH-096, CH-098]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const stranger = await logIn(app, aPhone());

    const staff = await aStaffMember(app, l1.token);
    const { body } = await app.call(profile, { token: staff.token });

    expect(stranger.error.code).toBe('ACCOUNT_NOT_FOUND');
    expect(body).toMatchObject({
      isOwner: false,
      staff: { id: staff.id },
      modules: [],
      channel: { id: l1.id, name: l1.name },
    });
    expect((await list(staff.token)).status).toBe(403);
    expect((await app.call(channelSelfContract.getNetwork, { token: staff.token })).status).toBe(403);
  });

  it('uses the modules it was given; a change counts at once [CH-082]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const staff = await aStaffMember(app, l1.token, ['network']);
    const network = () => app.call(channelSelfContract.getNetwork, { token: staff.token });

    const allowed = await network();
    const shown = await app.call(profile, { token: staff.token });
    await app.call(channelSelfContract.updateStaff, {
      token: l1.token,
      input: { params: { id: staff.id }, body: { name: '新名', modules: ['cards'] } },
    });
    const refused = await network();

    expect(allowed.status).toBe(200);
    expect(shown.body.modules).toEqual(['network']);
    expect(refused.status).toBe(403);
  });

  it('loses access when closed, and its phone is free again [CH-005, CH-084]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const other = await anL1(app, admin);
    const staff = await aStaffMember(app, l1.token);
    const close = (token: string) =>
      app.call(channelSelfContract.closeStaff, { token, input: { params: { id: staff.id } } });
    const add = (token: string) =>
      app.call(channelSelfContract.addStaff, {
        token,
        input: { body: { name: '某人', phone: staff.phone, modules: [] } },
      });

    const byOther = await close(other.token);
    const taken = await add(other.token);
    await close(l1.token);

    expect(byOther.error.code).toBe('STAFF_NOT_FOUND');
    expect(taken.error.code).toBe('STAFF_PHONE_TAKEN');
    expect((await app.call(profile, { token: staff.token })).status).toBe(401);
    expect((await logIn(app, staff.phone)).error.code).toBe('ACCOUNT_NOT_FOUND');
    expect((await list(l1.token)).body.total).toBe(0);
    expect((await add(other.token)).status).toBe(200);
    expect(await channelToken(app, staff.phone)).not.toBe('');
  });

  it('of a store may invite channels in the name of the store', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const l1 = await anL1(app, admin);
    const staff = await aStaffMember(app, l1.token, ['network']);

    const child = await aChild(app, { admin, parent: staff.token }, { childLevel: 3, rateBp: 8000 });

    const row = await app.dataSource.getRepository(ChannelRow).findOneByOrFail({ id: child.id });
    expect(row.parentId).toBe(l1.id);
  });
});
