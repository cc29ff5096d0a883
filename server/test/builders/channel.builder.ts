import {
  channelAdminContract,
  channelAuthContract,
  channelSelfContract,
} from '@lakeside/shared/channel/channel.contract';
import { invitePublicContract } from '@lakeside/shared/channel/invite.contract';
import type { ChannelModule } from '@lakeside/shared/identity/admin-permission';
import type { TestApp } from '../kit/test-app';
import { anSmsCode, aPhone } from './sms.builder';

const address = { province: '江苏省', city: '苏州市', district: '姑苏区', detail: '观前街 1 号' };
const location = { latitude: 31.3, longitude: 120.6 };
let count = 0;

/** A channel whose owner is logged in. */
export interface ChannelLogin {
  readonly id: number;
  readonly name: string;
  readonly phone: string;
  readonly token: string;
}

/** Logs an owner or a staff member in by SMS code; answers the token. */
export async function channelToken(app: TestApp, phone: string): Promise<string> {
  const code = await anSmsCode(app, 'channel', phone);
  const { body } = await app.call(channelAuthContract.logInByCode, { input: { body: { phone, code } } });
  return body.session.accessToken;
}

/** A level-1 channel made by the back office: a 专卖店 at 0.60 unless told otherwise. */
export async function anL1(
  app: TestApp,
  adminToken: string,
  given: { rateBp?: number; l1Subtype?: 'store' | 'cityPartner'; salespersonId?: number } = {},
): Promise<ChannelLogin> {
  count += 1;
  const phone = aPhone();
  const { body } = await app.call(channelAdminContract.createL1, {
    token: adminToken,
    input: {
      body: {
        name: `一级渠道${count}`,
        contactName: '张三',
        phone,
        l1Subtype: given.l1Subtype ?? 'store',
        rateBp: given.rateBp ?? 6000,
        address,
        location,
        salespersonId: given.salespersonId ?? null,
      },
    },
  });
  return { id: body.id, name: body.name, phone, token: await channelToken(app, phone) };
}

/** Someone who scanned a parent's channel invite and applied; pending. */
export async function anApplicant(
  app: TestApp,
  parentToken: string,
  offer: { childLevel: 2 | 3; rateBp: number },
): Promise<{ id: number; name: string; phone: string }> {
  count += 1;
  const name = `下级渠道${count}`;
  const phone = aPhone();
  const invite = await app.call(channelSelfContract.createChannelInvite, {
    token: parentToken,
    input: { body: offer },
  });
  const code = await anSmsCode(app, 'channel', phone);
  const applied = await app.call(invitePublicContract.applyAsChannel, {
    input: { body: { token: invite.body.token, phone, code, name, contactName: '李四' } },
  });
  return { id: applied.body.channelId, name, phone };
}

/** An approved child whose owner is logged in. */
export async function aChild(
  app: TestApp,
  logins: { admin: string; parent: string },
  offer: { childLevel: 2 | 3; rateBp: number },
): Promise<ChannelLogin> {
  const applicant = await anApplicant(app, logins.parent, offer);
  const approved = await app.call(channelAdminContract.approveChannel, {
    token: logins.admin,
    input: { params: { id: applicant.id } },
  });
  return { ...applicant, id: approved.body.id, token: await channelToken(app, applicant.phone) };
}

/** A staff member of a channel, logged in. */
export async function aStaffMember(
  app: TestApp,
  ownerToken: string,
  modules: ChannelModule[] = [],
): Promise<{ id: number; phone: string; token: string }> {
  count += 1;
  const phone = aPhone();
  const { body } = await app.call(channelSelfContract.addStaff, {
    token: ownerToken,
    input: { body: { name: `店员${count}`, phone, modules } },
  });
  return { id: body.id, phone, token: await channelToken(app, phone) };
}
