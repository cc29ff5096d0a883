import { describe, expect, it } from 'vitest';
import { inviteTokenOf, queryOfSearch, scannedLinkOf } from './entry-link';

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

  it('reads the invite of a link that was scanned as a plain QR code', () => {
    const q = encodeURIComponent('https://shop.example.com/member/#/?token=Ab3dE9');
    expect(inviteTokenOf({ q, scancode_time: '1760000000' })).toBe('Ab3dE9');
  });

  it('takes nothing else for an invite', () => {
    expect(inviteTokenOf(undefined)).toBeNull();
    expect(inviteTokenOf({})).toBeNull();
    expect(inviteTokenOf({ token: 'a' })).toBeNull();
    expect(inviteTokenOf({ scene: '%E0%A4%A' })).toBeNull();
    expect(inviteTokenOf({ token: '../../etc/passwd' })).toBeNull();
    expect(inviteTokenOf({ q: 'https%3A%2F%2Fshop.example.com%2Fc%2F882604150031' })).toBeNull();
    expect(queryOfSearch('')).toEqual({});
  });
});

describe('the link of a plain QR code', () => {
  it('is decoded, and is nothing but a web address', () => {
    expect(scannedLinkOf({ q: 'https%3A%2F%2Fshop.example.com%2Fc%2F882604150031' })).toBe(
      'https://shop.example.com/c/882604150031',
    );
    expect(scannedLinkOf({ q: 'javascript%3Aalert(1)' })).toBeNull();
    expect(scannedLinkOf({ q: '%E0%A4%A' })).toBeNull();
    expect(scannedLinkOf({})).toBeNull();
  });
});
