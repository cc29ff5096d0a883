import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type DoubleContext, json, type DoubleRequest } from './double';
import { DoubleServer, type DoubleServerOptions } from './double-server';

/** Counts its calls. */
function counter(context: DoubleContext) {
  const state = context.state({ count: 0 });
  return {
    name: 'counter',
    title: '计数器',
    routes: [
      {
        method: 'POST' as const,
        path: '/count/:step',
        handle: (request: DoubleRequest) => json({ count: (state.count += Number(request.params['step'])) }),
      },
    ],
    environment: (baseUrl: string) => ({ COUNTER_URL: baseUrl }),
    rateLimited: () => json({ code: 'TOO_OFTEN' }, 429),
    count: () => state.count,
  };
}

const running: DoubleServer[] = [];

async function start(options: DoubleServerOptions = {}) {
  const server = new DoubleServer(options);
  const double = server.add('counter', counter);
  await server.start();
  running.push(server);
  const call = (step = 1) => fetch(`${server.url}/counter/count/${step}`, { method: 'POST' });
  return { server, double, call };
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

describe('a double server', () => {
  it('serves each double under its name and tells the settings that point there', async () => {
    const { server, call } = await start();

    const answer = await (await call(3)).json();
    const environment = await (await fetch(`${server.url}/__environment`)).json();
    const unknown = await fetch(`${server.url}/nobody/x`);

    expect(answer).toEqual({ count: 3 });
    expect(environment).toEqual({ COUNTER_URL: `${server.url}/counter` });
    expect(unknown.status).toBe(404);
  });

  it('keeps its state over a restart when it has a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doubles-'));
    const stateFile = join(folder, 'state.json');
    const first = await start({ stateFile });
    await first.call(4);
    await first.server.stop();

    const second = await start({ stateFile });
    const answer = await (await second.call(1)).json();
    rmSync(folder, { recursive: true });

    expect(answer).toEqual({ count: 5 });
  });

  it('fails as it is told, over HTTP and in code, and is well again', async () => {
    const { server, double, call } = await start();
    const put = (body: unknown) =>
      fetch(`${server.url}/__faults/counter`, { method: 'PUT', body: JSON.stringify(body) });

    await put({ faults: [{ kind: 'serverError' }] });
    const broken = await call();
    server.faults.set('counter', [{ kind: 'rateLimit' }]);
    const limited = await call();
    server.faults.set('counter', [{ kind: 'malformed' }]);
    const malformed = await call();
    server.faults.set('counter', [{ kind: 'dropped', when: 'after' }]);
    await expect(call()).rejects.toThrow();
    server.faults.set('counter', [{ kind: 'slow', slowMs: 1, times: 1 }]);
    const slow = await call();
    await put({ faults: [] });
    const well = await call();
    const refused = await put({ faults: [{ kind: 'fire' }] });

    expect([broken.status, limited.status, well.status, refused.status]).toEqual([500, 429, 200, 400]);
    await expect(malformed.json()).rejects.toThrow(SyntaxError);
    expect(await slow.json()).toEqual({ count: 2 });
    // The dropped call did its work; those that failed before it did not.
    expect(double.count()).toBe(3);
    expect(server.received('counter').map((request) => request.status)).toEqual([
      200,
      200,
      null,
      200,
      429,
      500,
    ]);
  });

  it('draws the same chance from the same seed', async () => {
    const { server, call } = await start();
    const run = async (seed: number) => {
      server.faults.set('counter', [{ kind: 'serverError', probability: 0.5 }], seed);
      const statuses: number[] = [];
      for (let index = 0; index < 20; index += 1) statuses.push((await call()).status);
      return statuses;
    };

    const [first, again, other] = [await run(7), await run(7), await run(8)];

    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500]));
  });

  it('shows what came in on a page that says 演示, and strikes only the path it is told', async () => {
    const { server, call } = await start();
    server.faults.set('counter', [{ kind: 'serverError', path: '/count/9' }]);

    const [ok, struck] = [await call(1), await call(9)];
    const page = await (await fetch(`${server.url}/__doubles`)).text();

    expect([ok.status, struck.status]).toEqual([200, 500]);
    expect(page).toContain('演示');
    expect(page).toContain('/count/9');
  });
});
