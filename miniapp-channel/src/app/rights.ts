import type { ChannelProfile } from '@lakeside/shared/channel/channel.contract';
import { L1Subtype } from '@lakeside/shared/channel/channel.status';
import { ChannelModule } from '@lakeside/shared/identity/admin-permission';

/** What the person may do here. What is false is not shown; the server refuses it all the same (rules.md §1, CH-009, CH-082). */
export interface ChannelRights {
  readonly cards: boolean;
  /** Cards go only to a lower level, and level 3 has none. */
  readonly transfer: boolean;
  readonly activation: boolean;
  /** Only the L1 pays, so only the L1 activates. */
  readonly payActivation: boolean;
  /** Only an L2 has children whose requests it passes on. */
  readonly forwardActivation: boolean;
  /** Only a 专卖店 delivers. */
  readonly shipment: boolean;
  /** Only a 专卖店 orders goods (CH-010). */
  readonly goods: boolean;
  readonly network: boolean;
  /** Only an L1 has stored value and credit; they concern who activates or keeps the accounts. */
  readonly balances: boolean;
  readonly finance: boolean;
  readonly settlement: boolean;
  /** What online sales left a channel of any level (CH-044). */
  readonly revenue: boolean;
  /** Only the owner says where money goes. */
  readonly withdraw: boolean;
  /** Staff have a commission, the owner has none. */
  readonly ownIncome: boolean;
  readonly staff: boolean;
}

const noRights: ChannelRights = {
  cards: false,
  transfer: false,
  activation: false,
  payActivation: false,
  forwardActivation: false,
  shipment: false,
  goods: false,
  network: false,
  balances: false,
  finance: false,
  settlement: false,
  revenue: false,
  withdraw: false,
  ownIncome: false,
  staff: false,
};

export function rightsOf(profile: ChannelProfile | null): ChannelRights {
  if (profile === null) return noRights;
  const { level, l1Subtype } = profile.channel;
  const has = (module: ChannelModule) => profile.modules.includes(module);
  const isStore = level === 1 && l1Subtype === L1Subtype.store;
  const finance = level === 1 && has(ChannelModule.finance);
  return {
    cards: has(ChannelModule.cards),
    transfer: level < 3 && has(ChannelModule.cards),
    activation: has(ChannelModule.activation),
    payActivation: level === 1 && has(ChannelModule.activation),
    forwardActivation: level === 2 && has(ChannelModule.activation),
    shipment: isStore && has(ChannelModule.shipment),
    goods: isStore && has(ChannelModule.goods),
    network: level < 3 && has(ChannelModule.network),
    balances: finance || (level === 1 && has(ChannelModule.activation)),
    finance,
    settlement: finance && isStore,
    revenue: profile.isOwner || has(ChannelModule.finance),
    withdraw: profile.isOwner,
    ownIncome: !profile.isOwner,
    staff: profile.isOwner,
  };
}

export type TabKey = 'workbench' | 'cards' | 'shipping' | 'network' | 'mine';

/** The tabs of this person: 发货 is for a 专卖店, 网络 for who may have a downline. */
export function visibleTabs(rights: ChannelRights): TabKey[] {
  const tabs: [TabKey, boolean][] = [
    ['workbench', true],
    ['cards', rights.cards],
    ['shipping', rights.shipment],
    ['network', rights.network],
    ['mine', true],
  ];
  return tabs.filter(([, isShown]) => isShown).map(([key]) => key);
}
