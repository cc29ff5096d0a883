import { createSdk } from '@lakeside/shared/sdk/create-sdk';
import { openLogin } from './routes';
import { useSessionStore } from './session.store';
import { apiBaseUrl, transport } from './transport';

/** The contracts this app may call: only those of its own audience and the public ones. */
const contracts = {};

/** The typed client: `sdk.<feature>.<endpoint>(input)`. */
export const sdk = createSdk(contracts, transport, {
  audience: 'channel',
  baseUrl: apiBaseUrl,
  session: {
    getTokens: () => useSessionStore().getTokens(),
    setTokens: (tokens) => useSessionStore().setTokens(tokens),
  },
  onSignedOut: () => {
    useSessionStore().signOut();
    openLogin();
  },
});
