import { openPage } from '@lakeside/shared/ui/navigate';

/** The pages of the tab bar, by name. */
export const tabs = {
  home: '/tabs/home',
  cards: '/tabs/cards',
  orders: '/tabs/orders',
  mine: '/tabs/mine',
} as const;

/** Every other page by name, so that no path is written twice. */
export const routes = {
  login: '/features/identity/pages/login',
  password: '/features/identity/pages/password',
  offer: '/features/catalog/pages/offer',
  bindCard: '/features/card/pages/bind',
  redeem: '/features/card/pages/redeem',
  redeemed: '/features/card/pages/redeemed',
  order: '/features/order/pages/order',
  reschedule: '/features/order/pages/reschedule',
  profile: '/features/account/pages/profile',
  addresses: '/features/account/pages/addresses',
  address: '/features/account/pages/address',
  invite: '/features/account/pages/invite',
  settings: '/features/account/pages/settings',
} as const;

/** Opens the login page unless it is open already. */
export function openLogin(): void {
  const pages = getCurrentPages();
  const current = pages[pages.length - 1]?.route;
  if (current === undefined || `/${current}` !== routes.login) openPage(routes.login);
}
