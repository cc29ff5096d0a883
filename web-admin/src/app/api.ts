import { documentContract } from '@lakeside/shared/document/document.contract';
import { createSdk } from '@lakeside/shared/sdk/create-sdk';
import { fetchTransport } from '@lakeside/shared/sdk/fetch-transport';
import { useSessionStore } from './session.store';

/** The contracts the back office may call: those of the admin audience and the public ones. */
const contracts = { document: documentContract };

/** The typed client: `sdk.<feature>.<endpoint>(input)`. */
export const sdk = createSdk(contracts, fetchTransport, {
  audience: 'admin',
  baseUrl: '',
  session: {
    getTokens: () => useSessionStore().getTokens(),
    setTokens: (tokens) => useSessionStore().setTokens(tokens),
  },
  onSignedOut: () => {
    useSessionStore().signOut();
    // A full load drops every page's state with the session it belonged to.
    const here = location.pathname.replace(/^\/admin/, '') + location.search;
    if (!here.startsWith('/login')) location.assign(`/admin/login?back=${encodeURIComponent(here)}`);
  },
});
