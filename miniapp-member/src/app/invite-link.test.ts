import { describe, expect, it } from 'vitest';
import { inviteTokenOf, queryOfSearch } from './invite-link';

describe('the invite an address carries', () => {
  it('reads the scene of a mini program code, encoded once or twice', () => {
    expect(inviteTokenOf({ scene: 'Ab3_dE-9' })).toBe('Ab3_dE-9');
    expect(inviteTokenOf({ scene: 'token%3DAb3dE9' })).toBe('Ab3dE9');
    expect(inviteTokenOf({ scene: 'token%253DAb3dE9' })).toBe('Ab3dE9');
  });

  it('reads the token or invite of a link', () => {
    expect(inviteTokenOf({ token: 'Ab3dE9' })).toBe('Ab3dE9');
    expect(inviteTokenOf({ invite: 'Ab3dE9' })).toBe('Ab3dE9');
    expect(inviteTokenOf(queryOfSearch('?from=poster&invite=Ab3dE9'))).toBe('Ab3dE9');
  });

  it('takes nothing else for an invite', () => {
    expect(inviteTokenOf(undefined)).toBeNull();
    expect(inviteTokenOf({})).toBeNull();
    expect(inviteTokenOf({ token: 'a' })).toBeNull();
    expect(inviteTokenOf({ scene: '%E0%A4%A' })).toBeNull();
    expect(inviteTokenOf({ token: '../../etc/passwd' })).toBeNull();
    expect(queryOfSearch('')).toEqual({});
  });
});
