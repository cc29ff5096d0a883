import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(__dirname, '../../..');
const names = readFileSync(join(root, 'web-admin/src/features/system/audit-names.ts'), 'utf8');
const sources = readdirSync(join(root, 'server/src/modules'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(root, 'server/src/modules', path), 'utf8'));

const found = (pattern: RegExp) =>
  [
    ...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1] ?? ''))),
  ].sort();

it('has a Chinese name for every action that the server writes into the audit log', () => {
  const actions = found(/\baction:[^,\n]*?'([a-zA-Z]+\.[a-zA-Z]+)'/g);
  const composed = found(/\baction: `([a-zA-Z]+\.)\$\{/g);

  expect(actions.length).toBeGreaterThan(80);
  expect(actions.filter((action) => !names.includes(`'${action}':`))).toEqual([]);
  expect(composed.filter((prefix) => !names.includes(`'${prefix}`))).toEqual([]);
});

it('has a Chinese name for every kind of thing that the audit log speaks of', () => {
  const kinds = found(/\btargetKind: '([a-zA-Z]+)'/g);

  expect(kinds.length).toBeGreaterThan(25);
  expect(kinds.filter((kind) => !new RegExp(`^  ${kind}: '`, 'm').test(names))).toEqual([]);
});
