import type { EndpointDefinition } from '@lakeside/shared/kernel/endpoint';
import { addDays } from '@lakeside/shared/kernel/date';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { bindEndpoints } from '../../src/platform/http/endpoint-table';
import { bootTestApp, type TestApp } from '../kit/test-app';
import { seedWorld, type World } from './world';
import { databaseFingerprint } from './database-fingerprint';
import { foreignCalls, uncoveredPaths } from './foreign-calls';

const endpoints = bindEndpoints(serverModules).filter(
  ({ entry }) => entry.audience !== 'public' && entry.audience !== 'callback',
);

/** Plays with the demo world, which has rows of several owners at every table. */
describe('who may call what', () => {
  let app: TestApp;
  let world: World;

  beforeAll(async () => {
    app = await bootTestApp({ database: 'embedded', environment: { WORKERS: '1' } });
    world = await seedWorld(app);
  }, 120_000);
  afterAll(() => app.stop());

  const send = (entry: EndpointDefinition, call: { token: string; path?: string; body?: unknown }) =>
    fetch(`${app.url}${call.path ?? entry.path.replace(/:\w+/g, '1')}`, {
      method: entry.method,
      headers: {
        authorization: `Bearer ${call.token}`,
        'idempotency-key': `access-walk-${Math.round(performance.now() * 1000)}`,
        'content-type': 'application/json',
      },
      ...(entry.method === 'GET' ? {} : { body: JSON.stringify(call.body ?? {}) }),
    });

  it('refuses every endpoint to the tokens of every other audience', async () => {
    const admitted: string[] = [];
    for (const { entry, name } of endpoints) {
      for (const [audience, token] of Object.entries(world.tokenByAudience)) {
        if (audience === entry.audience) continue;
        const { status } = await send(entry, { token });
        if (status !== 403) admitted.push(`${name} answered ${status} to ${audience}`);
      }
    }

    expect(admitted).toEqual([]);
  });

  it('refuses back-office endpoints to a user without their permission', async () => {
    const admitted: string[] = [];
    for (const { entry, name } of endpoints) {
      if (entry.audience !== 'admin' || entry.permission === 'self') continue;
      const { status } = await send(entry, { token: world.powerlessAdminToken });
      if (status !== 403) admitted.push(`${name} answered ${status}`);
    }

    expect(admitted).toEqual([]);
  });

  it('keeps levels, city partners and staff without the module out of what is not theirs [CH-009, CH-010, CH-011, CH-082]', async () => {
    const admitted: string[] = [];
    for (const { entry, name } of endpoints) {
      if (entry.audience !== 'channel') continue;
      const keptOut = [
        ...([1, 2, 3] as const)
          .filter((level) => entry.channelLevels && !entry.channelLevels.includes(level))
          .map((level) => world.channelTokenByLevel[level]),
        ...(entry.storeOnly ? [world.cityPartnerToken] : []),
        ...(entry.permission === 'self' ? [] : [world.staffWithoutModulesToken]),
      ];
      for (const token of keptOut) {
        const { status } = await send(entry, { token });
        if (status !== 403) admitted.push(`${name} answered ${status}`);
      }
    }

    expect(admitted).toEqual([]);
  });

  it('answers a row of somebody else like one that does not exist, and changes nothing', async () => {
    const before = await databaseFingerprint(app.dataSource);
    const wrong: string[] = [];
    for (const call of foreignCalls(world, addDays(world.today, 5))) {
      const response = await send(call.entry, call);
      const text = await response.text();
      if (response.status !== 403 && response.status !== 404) {
        wrong.push(`${call.entry.method} ${call.path} answered ${response.status}: ${text.slice(0, 120)}`);
      }
    }

    expect(wrong).toEqual([]);
    expect(await databaseFingerprint(app.dataSource)).toEqual(before);
  });

  it('tries a foreign row at every endpoint of members, channels and salespeople that takes an id', () => {
    const entries = endpoints.map(({ entry }) => entry);

    expect(uncoveredPaths(entries, foreignCalls(world, world.today))).toEqual([]);
  });
});
