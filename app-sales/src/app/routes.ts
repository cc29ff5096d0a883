import { openPage } from '@lakeside/shared/ui/navigate';

/** Every page by name, so that no path is written twice. */
export const routes = {
  today: '/tabs/today',
  login: '/features/identity/pages/login',
} as const;

/** Opens the login page unless it is open already. */
export function openLogin(): void {
  const pages = getCurrentPages();
  const current = pages[pages.length - 1]?.route ?? '';
  if (!routes.login.endsWith(current) || current === '') openPage(routes.login);
}
