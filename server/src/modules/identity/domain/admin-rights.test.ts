import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, unitedRights } from './admin-rights';

const rights = fc.array(fc.constantFrom('*', 'order.view', 'order.ship', 'finance.edit', 'admin.edit'));

describe('rights of the back office', () => {
  it('cover what they contain, and only all rights cover all', () => {
    expect(covers(['order.view', 'order.ship'], ['order.view'])).toBe(true);
    expect(covers(['order.view'], ['order.view', 'finance.edit'])).toBe(false);
    expect(covers(['*'], ['*', 'finance.edit'])).toBe(true);
    expect(covers(['order.view'], ['*'])).toBe(false);
    expect(covers([], [])).toBe(true);
  });

  it('never grow by what somebody may give away', () => {
    fc.assert(
      fc.property(rights, rights, rights, (own, role, besides) => {
        const given = unitedRights(role, besides);
        expect(covers(own, given)).toBe(covers(own, role) && covers(own, besides));
      }),
    );
  });
});
