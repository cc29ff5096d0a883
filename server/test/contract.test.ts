import type { Contract, EndpointDefinition } from '@lakeside/shared/kernel/endpoint';
import { adminSystemContracts } from '@lakeside/shared/sdk/admin-system.contracts';
import { adminContracts } from '@lakeside/shared/sdk/admin.contracts';
import { channelContracts } from '@lakeside/shared/sdk/channel.contracts';
import { memberContracts } from '@lakeside/shared/sdk/member.contracts';
import { salesContracts } from '@lakeside/shared/sdk/sales.contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverModules } from '../src/modules';
import { bindEndpoints } from '../src/platform/http/endpoint-table';
import { bootTestApp, type TestApp } from './kit/test-app';

/** Throws when an entry is not served, served twice, or without a permission. */
const endpoints = bindEndpoints(serverModules);
/** What the four apps may call. */
const appContracts: readonly Contract[] = [
  memberContracts,
  channelContracts,
  salesContracts,
  adminContracts,
  adminSystemContracts,
].flatMap((group) => Object.values<Contract>(group));
const isGuarded = (entry: EndpointDefinition) => entry.audience !== 'public' && entry.audience !== 'callback';

describe('every endpoint of every contract', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await bootTestApp({ database: 'embedded' });
  });
  afterAll(() => app.stop());

  const ask = (entry: EndpointDefinition, token?: string) =>
    fetch(`${app.url}${entry.path.replace(/:\w+/g, '1')}`, {
      method: entry.method,
      headers: {
        'idempotency-key': 'contract-test',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
    });

  it('that needs a login refuses callers without a session or with a made-up one', async () => {
    const admitted: string[] = [];
    for (const { entry, name } of endpoints.filter((endpoint) => isGuarded(endpoint.entry))) {
      const statuses = [(await ask(entry)).status, (await ask(entry, 'made-up')).status];
      if (statuses.some((status) => status !== 401)) admitted.push(`${name} answered ${statuses.join(', ')}`);
    }

    expect(admitted).toEqual([]);
  });

  it('that an app may call is served, and every served one is in the contract of an app', () => {
    // What outside services call back belongs to no app.
    const served = new Set(
      endpoints.map(({ entry }) => entry).filter((entry) => entry.audience !== 'callback'),
    );
    const callable = new Set(appContracts.flatMap((contract) => Object.values(contract)));

    expect([...callable].filter((entry) => !served.has(entry)).map((entry) => entry.path)).toEqual([]);
    expect([...served].filter((entry) => !callable.has(entry)).map((entry) => entry.path)).toEqual([]);
  });

  it('stands in the API document with its method and its summary', async () => {
    const text = await (await fetch(`${app.url}/openapi.json`)).text();
    const { paths }: { paths: Record<string, Record<string, { summary: string }>> } = JSON.parse(text);

    const missing = endpoints.filter(({ entry }) => {
      const path = entry.path.replace(/:(\w+)/g, '{$1}');
      return paths[path]?.[entry.method.toLowerCase()]?.summary !== entry.summary;
    });

    expect(missing.map((endpoint) => endpoint.name)).toEqual([]);
  });
});
