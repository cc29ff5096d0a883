import { commonError } from '@lakeside/shared/kernel/app-error';
import type { EndpointDefinition } from '@lakeside/shared/kernel/endpoint';
import type { ActorIdentity } from './actor';

/** Throws FORBIDDEN unless this identity may call the entry: audience, then level and subtype, then permission. */
export function authorize(entry: EndpointDefinition, identity: ActorIdentity): void {
  if (identity.kind !== entry.audience) throw commonError('FORBIDDEN', { reason: 'audience' });
  if (identity.kind === 'channel') {
    if (entry.channelLevels && !entry.channelLevels.includes(identity.level)) {
      throw commonError('FORBIDDEN', { reason: 'channelLevel' });
    }
    if (entry.storeOnly && !(identity.level === 1 && identity.l1Subtype === 'store')) {
      throw commonError('FORBIDDEN', { reason: 'storeOnly' });
    }
  }
  if (!hasPermission(identity, entry.permission)) {
    throw commonError('FORBIDDEN', { reason: 'permission', permission: entry.permission });
  }
}

function hasPermission(identity: ActorIdentity, permission: string | undefined): boolean {
  if (permission === undefined) return false;
  if (permission === 'self') return true;
  switch (identity.kind) {
    case 'admin':
    case 'sales':
      return identity.permissions.includes('*') || identity.permissions.includes(permission);
    case 'channel':
      return identity.isOwner || identity.modules.includes(permission);
    case 'member':
      return false;
  }
}
