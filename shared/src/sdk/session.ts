import * as v from 'valibot';

/** What a login or a refresh hands out. `accessExpiresAt` is an ISO instant. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly accessExpiresAt: string;
  readonly refreshToken: string;
}

export const sessionTokensSchema = v.object({
  accessToken: v.pipe(v.string(), v.minLength(1)),
  accessExpiresAt: v.string(),
  refreshToken: v.pipe(v.string(), v.minLength(1)),
});

/** Where an app keeps its session: storage on a phone, localStorage in the back office. */
export interface SessionStore {
  getTokens(): SessionTokens | null;
  setTokens(tokens: SessionTokens): void;
  /** Reads the storage again, where another tab may have renewed or ended the session; absent where nobody shares it. */
  reloadTokens?(): SessionTokens | null;
}
