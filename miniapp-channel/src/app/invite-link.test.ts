import { describe, expect, it } from 'vitest';
import { inviteTokenOf } from './invite-link';

describe('an invite opened from outside', () => {
  it('is read from the scene of a mini program code, encoded once or twice', () => {
    expect(inviteTokenOf({ scene: 'aB3_xY-9' })).toBe('aB3_xY-9');
    expect(inviteTokenOf({ scene: 'token%3DaB3_xY-9' })).toBe('aB3_xY-9');
    expect(inviteTokenOf({ scene: 'token%253DaB3_xY-9' })).toBe('aB3_xY-9');
  });

  it('is read from the token of a link', () => {
    expect(inviteTokenOf({ token: 'aB3_xY-9' })).toBe('aB3_xY-9');
  });

  it('is nothing when the address carries something else', () => {
    expect(inviteTokenOf(undefined)).toBeNull();
    expect(inviteTokenOf({ scene: '1' })).toBeNull();
    expect(inviteTokenOf({ token: 'a b<script>' })).toBeNull();
  });
});
