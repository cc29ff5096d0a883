import { openPage } from '@lakeside/shared/ui/navigate';

/** The pages of the tab bar, by name. */
export const tabs = {
  today: '/tabs/today',
  customers: '/tabs/customers',
  mine: '/tabs/mine',
} as const;

/** Every other page by name, so that no path is written twice. */
export const routes = {
  login: '/features/identity/pages/login',
  password: '/features/identity/pages/password',
  agreement: '/features/identity/pages/agreement',
  customer: '/features/customer/pages/customer',
} as const;

/** Opens the login page unless it is open already. */
export function openLogin(): void {
  const pages = getCurrentPages();
  const current = pages[pages.length - 1]?.route;
  if (current === undefined || `/${current}` !== routes.login) openPage(routes.login);
}
