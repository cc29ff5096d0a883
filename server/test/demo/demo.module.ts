import { platformModule } from '../../src/platform/platform.module';
import type { ActorIdentity } from '../../src/platform/http/actor';
import { SessionResolvers } from '../../src/platform/http/session-resolver';
import type { ServerModule } from '../../src/platform/server-module';
import { CreateNote1900000000000 } from './1900000000000-create-note';
import { noteContract } from './note.contract';
import { NoteController } from './note.controller';
import { Note } from './note.entity';
import { NoteService } from './note.service';

const session = { credentialId: 1, sessionId: 1, name: '测试' };
const channel = {
  ...session,
  kind: 'channel',
  channelId: 1,
  staffId: null,
  modules: [],
  isOwner: true,
} as const;

/** The tokens of the demo and whose they are. */
export const demoSessions: ReadonlyMap<string, ActorIdentity | 'expired'> = new Map<
  string,
  ActorIdentity | 'expired'
>([
  ['member', { ...session, kind: 'member', memberId: 7 }],
  ['other-member', { ...session, kind: 'member', memberId: 8 }],
  ['store', { ...channel, level: 1, l1Subtype: 'store' }],
  ['city-partner', { ...channel, level: 1, l1Subtype: 'cityPartner' }],
  ['dealer', { ...channel, level: 2, l1Subtype: null }],
  ['merchant', { ...channel, level: 3, l1Subtype: null }],
  ['note-staff', { ...channel, level: 2, l1Subtype: null, staffId: 5, isOwner: false, modules: ['note'] }],
  ['other-staff', { ...channel, level: 2, l1Subtype: null, staffId: 6, isOwner: false, modules: ['card'] }],
  [
    'sales',
    {
      ...session,
      kind: 'sales',
      salespersonId: 1,
      isManager: false,
      departmentId: 1,
      permissions: ['lead.query'],
    },
  ],
  [
    'new-sales',
    { ...session, kind: 'sales', salespersonId: 2, isManager: false, departmentId: 1, permissions: [] },
  ],
  ['admin', { ...session, kind: 'admin', adminUserId: 1, permissions: ['*'] }],
  ['reader', { ...session, kind: 'admin', adminUserId: 2, permissions: ['note.read'] }],
  ['clerk', { ...session, kind: 'admin', adminUserId: 3, permissions: ['order.read'] }],
  ['old', 'expired'],
]);

export const demoModule: ServerModule = {
  name: 'demo',
  providers: [NoteService],
  controllers: [NoteController],
  contracts: [noteContract],
  entities: [Note],
  migrations: [CreateNote1900000000000],
  onBoot: async (container) => {
    const resolvers = await container.get(SessionResolvers);
    resolvers.register({ resolve: async (_audience, token) => demoSessions.get(token) ?? null });
  },
};

export const demoModules: readonly ServerModule[] = [platformModule, demoModule];
