import { adminSystemContracts } from '@lakeside/shared/sdk/admin-system.contracts';
import { adminContracts } from '@lakeside/shared/sdk/admin.contracts';
import { createSdk } from '@lakeside/shared/sdk/create-sdk';
import { xhrTransport } from '@lakeside/shared/sdk/xhr-transport';
import { useSessionStore } from './session.store';

/** The typed client: `sdk.<feature>.<endpoint>(input)`. It knows only what the back office may call. */
export const sdk = createSdk({ ...adminContracts, ...adminSystemContracts }, xhrTransport, {
  audience: 'admin',
  baseUrl: '',
  session: {
    getTokens: () => useSessionStore().getTokens(),
    setTokens: (tokens) => useSessionStore().setTokens(tokens),
    reloadTokens: () => useSessionStore().reloadTokens(),
  },
  onSignedOut: () => {
    useSessionStore().signOut();
    // A full load drops every page's state with the session it belonged to.
    const here = location.pathname.replace(/^\/admin/, '') + location.search;
    if (!here.startsWith('/login')) location.assign(`/admin/login?back=${encodeURIComponent(here)}`);
  },
});
