import { expect, it } from 'vitest';
import { modulesOf } from './channel-modules';

it('a 专卖店 has delivery, a 城市合伙人 only sales [CH-010, CH-011]', () => {
  expect(modulesOf({ level: 1, l1Subtype: 'store' })).toContain('shipment');
  expect(modulesOf({ level: 1, l1Subtype: 'store' })).toContain('goods');
  expect(modulesOf({ level: 1, l1Subtype: 'cityPartner' })).not.toContain('goods');
  expect(modulesOf({ level: 1, l1Subtype: 'cityPartner' })).not.toContain('shipment');
});

it('money is for level 1 and the network for those who may have children [CH-009]', () => {
  expect(modulesOf({ level: 1, l1Subtype: 'cityPartner' })).toEqual([
    'cards',
    'activation',
    'finance',
    'network',
  ]);
  expect(modulesOf({ level: 2, l1Subtype: null })).toEqual(['cards', 'activation', 'network']);
  expect(modulesOf({ level: 3, l1Subtype: null })).toEqual(['cards', 'activation']);
});
