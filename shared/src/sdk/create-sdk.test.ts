import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { endpoint } from '../kernel/endpoint';
import { idParams, okSchema } from '../kernel/schemas';
import { createCanceller } from './cancel';
import { createSdk } from './create-sdk';
import { isSdkError, SdkError } from './sdk-error';
import type { SessionTokens } from './session';
import { TransportFailure, type Transport, type TransportRequest, type TransportResponse } from './transport';

const cardContract = {
  listCards: endpoint({
    method: 'GET',
    path: '/api/channel/cards',
    audience: 'channel',
    permission: 'self',
    query: v.object({ keyword: v.optional(v.string()), status: v.optional(v.array(v.string())) }),
    response: v.object({ total: v.number() }),
    summary: 'Lists cards.',
  }),
  findCard: endpoint({
    method: 'GET',
    path: '/api/channel/cards/:id',
    audience: 'channel',
    permission: 'self',
    params: idParams,
    response: v.object({ cardNo: v.string() }),
    summary: 'Finds a card.',
  }),
  transferCards: endpoint({
    method: 'POST',
    path: '/api/channel/card-transfers',
    audience: 'channel',
    permission: 'card',
    body: v.object({ toChannelId: v.number() }),
    response: okSchema,
    idempotent: true,
    summary: 'Transfers cards.',
  }),
  renameCard: endpoint({
    method: 'POST',
    path: '/api/channel/cards/:id/name',
    audience: 'channel',
    permission: 'card',
    params: idParams,
    body: v.object({ name: v.string() }),
    response: okSchema,
    summary: 'Renames a card.',
  }),
  countCards: endpoint({
    method: 'GET',
    path: '/api/channel/card-count',
    audience: 'channel',
    permission: 'self',
    response: v.object({ count: v.number() }),
    summary: 'Counts cards.',
  }),
};

type Step =
  | TransportResponse
  | TransportFailure
  | ((request: TransportRequest) => Promise<TransportResponse>);

function answer(status: number, data: unknown = {}): TransportResponse {
  return { status, headers: { 'x-request-id': 'req-1' }, data };
}

const expired = answer(401, {
  code: 'SESSION_EXPIRED',
  message: '登录已过期，请重新登录',
  requestId: 'req-9',
});
const oldTokens: SessionTokens = {
  accessToken: 'old',
  accessExpiresAt: '2026-10-06T10:00:00.000+08:00',
  refreshToken: 'r1',
};
const newTokens: SessionTokens = {
  accessToken: 'new',
  accessExpiresAt: '2026-10-06T12:00:00.000+08:00',
  refreshToken: 'r2',
};

/**
 * An SDK over a transport that plays the given steps in order and writes down what it was asked. `stored` is the storage
 * that it shares with other tabs.
 */
function aClient(
  script: Step[],
  tokens: SessionTokens | null = oldTokens,
  stored?: () => SessionTokens | null,
) {
  const requests: TransportRequest[] = [];
  const state = { tokens, signedOutCount: 0 };
  let keyCount = 0;
  const transport: Transport = {
    async request(request) {
      requests.push(request);
      const step = script.shift();
      if (!step) throw new Error(`unexpected request ${request.method} ${request.url}`);
      if (step instanceof TransportFailure) throw step;
      return typeof step === 'function' ? step(request) : step;
    },
  };
  const sdk = createSdk({ card: cardContract }, transport, {
    audience: 'channel',
    baseUrl: 'http://api.test',
    session: {
      getTokens: () => state.tokens,
      setTokens: (next) => {
        state.tokens = next;
      },
      ...(stored && { reloadTokens: () => (state.tokens = stored()) }),
    },
    onSignedOut: () => {
      state.signedOutCount += 1;
      state.tokens = null;
    },
    newIdempotencyKey: () => `key-${(keyCount += 1)}`,
  });
  return { sdk, requests, state };
}

async function refusalOf(call: Promise<unknown>): Promise<SdkError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isSdkError(error)) throw new Error(`expected an SdkError, got ${String(error)}`);
  return error;
}

describe('a call', () => {
  it('carries path parameters, query, body, the session and the time-out', async () => {
    const { sdk, requests } = aClient([
      answer(200, { total: 2 }),
      answer(200, { cardNo: 'C1' }),
      answer(200, { ok: true }),
    ]);

    const page = await sdk.card.listCards({ query: { keyword: '家宴 八只', status: ['active', 'used'] } });
    await sdk.card.findCard({ params: { id: 7 } }, { timeoutMs: 900 });
    await sdk.card.renameCard({ params: { id: 7 }, body: { name: '蟹卡' } });

    expect(page).toEqual({ total: 2 });
    expect(requests[0]?.url).toBe(
      'http://api.test/api/channel/cards?keyword=%E5%AE%B6%E5%AE%B4%20%E5%85%AB%E5%8F%AA&status=active&status=used',
    );
    expect(requests[0]?.headers.authorization).toBe('Bearer old');
    expect(requests[0]?.timeoutMs).toBe(15_000);
    expect(requests[1]).toMatchObject({ url: 'http://api.test/api/channel/cards/7', timeoutMs: 900 });
    expect(requests[2]).toMatchObject({
      method: 'POST',
      url: 'http://api.test/api/channel/cards/7/name',
      body: { name: '蟹卡' },
    });
  });

  it('leaves empty filters out of the query', async () => {
    const { sdk, requests } = aClient([answer(200, { total: 0 })]);

    await sdk.card.listCards({ query: { keyword: '' } });

    expect(requests[0]?.url).toBe('http://api.test/api/channel/cards');
  });

  it('takes no input where the endpoint declares none, and sends no token when nobody is signed in', async () => {
    const { sdk, requests } = aClient([answer(200, { count: 3 })], null);

    const { count } = await sdk.card.countCards({ timeoutMs: 500 });

    expect(count).toBe(3);
    expect(requests[0]?.timeoutMs).toBe(500);
    expect(requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('turns a refusal into a typed error with the field messages of the form', async () => {
    const body = {
      code: 'VALIDATION_FAILED',
      message: '填写的内容有误',
      details: { fields: { 'body.name': '请填写' } },
      requestId: 'req-5',
    };
    const { sdk } = aClient([answer(422, body)]);

    const error = await refusalOf(sdk.card.renameCard({ params: { id: 1 }, body: { name: '' } }));

    expect(error).toMatchObject({
      kind: 'http',
      code: 'VALIDATION_FAILED',
      status: 422,
      message: '填写的内容有误',
      requestId: 'req-5',
    });
    expect(error.fieldErrors).toEqual({ name: '请填写' });
  });

  it('has a sentence even for the error page of a proxy', async () => {
    const { sdk } = aClient([answer(413, '<html>too large</html>')]);

    const error = await refusalOf(sdk.card.renameCard({ params: { id: 1 }, body: { name: 'x' } }));

    expect(error).toMatchObject({ code: 'HTTP_413', message: '文件太大', requestId: 'req-1' });
  });
});

describe('a second try', () => {
  it.each([502, 503, 504])('is made once for a read answered with %i', async (status) => {
    const { sdk, requests } = aClient([answer(status), answer(200, { total: 1 })]);

    expect(await sdk.card.listCards({ query: {} })).toEqual({ total: 1 });
    expect(requests).toHaveLength(2);
  });

  it('is made once for a read on a broken network, and no more than once', async () => {
    const { sdk, requests } = aClient([new TransportFailure('network'), new TransportFailure('network')]);

    const error = await refusalOf(sdk.card.listCards({ query: {} }));

    expect(error).toMatchObject({ kind: 'network', code: 'NETWORK', status: 0 });
    expect(requests).toHaveLength(2);
  });

  it('of an idempotent write carries the same key', async () => {
    const { sdk, requests } = aClient([new TransportFailure('network'), answer(200, { ok: true })]);

    await sdk.card.transferCards({ body: { toChannelId: 2 } });

    expect(requests.map((request) => request.headers['idempotency-key'])).toEqual(['key-1', 'key-1']);
  });

  it('of the person, with the key kept by the form, carries that key', async () => {
    const { sdk, requests } = aClient([answer(500), answer(200, { ok: true })]);

    await refusalOf(sdk.card.transferCards({ body: { toChannelId: 2 } }, { idempotencyKey: 'form-1' }));
    await sdk.card.transferCards({ body: { toChannelId: 2 } }, { idempotencyKey: 'form-1' });

    expect(requests.map((request) => request.headers['idempotency-key'])).toEqual(['form-1', 'form-1']);
  });

  it('is not made for a plain write, for a busy answer to a write, or after a time-out', async () => {
    const { sdk, requests } = aClient([
      new TransportFailure('network'),
      answer(503),
      new TransportFailure('timeout'),
    ]);

    expect((await refusalOf(sdk.card.renameCard({ params: { id: 1 }, body: { name: 'x' } }))).kind).toBe(
      'network',
    );
    expect((await refusalOf(sdk.card.transferCards({ body: { toChannelId: 2 } }))).status).toBe(503);
    expect((await refusalOf(sdk.card.listCards({ query: {} }))).kind).toBe('timeout');
    expect(requests).toHaveLength(3);
  });
});

describe('an expired session', () => {
  it('is renewed once for all calls that met it together, and each is sent again', async () => {
    const byToken = async (request: TransportRequest) =>
      request.headers.authorization === 'Bearer new' ? answer(200, { total: 5 }) : expired;
    const { sdk, requests, state } = aClient([byToken, byToken, answer(200, newTokens), byToken, byToken]);

    const pages = await Promise.all([sdk.card.listCards({ query: {} }), sdk.card.listCards({ query: {} })]);

    expect(pages).toEqual([{ total: 5 }, { total: 5 }]);
    const renewals = requests.filter((request) =>
      request.url.endsWith('/api/public/channel/session/refresh'),
    );
    expect(renewals).toHaveLength(1);
    expect(renewals[0]?.body).toEqual({ refreshToken: 'r1' });
    expect(state).toMatchObject({ tokens: newTokens, signedOutCount: 0 });
  });

  it('keeps the key of the write that is sent again', async () => {
    const { sdk, requests } = aClient([expired, answer(200, newTokens), answer(200, { ok: true })]);

    await sdk.card.transferCards({ body: { toChannelId: 2 } });

    expect(requests[0]?.headers['idempotency-key']).toBe(requests[2]?.headers['idempotency-key']);
  });

  it('that cannot be renewed signs the person out', async () => {
    const { sdk, state } = aClient([expired, answer(401, { code: 'SESSION_EXPIRED' })]);

    const error = await refusalOf(sdk.card.countCards());

    expect(error.code).toBe('SESSION_EXPIRED');
    expect(state).toMatchObject({ tokens: null, signedOutCount: 1 });
  });

  it('survives a network that is down during the renewal', async () => {
    const { sdk, state } = aClient([expired, new TransportFailure('network')]);

    expect((await refusalOf(sdk.card.countCards())).kind).toBe('network');
    expect(state).toMatchObject({ tokens: oldTokens, signedOutCount: 0 });
  });

  it('is not confused with a wrong password', async () => {
    const { sdk, requests, state } = aClient([
      answer(401, { code: 'LOGIN_FAILED', message: '账号或密码不正确' }),
    ]);

    expect((await refusalOf(sdk.card.countCards())).code).toBe('LOGIN_FAILED');
    expect(requests).toHaveLength(1);
    expect(state.signedOutCount).toBe(0);
  });

  it('revoked by the server signs the person out without a renewal', async () => {
    const { sdk, requests, state } = aClient([answer(401, { code: 'NOT_LOGGED_IN', message: '请先登录' })]);

    await refusalOf(sdk.card.countCards());

    expect(requests).toHaveLength(1);
    expect(state.signedOutCount).toBe(1);
  });
});

describe('a session shared by two tabs', () => {
  const anotherTab = { ...newTokens, accessToken: 'of-the-other-tab', refreshToken: 'r9' };
  /** Answers only to the tokens that the other tab has. */
  const byToken = async (request: TransportRequest) =>
    request.headers.authorization === 'Bearer of-the-other-tab' ? answer(200, { count: 5 }) : expired;

  it('is taken from the storage when the other tab has renewed it, without a renewal of its own', async () => {
    const { sdk, requests, state } = aClient([byToken, byToken], oldTokens, () => anotherTab);

    expect(await sdk.card.countCards()).toEqual({ count: 5 });
    expect(requests).toHaveLength(2);
    expect(state).toMatchObject({ tokens: anotherTab, signedOutCount: 0 });
  });

  it('goes on when the other tab renewed it while this one was refused', async () => {
    let stored = oldTokens;
    const refused = async () => {
      stored = anotherTab;
      return answer(401, { code: 'REFRESH_TOKEN_INVALID' });
    };
    const { sdk, requests, state } = aClient([byToken, refused, byToken], oldTokens, () => stored);

    expect(await sdk.card.countCards()).toEqual({ count: 5 });
    expect(requests).toHaveLength(3);
    expect(state).toMatchObject({ tokens: anotherTab, signedOutCount: 0 });
  });

  it('ends here, too, when the other tab logged out', async () => {
    const { sdk, requests, state } = aClient([expired], oldTokens, () => null);

    await refusalOf(sdk.card.countCards());

    expect(requests).toHaveLength(1);
    expect(state).toMatchObject({ tokens: null, signedOutCount: 1 });
  });
});

describe('cancelling', () => {
  it('before the call sends nothing', async () => {
    const { sdk, requests } = aClient([]);
    const canceller = createCanceller();
    canceller.cancel();

    const error = await refusalOf(sdk.card.listCards({ query: {} }, { signal: canceller.signal }));

    expect(error.kind).toBe('cancelled');
    expect(requests).toHaveLength(0);
  });

  it('during the call ends it without a second try', async () => {
    const canceller = createCanceller();
    const waitForCancel = (request: TransportRequest) =>
      new Promise<TransportResponse>((_resolve, reject) => {
        request.signal?.onCancel(() => reject(new TransportFailure('cancelled')));
      });
    const { sdk, requests } = aClient([waitForCancel]);

    const call = refusalOf(sdk.card.listCards({ query: {} }, { signal: canceller.signal }));
    canceller.cancel();

    expect((await call).kind).toBe('cancelled');
    expect(requests).toHaveLength(1);
  });
});
