import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './gate';
import { publishedProblems } from './secret-gate';

const neededFiles = [
  'manifest.json',
  'app-service.js',
  'app-config-service.js',
  'app.css',
  'uni-app-view.umd.js',
];

/** The build for iOS and Android: it is whole, knows every page of the source, and tells no source and no secret. */
export function checkAppTarget(folder: string, sourcePages: readonly string[]): Problem[] {
  if (!existsSync(folder)) return [{ place: folder, reason: 'the build wrote nothing' }];
  const text = (file: string) => readFileSync(join(folder, file), 'utf8');
  const missing = neededFiles.filter((file) => !existsSync(join(folder, file)));
  const config = missing.includes('app-config-service.js') ? '' : text('app-config-service.js');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length)
        .replace(/^[/\\]/, ''),
    );
  return [
    ...missing.map((place) => ({ place, reason: 'the file is missing' })),
    ...sourcePages
      .filter((page) => !config.includes(`"path":"${page}"`))
      .map((page) => ({
        place: 'app-config-service.js',
        reason: `the page ${page} of src/pages.json is not built`,
      })),
    ...publishedProblems(files, text),
  ];
}
