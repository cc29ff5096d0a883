import { createSdk } from '@lakeside/shared/sdk/create-sdk';
import { memberContracts } from '@lakeside/shared/sdk/member.contracts';
import { openLogin } from './routes';
import { useSessionStore } from './session.store';
import { apiBaseUrl, transport } from './transport';

/** The typed client: `sdk.<feature>.<endpoint>(input)`. It knows only what this audience may call. */
export const sdk = createSdk(memberContracts, transport, {
  audience: 'member',
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
