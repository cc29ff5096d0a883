import * as v from 'valibot';
import type { Audience, EndpointDefinition } from '../kernel/endpoint';
import type { CallOptions } from './create-sdk';
import { newIdempotencyKey } from './idempotency-key';
import { buildRequestUrl } from './request-url';
import { failureToSdkError, responseToSdkError } from './sdk-error';
import { sessionTokensSchema, type SessionStore, type SessionTokens } from './session';
import {
  TransportFailure,
  type Transport,
  type TransportRequest,
  type TransportResponse,
  type UploadSource,
} from './transport';

export interface SdkOptions {
  /** Whose session it is; names the refresh endpoint `/api/public/<audience>/session/refresh`. */
  readonly audience: Audience;
  /** Origin in front of every path; empty where the page is served by the server itself. */
  readonly baseUrl: string;
  readonly session: SessionStore;
  /** The session is over and cannot be renewed: forget it and show the login page. */
  readonly onSignedOut: () => void;
  readonly timeoutMs?: number;
  readonly newIdempotencyKey?: () => string;
}

export type RequestRunner = (
  definition: EndpointDefinition,
  input: unknown,
  options: CallOptions,
) => Promise<unknown>;

interface CallInput {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  file?: UploadSource;
}

type RenewalOutcome = 'renewed' | 'refused';

const defaultTimeoutMs = 15_000;
const uploadTimeoutMs = 120_000;
const busyStatuses: readonly number[] = [502, 503, 504];

/** Sends calls of one app: session, renewal, time-out, one retry, errors as `SdkError`. */
export function createRequestRunner(transport: Transport, options: SdkOptions): RequestRunner {
  const renewSession = createSessionRenewal(transport, options);

  return async (definition, input, callOptions) => {
    const request = buildRequest(definition, (input ?? {}) as CallInput, { sdk: options, call: callOptions });
    const send = async () => {
      const accessToken = options.session.getTokens()?.accessToken ?? null;
      const response = await sendWithRetry(transport, withToken(request, accessToken), definition);
      return { accessToken, response };
    };

    let { accessToken, response } = await send();
    if (response.status === 401) {
      const outcome = await renewSession(accessToken, responseToSdkError(response).code);
      if (outcome === 'renewed') ({ response } = await send());
    }
    if (response.status >= 200 && response.status < 300) return response.data;
    throw responseToSdkError(response);
  };
}

function buildRequest(
  definition: EndpointDefinition,
  input: CallInput,
  options: { sdk: SdkOptions; call: CallOptions },
): TransportRequest {
  const { sdk, call } = options;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (input.body !== undefined) headers['content-type'] = 'application/json';
  if (definition.idempotent) {
    headers['idempotency-key'] = call.idempotencyKey ?? (sdk.newIdempotencyKey ?? newIdempotencyKey)();
  }
  const isUpload = definition.kind === 'upload';
  return {
    method: definition.method,
    url: sdk.baseUrl + buildRequestUrl(definition.path, input.params, input.query),
    headers,
    ...(input.body !== undefined && { body: input.body }),
    ...(isUpload && input.file && { upload: input.file }),
    responseType: definition.kind === 'file' ? 'file' : 'json',
    timeoutMs:
      call.timeoutMs ??
      sdk.timeoutMs ??
      (isUpload || definition.kind === 'file' ? uploadTimeoutMs : defaultTimeoutMs),
    ...(call.signal && { signal: call.signal }),
    ...(call.onProgress && { onProgress: call.onProgress }),
  };
}

function withToken(request: TransportRequest, accessToken: string | null): TransportRequest {
  if (accessToken === null) return request;
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${accessToken}` } };
}

/** One more try where repeating is harmless: a read, or a write whose key makes it take effect once. */
async function sendWithRetry(
  transport: Transport,
  request: TransportRequest,
  definition: EndpointDefinition,
): Promise<TransportResponse> {
  const isRead = definition.method === 'GET';
  try {
    const response = await send(transport, request);
    if (!isRead || !busyStatuses.includes(response.status)) return response;
  } catch (error) {
    if (!(error instanceof TransportFailure)) throw error;
    const isRepeatable = isRead || definition.idempotent === true;
    if (error.kind !== 'network' || !isRepeatable) throw failureToSdkError(error);
  }
  try {
    return await send(transport, request);
  } catch (error) {
    throw error instanceof TransportFailure ? failureToSdkError(error) : error;
  }
}

async function send(transport: Transport, request: TransportRequest): Promise<TransportResponse> {
  if (request.signal?.isCancelled) throw new TransportFailure('cancelled');
  return transport.request(request);
}

/**
 * Renews the session at most once at a time: calls that fail together wait for the same renewal, and a call whose
 * token was already replaced meanwhile, here or in another tab, is simply sent again.
 */
function createSessionRenewal(transport: Transport, options: SdkOptions) {
  let running: Promise<RenewalOutcome> | null = null;

  return (staleToken: string | null, code: string): Promise<RenewalOutcome> => {
    // A 401 with another code, such as a wrong password, says nothing about the session.
    if (code !== 'SESSION_EXPIRED' && code !== 'NOT_LOGGED_IN') return Promise.resolve('refused');
    const current = latestTokens(options);
    if (current && current.accessToken !== staleToken) return Promise.resolve('renewed');
    if (code === 'NOT_LOGGED_IN' || !current) {
      options.onSignedOut();
      return Promise.resolve('refused');
    }
    running ??= refresh(transport, options, current.refreshToken).finally(() => {
      running = null;
    });
    return running;
  };
}

function latestTokens({ session }: SdkOptions): SessionTokens | null {
  return session.reloadTokens ? session.reloadTokens() : session.getTokens();
}

async function refresh(
  transport: Transport,
  options: SdkOptions,
  refreshToken: string,
): Promise<RenewalOutcome> {
  let response: TransportResponse;
  try {
    response = await transport.request({
      method: 'POST',
      url: `${options.baseUrl}/api/public/${options.audience}/session/refresh`,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: { refreshToken },
      responseType: 'json',
      timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    });
  } catch (error) {
    // A dead network says nothing about the session: keep it and let the caller see the failure.
    throw error instanceof TransportFailure ? failureToSdkError(error) : error;
  }
  const tokens = v.safeParse(sessionTokensSchema, response.data);
  if (response.status >= 200 && response.status < 300 && tokens.success) {
    options.session.setTokens(tokens.output);
    return 'renewed';
  }
  if (response.status >= 500 || response.status === 429) throw responseToSdkError(response);
  const latest = latestTokens(options);
  if (latest && latest.refreshToken !== refreshToken) return 'renewed';
  options.onSignedOut();
  return 'refused';
}
