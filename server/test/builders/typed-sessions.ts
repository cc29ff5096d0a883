import type { ActorIdentity } from '../../src/platform/http/actor';
import { SessionResolvers } from '../../src/platform/http/session-resolver';
import type { ServerModule } from '../../src/platform/server-module';
import { aChannelActor, aMemberActor, anAdmin } from './fixed-sessions';

/** Tokens that say whose they are, for tests that make their people as they go. */
export const tokenOf = {
  admin: 'admin',
  clerk: (permission: string) => `clerk.${permission}`,
  member: (memberId: number) => `member.${memberId}`,
  store: (channelId: number) => `store.${channelId}`,
  operator: (channelId: number, module: string) => `operator.${channelId}.${module}`,
  /** Somebody who works for a channel and was given no modules. */
  staff: (channelId: number, staffId: number) => `staff.${channelId}.${staffId}`,
  cityPartner: (channelId: number) => `cityPartner.${channelId}`,
  dealer: (channelId: number) => `dealer.${channelId}`,
};

/** A module for the end of a test's list: makes the tokens of `tokenOf` good. */
export const typedSessions: ServerModule = {
  name: 'typed-sessions',
  onBoot: async (container) => {
    const resolvers = await container.get(SessionResolvers);
    resolvers.register({ resolve: async (_audience, token) => identityOf(token) });
  },
};

function identityOf(token: string): ActorIdentity | null {
  const [kind, id = '', ...rest] = token.split('.');
  const channelId = Number(id);
  switch (kind) {
    case 'admin':
      return anAdmin();
    case 'clerk':
      return anAdmin([[id, ...rest].join('.')], 2);
    case 'member':
      return aMemberActor(Number(id));
    case 'store':
      return aChannelActor({ channelId });
    case 'operator':
      return aChannelActor({ channelId, staffId: 1, modules: rest, credentialId: 1_000_000 + channelId });
    case 'staff': {
      const staffId = Number(rest[0]);
      return aChannelActor({ channelId, staffId, credentialId: 2_000_000 + staffId });
    }
    case 'cityPartner':
      return aChannelActor({ channelId, l1Subtype: 'cityPartner' });
    case 'dealer':
      return aChannelActor({ channelId, level: 2, l1Subtype: null });
    default:
      return null;
  }
}
