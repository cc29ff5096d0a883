import type { ChannelProfile } from '@lakeside/shared/channel/channel.contract';
import { describe, expect, it } from 'vitest';
import { rightsOf, visibleTabs } from './rights';

function aProfile(
  level: 1 | 2 | 3,
  l1Subtype: 'store' | 'cityPartner' | null,
  modules: ChannelProfile['modules'] = ['cards', 'activation', 'shipment', 'finance', 'network'],
): ChannelProfile {
  const channel: ChannelProfile['channel'] = {
    id: 7,
    name: '平江专卖店',
    contactName: '王店长',
    phone: '13800000001',
    level,
    l1Subtype,
    businessMode: 'dealer',
    rateBp: 6000,
    status: 'active',
    rejectReason: null,
    parent: null,
    l1: { id: 7, name: '平江专卖店', level: 1 },
    salesperson: null,
    address: null,
    location: null,
    childCount: 0,
    memberCount: 0,
    createdAt: '2026-09-01T09:00:00.000+08:00',
  };
  return { channel, isOwner: modules.length === 5, staff: null, modules };
}

const tabsOf = (profile: ChannelProfile) => visibleTabs(rightsOf(profile));

describe('what the workspace shows', () => {
  it('gives a 专卖店 delivery and every other tab [CH-010]', () => {
    expect(tabsOf(aProfile(1, 'store'))).toEqual(['workbench', 'cards', 'shipping', 'network', 'mine']);
  });

  it('lets a 专卖店 order goods, and nobody else [CH-010]', () => {
    const modules: ChannelProfile['modules'] = ['goods'];
    expect(rightsOf(aProfile(1, 'store', modules)).goods).toBe(true);
    expect(rightsOf(aProfile(1, 'cityPartner', modules)).goods).toBe(false);
    expect(rightsOf(aProfile(2, null, modules)).goods).toBe(false);
    expect(rightsOf(aProfile(1, 'store', ['shipment'])).goods).toBe(false);
  });

  it('shows a 城市合伙人 no delivery and no settlement of deliveries [CH-011]', () => {
    const profile = aProfile(1, 'cityPartner');

    expect(tabsOf(profile)).toEqual(['workbench', 'cards', 'network', 'mine']);
    expect(rightsOf(profile)).toMatchObject({ settlement: false, finance: true, payActivation: true });
  });

  it('shows an L2 no accounts and no paying, an L3 no downline and no transfer either [CH-009]', () => {
    expect(rightsOf(aProfile(2, null))).toMatchObject({
      transfer: true,
      network: true,
      balances: false,
      payActivation: false,
      forwardActivation: true,
    });
    expect(rightsOf(aProfile(3, null))).toMatchObject({
      transfer: false,
      network: false,
      balances: false,
      forwardActivation: false,
      activation: true,
    });
    expect(tabsOf(aProfile(3, null))).toEqual(['workbench', 'cards', 'mine']);
  });

  it('shows an operator only the modules the owner ticked', () => {
    const operator = aProfile(1, 'store', ['shipment']);

    expect(tabsOf(operator)).toEqual(['workbench', 'shipping', 'mine']);
    expect(rightsOf(operator)).toMatchObject({
      cards: false,
      activation: false,
      balances: false,
      finance: false,
      staff: false,
    });
  });

  it('shows a stranger nothing but the way in', () => {
    expect(visibleTabs(rightsOf(null))).toEqual(['workbench', 'mine']);
  });
});
