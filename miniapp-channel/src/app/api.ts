import { channelContracts } from '@lakeside/shared/sdk/channel.contracts';
import { createSdk } from '@lakeside/shared/sdk/create-sdk';
import { openLogin } from './routes';
import { useProfileStore } from './profile.store';
import { useSessionStore } from './session.store';
import { apiBaseUrl, transport } from './transport';

/** The typed client: `sdk.<feature>.<endpoint>(input)`. */
export const sdk = createSdk(channelContracts, transport, {
  audience: 'channel',
  baseUrl: apiBaseUrl,
  session: {
    getTokens: () => useSessionStore().getTokens(),
    setTokens: (tokens) => useSessionStore().setTokens(tokens),
    reloadTokens: () => useSessionStore().reloadTokens(),
  },
  onSignedOut: () => {
    useSessionStore().signOut();
    useProfileStore().clear();
    openLogin();
  },
});
