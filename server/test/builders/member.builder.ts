import { memberAuthContract } from '@lakeside/shared/member/member.contract';
import type { TestApp } from '../kit/test-app';
import { anSmsCode, aPhone } from './sms.builder';

export interface MemberLogin {
  readonly id: number;
  readonly phone: string;
  readonly token: string;
}

/** Registers a member by code, under an invite when one is given. */
export async function aMember(app: TestApp, inviteToken: string | null = null): Promise<MemberLogin> {
  const phone = aPhone();
  const { body } = await memberLogin(app, phone, inviteToken);
  return { id: body.profile.id, phone, token: body.session.accessToken };
}

/** One code login of a phone, whatever comes of it. */
export async function memberLogin(app: TestApp, phone: string, inviteToken: string | null = null) {
  const code = await anSmsCode(app, 'member', phone);
  return app.call(memberAuthContract.logInByCode, { input: { body: { phone, code, inviteToken } } });
}
