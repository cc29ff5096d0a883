import type { PhoneAudience } from '@lakeside/shared/identity/identity.contract';
import { adminSystemContracts } from '@lakeside/shared/sdk/admin-system.contracts';
import { adminContracts } from '@lakeside/shared/sdk/admin.contracts';
import { channelContracts } from '@lakeside/shared/sdk/channel.contracts';
import { createSdk, type SdkContracts } from '@lakeside/shared/sdk/create-sdk';
import { fetchTransport } from '@lakeside/shared/sdk/fetch-transport';
import { memberContracts } from '@lakeside/shared/sdk/member.contracts';
import { salesContracts } from '@lakeside/shared/sdk/sales.contracts';
import type { SessionTokens } from '@lakeside/shared/sdk/session';
import { demoPassword } from './demo-world';

type DemoAudience = PhoneAudience | 'admin';

/** An SDK with a session kept in memory, as one person of the demo would use an app. */
function clientFor<const Contracts extends SdkContracts>(
  baseUrl: string,
  audience: DemoAudience,
  contracts: Contracts,
) {
  let tokens: SessionTokens | null = null;
  const session = { getTokens: () => tokens, setTokens: (next: SessionTokens) => void (tokens = next) };
  const sdk = createSdk(contracts, fetchTransport, {
    audience,
    baseUrl,
    session,
    onSignedOut: () => undefined,
  });
  return { sdk, session };
}

export async function adminClient(baseUrl: string) {
  const { sdk, session } = clientFor(baseUrl, 'admin', { ...adminContracts, ...adminSystemContracts });
  const { session: tokens } = await sdk.auth.logIn({ body: { userName: 'admin', password: demoPassword } });
  session.setTokens(tokens);
  return sdk;
}
export type AdminClient = Awaited<ReturnType<typeof adminClient>>;

/** Someone who is not logged in, with the channel app in hand. */
export function guestClient(baseUrl: string) {
  return clientFor(baseUrl, 'channel', channelContracts).sdk;
}

/** An owner or staff member: the first login is by code and sets the demo's password, which `password` then logs in with. */
export async function channelClient(baseUrl: string, phone: string, password?: string) {
  const { sdk, session } = clientFor(baseUrl, 'channel', channelContracts);
  if (password !== undefined) {
    session.setTokens((await sdk.auth.logInByPassword({ body: { phone, password } })).session);
    return sdk;
  }
  const code = await smsCode(sdk.sms, 'channel', phone);
  session.setTokens((await sdk.auth.logInByCode({ body: { phone, code } })).session);
  await setDemoPassword(sdk.session);
  return sdk;
}
export type ChannelClient = Awaited<ReturnType<typeof channelClient>>;

interface MemberLogin {
  readonly phone: string;
  /** First login only: who invited. */
  readonly inviteToken?: string;
  readonly password?: string;
}

/** A member: the first login is by code under an inviter and sets the demo's password, which `password` then logs in with. */
export async function memberClient(baseUrl: string, login: MemberLogin) {
  const { sdk, session } = clientFor(baseUrl, 'member', memberContracts);
  const { phone, password, inviteToken = null } = login;
  if (password !== undefined) {
    session.setTokens((await sdk.auth.logInByPassword({ body: { phone, password } })).session);
    return sdk;
  }
  const code = await smsCode(sdk.sms, 'member', phone);
  session.setTokens((await sdk.auth.logInByCode({ body: { phone, code, inviteToken } })).session);
  await setDemoPassword(sdk.session);
  return sdk;
}
export type MemberClient = Awaited<ReturnType<typeof memberClient>>;

/** Gives a salesperson the demo's password. */
export async function setSalesPassword(baseUrl: string, phone: string): Promise<void> {
  const { sdk, session } = clientFor(baseUrl, 'sales', salesContracts);
  const code = await smsCode(sdk.sms, 'sales', phone);
  session.setTokens((await sdk.auth.logInByCode({ body: { phone, code } })).session);
  await setDemoPassword(sdk.session);
}

interface SmsSender {
  requestSmsCode(input: {
    body: { audience: PhoneAudience; phone: string };
  }): Promise<{ demoCode: string | null }>;
}

/** Asks for a login code; the demo answers with the code itself. */
export async function smsCode(sms: SmsSender, audience: PhoneAudience, phone: string): Promise<string> {
  const { demoCode } = await sms.requestSmsCode({ body: { audience, phone } });
  if (demoCode === null) throw new Error('the demo runs only where SMS codes are shown');
  return demoCode;
}

interface PasswordSetter {
  changePassword(input: { body: { currentPassword: string | null; newPassword: string } }): Promise<unknown>;
}

async function setDemoPassword(session: PasswordSetter): Promise<void> {
  await session.changePassword({ body: { currentPassword: null, newPassword: demoPassword } });
}
