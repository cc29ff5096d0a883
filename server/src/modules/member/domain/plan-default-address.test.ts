import fc from 'fast-check';
import { expect, it } from 'vitest';
import { heirOfDefault, isDefaultAfterSave, type KnownAddress } from './plan-default-address';

it('the first address is the default, later ones only when wanted', () => {
  const other = { id: 1, isDefault: true };

  expect(isDefaultAfterSave([], { wantsDefault: false, wasDefault: false })).toBe(true);
  expect(isDefaultAfterSave([other], { wantsDefault: false, wasDefault: false })).toBe(false);
  expect(isDefaultAfterSave([other], { wantsDefault: true, wasDefault: false })).toBe(true);
  expect(isDefaultAfterSave([], { wantsDefault: false, wasDefault: true })).toBe(true);
});

it('the newest address left takes over from a deleted default', () => {
  const addresses = [
    { id: 1, isDefault: true },
    { id: 2, isDefault: false },
    { id: 3, isDefault: false },
  ];

  expect(heirOfDefault(addresses, 1)).toBe(3);
  expect(heirOfDefault(addresses, 2)).toBeNull();
  expect(heirOfDefault(addresses.slice(0, 1), 1)).toBeNull();
});

it('there is exactly one default while there are addresses, whatever is added and deleted', () => {
  const step = fc.record({ add: fc.boolean(), wantsDefault: fc.boolean(), pick: fc.nat(20) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let addresses: KnownAddress[] = [];
      steps.forEach(({ add, wantsDefault, pick }, index) => {
        if (add) {
          const isDefault = isDefaultAfterSave(addresses, { wantsDefault, wasDefault: false });
          const others = addresses.map((item) => ({ ...item, isDefault: item.isDefault && !isDefault }));
          addresses = [...others, { id: index + 1, isDefault }];
        } else {
          const deleted = addresses[pick % Math.max(1, addresses.length)];
          if (!deleted) return;
          const heir = heirOfDefault(addresses, deleted.id);
          addresses = addresses
            .filter((item) => item.id !== deleted.id)
            .map((item) => ({ ...item, isDefault: item.isDefault || item.id === heir }));
        }
      });
      expect(addresses.filter((item) => item.isDefault)).toHaveLength(addresses.length > 0 ? 1 : 0);
    }),
  );
});
