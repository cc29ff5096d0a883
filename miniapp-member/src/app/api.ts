import { createSdk } from '@lakeside/shared/sdk/create-sdk';
import { memberContracts } from '@lakeside/shared/sdk/member.contracts';
import type { UploadPicture } from '@lakeside/shared/ui/picture-uploads';
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
    reloadTokens: () => useSessionStore().reloadTokens(),
  },
  onSignedOut: () => {
    useSessionStore().signOut();
    openLogin();
  },
});

/** A picture is bigger than any other call, and the network at a lake is what it is. */
const uploadTimeoutMs = 60_000;

/** Sends a picture of the member; for `LkPicturePicker`. */
export const uploadPicture: UploadPicture = async (path, onProgress) => {
  const file = { kind: 'path', path } as const;
  const { url } = await sdk.media.uploadPicture({ file }, { onProgress, timeoutMs: uploadTimeoutMs });
  return url;
};
