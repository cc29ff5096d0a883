import type { ActorIdentity, AdminActor, ChannelActor, MemberActor } from '../../src/platform/http/actor';
import { SessionResolvers } from '../../src/platform/http/session-resolver';
import type { ServerModule } from '../../src/platform/server-module';

type Without<A> = Omit<A, 'request'>;

const session = { credentialId: 1, sessionId: 1 };

/**
 * A module for the end of a test's list: its tokens stand for these people, so that a test of one feature needs no
 * logging in. What logging in itself does is tested with the module identity.
 */
export function fixedSessions(identityByToken: Readonly<Record<string, ActorIdentity>>): ServerModule {
  const identities = new Map(Object.entries(identityByToken));
  return {
    name: 'fixed-sessions',
    onBoot: async (container) => {
      const resolvers = await container.get(SessionResolvers);
      resolvers.register({ resolve: async (_audience, token) => identities.get(token) ?? null });
    },
  };
}

export function anAdmin(permissions: readonly string[] = ['*'], adminUserId = 1): Without<AdminActor> {
  return { ...session, kind: 'admin', name: '王会计', adminUserId, permissions };
}

/** The owner of a channel; a staff member when `staffId` is given. */
export function aChannelActor(
  given: Partial<Without<ChannelActor>> & { channelId: number },
): Without<ChannelActor> {
  return {
    ...session,
    credentialId: given.channelId,
    kind: 'channel',
    name: `渠道 ${given.channelId}`,
    level: 1,
    l1Subtype: 'store',
    staffId: null,
    modules: [],
    isOwner: given.staffId === undefined || given.staffId === null,
    ...given,
  };
}

export function aMemberActor(memberId: number): Without<MemberActor> {
  return { ...session, kind: 'member', name: `会员 ${memberId}`, memberId };
}
