import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/workspace.mjs';

/**
 * Counts which rows of docs/catalogue.tsv are named by a passing test. Reads the reports that the last `npm test` left;
 * returns how many tests passed and failed in them.
 */
export function printTrace(reportFolder) {
  const rows = readFileSync(join(root, 'docs/catalogue.tsv'), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[0])
    .filter(Boolean);
  const known = new Set(rows);
  const proven = new Set();
  const unknown = new Set();
  const counts = { passed: 0, failed: 0 };

  for (const test of testsIn(reportFolder)) {
    if (test.status !== 'passed' && test.status !== 'failed') continue;
    counts[test.status] += 1;
    if (test.status !== 'passed') continue;
    for (const id of idsIn(test.fullName)) (known.has(id) ? proven : unknown).add(id);
  }

  const prefixes = [...new Set(rows.map((id) => id.slice(0, 2)))];
  process.stdout.write('\nCatalogue rows named by a passing test\n');
  for (const prefix of prefixes) {
    const all = rows.filter((id) => id.startsWith(prefix));
    const done = all.filter((id) => proven.has(id));
    process.stdout.write(`  ${prefix}  ${String(done.length).padStart(4)} of ${all.length}\n`);
  }
  process.stdout.write(`  all ${String(proven.size).padStart(4)} of ${rows.length}\n`);
  if (unknown.size > 0) process.stdout.write(`  not in the catalogue: ${[...unknown].join(', ')}\n`);
  return counts;
}

/** The catalogue ids a test title names: `[CH-035]`, `[CH-035, CH-036]`. */
function idsIn(title) {
  return [...title.matchAll(/\[([^\]]+)\]/g)].flatMap((match) => match[1].match(/\b[A-Z]{2}-\d{3}\b/g) ?? []);
}

function testsIn(folder) {
  if (!existsSync(folder)) throw new Error('No test reports yet: run `npm test` first.');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .flatMap((report) => report.testResults.flatMap((file) => file.assertionResults));
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  printTrace(join(root, 'node_modules', '.lakeside', 'reports'));
