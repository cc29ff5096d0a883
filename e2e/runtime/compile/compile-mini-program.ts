import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { Script } from 'node:vm';
import type { AppJson, CompiledPackage, CompiledProgram, ComponentJson, Problem } from '../protocol';
import { Templates } from './templates';
import { compileStyle } from './wxss';

export interface CompiledMiniProgram {
  readonly program: CompiledProgram;
  /** A JavaScript expression: the compiled templates by path. */
  readonly templateScript: string;
  readonly problems: readonly Problem[];
}

/** Turns a built mini program (`dist/build/mp-weixin`) into what the page needs to run it, with everything that is wrong in its files. */
export function compileMiniProgram(dist: string): CompiledMiniProgram {
  return new Compiler(dist).compile();
}

const customTabBar = 'custom-tab-bar/index';

class Compiler {
  private readonly problems: Problem[] = [];
  private readonly templates = new Templates();
  private readonly components: Record<string, ComponentJson> = {};
  private readonly styles: Record<string, string> = {};

  constructor(private readonly dist: string) {}

  compile(): CompiledMiniProgram {
    const app = this.readJson<AppJson>('app.json');
    if (app === null) throw new Error(`${this.dist} is no mini program: app.json is missing or broken`);
    const packages = this.readPackages(app);
    this.styles['app'] = compileStyle(this.dist, 'app.wxss');
    for (const page of packages.flatMap(({ pages }) => pages)) this.visit(page, app);
    if (app.tabBar?.custom === true) this.visitCustomTabBar(app);
    for (const file of this.files('.wxs')) this.templates.addScript(file.slice(0, -4), this.read(file));
    return {
      program: { app, packages, components: this.components, styles: this.styles },
      templateScript: this.templates.toScript(),
      problems: this.problems,
    };
  }

  /** WeChat shows the component `custom-tab-bar/index` in place of its own bar. */
  private visitCustomTabBar(app: AppJson): void {
    this.visit(customTabBar, app);
  }

  private readPackages(app: AppJson): CompiledPackage[] {
    const subPackages = app.subPackages ?? app.subpackages ?? [];
    const roots = subPackages.map(({ root }) => withoutSlashes(root));
    const modulesOf = new Map<string, Record<string, string>>(['', ...roots].map((root) => [root, {}]));
    for (const file of this.files('.js')) {
      const root = roots.find((candidate) => file.startsWith(`${candidate}/`)) ?? '';
      const modules = modulesOf.get(root);
      if (modules) modules[file.slice(0, -3)] = this.readModule(file);
    }
    return [
      { root: '', pages: app.pages, modules: modulesOf.get('') ?? {} },
      ...subPackages.map(({ root, pages }) => ({
        root: withoutSlashes(root),
        pages: pages.map((page) => posix.join(withoutSlashes(root), page)),
        modules: modulesOf.get(withoutSlashes(root)) ?? {},
      })),
    ];
  }

  private readModule(file: string): string {
    const source = this.read(file);
    try {
      new Script(`(function(){${source}\n})`, { filename: file });
    } catch (error) {
      this.report('script', file, String(error));
    }
    return source;
  }

  /** Compiles a page or component and, first, the components it uses. */
  private visit(path: string, app: AppJson): void {
    if (this.components[path]) return;
    const json = this.readJson<Partial<ComponentJson>>(`${path}.json`) ?? {};
    const using = { ...app.usingComponents, ...json.usingComponents };
    const usingComponents = Object.fromEntries(
      Object.entries(using)
        .filter(([, target]) => !target.startsWith('plugin'))
        .map(([tag, target]) => [tag, resolvePath(path, target)]),
    );
    this.components[path] = { ...json, usingComponents };
    if (!existsSync(join(this.dist, `${path}.js`))) this.report('missing-file', `${path}.js`, 'is missing');
    if (existsSync(join(this.dist, `${path}.wxml`)))
      this.problems.push(...this.templates.add(path, this.read(`${path}.wxml`)));
    else this.report('missing-file', `${path}.wxml`, 'is missing');
    this.styles[path] = compileStyle(this.dist, `${path}.wxss`);
    for (const target of Object.values(usingComponents)) this.visit(target, app);
  }

  private files(ending: string): string[] {
    return readdirSync(this.dist, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => relative(this.dist, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  }

  private read(file: string): string {
    return readFileSync(join(this.dist, file), 'utf8');
  }

  private readJson<Content>(file: string): Content | null {
    if (!existsSync(join(this.dist, file))) return null;
    try {
      const content: Content = JSON.parse(this.read(file));
      return content;
    } catch (error) {
      this.report('missing-file', file, `is no JSON: ${String(error)}`);
      return null;
    }
  }

  private report(kind: Problem['kind'], where: string, message: string): void {
    this.problems.push({ kind, where, message });
  }
}

function withoutSlashes(root: string): string {
  return root.replace(/^\/+|\/+$/g, '');
}

/** The path from the program's root that `target` means inside the file `from`. */
function resolvePath(from: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target);
}
