import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseScript, type Script } from './script';

interface TabBarItem {
  readonly pagePath: string;
  readonly iconPath?: string;
  readonly selectedIconPath?: string;
}

interface SubPackage {
  readonly root: string;
  readonly pages: readonly string[];
}

/** The part of app.json that the gates read. */
export interface AppJson {
  readonly pages: readonly string[];
  readonly subPackages?: readonly SubPackage[];
  readonly subpackages?: readonly SubPackage[];
  readonly tabBar?: { readonly custom?: boolean; readonly list: readonly TabBarItem[] };
  readonly usingComponents?: Readonly<Record<string, string>>;
  readonly requiredPrivateInfos?: readonly string[];
  readonly permission?: Readonly<Record<string, { readonly desc?: string }>>;
  readonly __usePrivacyCheck__?: boolean;
}

/** The json of a page or a component. */
export interface UnitJson {
  readonly component?: boolean;
  readonly usingComponents?: Readonly<Record<string, string>>;
}

/** The name of the package that is always there. */
export const mainPackage = 'main';

/** A compiled mini program: what `uni build -p mp-weixin` wrote. */
export interface MiniProgram {
  readonly folder: string;
  readonly app: AppJson;
  /** Every page of app.json, without a leading slash. */
  readonly pages: readonly string[];
  readonly tabPages: readonly string[];
  /** Roots of the subpackages, without a slash at the end. */
  readonly packageRoots: readonly string[];
  /** Every file, relative to the folder, with forward slashes. */
  readonly files: readonly string[];
  readonly scripts: readonly Script[];
  has(file: string): boolean;
  text(file: string): string;
  size(file: string): number;
  /** The json of a page or component, or null when it is missing or broken. */
  unitJson(unit: string): UnitJson | null;
  /** The root of the subpackage a file belongs to, or `main`. */
  packageOf(file: string): string;
}

/** Reads a build. Throws with one sentence when there is no app.json or it is broken. */
export function readMiniProgram(folder: string, ecmaVersion: 5 | 2018): MiniProgram {
  const app = readAppJson(folder);
  const subPackages = [...(app.subPackages ?? []), ...(app.subpackages ?? [])];
  const packageRoots = subPackages.map(({ root }) => root.replace(/\/$/, ''));
  const files = filesUnder(folder);
  const known = new Set(files);
  const text = (file: string) => readFileSync(join(folder, file), 'utf8');
  return {
    folder,
    app,
    pages: [
      ...app.pages,
      ...subPackages.flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page))),
    ],
    tabPages: (app.tabBar?.list ?? []).map((item) => item.pagePath),
    packageRoots,
    files,
    scripts: files
      .filter((file) => file.endsWith('.js'))
      .map((file) => parseScript(file, text(file), ecmaVersion)),
    has: (file) => known.has(file),
    text,
    size: (file) => statSync(join(folder, file)).size,
    unitJson: (unit) => (known.has(`${unit}.json`) ? parseJson(text(`${unit}.json`)) : null),
    packageOf: (file) => packageRoots.find((root) => file.startsWith(`${root}/`)) ?? mainPackage,
  };
}

/** The unit that `usingComponents` or `require` names, seen from a file: relative, or absolute from the folder. */
export function resolveFrom(file: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(file), target);
  return path.replace(/\.js$/, '');
}

function readAppJson(folder: string): AppJson {
  const path = join(folder, 'app.json');
  if (!existsSync(path)) throw new Error('app.json is missing: the build wrote nothing');
  const app = parseJson<AppJson>(readFileSync(path, 'utf8'));
  if (app === null || !Array.isArray(app.pages)) throw new Error('app.json is no JSON with a list of pages');
  return app;
}

function parseJson<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.slice(folder.length), entry.name).replace(/^\//, ''))
    .sort();
}
