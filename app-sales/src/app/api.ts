import { createSdk } from '@lakeside/shared/sdk/create-sdk';
import { salesContracts } from '@lakeside/shared/sdk/sales.contracts';
import { openLogin } from './routes';
import { useSessionStore } from './session.store';
import { apiBaseUrl, transport } from './transport';

/** The typed client: `sdk.<feature>.<endpoint>(input)`. It knows only what this audience may call. */
export const sdk = createSdk(salesContracts, transport, {
  audience: 'sales',
  baseUrl: apiBaseUrl,
  session: {
    getTokens: () => useSessionStore().getTokens(),
    setTokens: (tokens) => useSessionStore().setTokens(tokens),
    reloadTokens: () => useSessionStore().reloadTokens(),
  },
  onSignedOut: () => {
    useSessionStore().signOut();
    openLogin();
  },
});
