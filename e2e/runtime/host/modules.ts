import type { CompiledPackage, CompiledProgram } from '../protocol';
import type { CompileModule } from './logic-scope';

interface Module {
  exports: unknown;
}

/**
 * The program's packages and CommonJS modules. A package's modules are there once one of its pages has been entered;
 * a subpackage can require its own files and those of the main package only.
 */
export class Modules {
  private readonly sources = new Map<string, string>();
  private readonly loaded = new Map<string, Module>();
  private readonly loadedPackages = new Set<string>();

  constructor(
    private readonly program: CompiledProgram,
    private readonly compile: CompileModule,
  ) {}

  /** The package a page or component file belongs to. */
  packageOf(path: string): CompiledPackage {
    const owner = this.program.packages.find(({ root }) => root !== '' && path.startsWith(`${root}/`));
    const main = this.program.packages[0];
    if (!main) throw new Error('a program has a main package');
    return owner ?? main;
  }

  isLoaded(root: string): boolean {
    return this.loadedPackages.has(root);
  }

  get loadedRoots(): string[] {
    return [...this.loadedPackages];
  }

  loadPackage({ root, modules }: CompiledPackage): void {
    if (this.loadedPackages.has(root)) return;
    this.loadedPackages.add(root);
    for (const [path, source] of Object.entries(modules)) this.sources.set(path, source);
  }

  require(path: string): unknown {
    const known = this.loaded.get(path);
    if (known) return known.exports;
    const source = this.sources.get(path);
    if (source === undefined) throw new Error(`module '${path}.js' is not defined`);
    const module: Module = { exports: {} };
    this.loaded.set(path, module);
    const run = this.compile(source, path);
    run.call(undefined, (id: string) => this.requireFrom(path, id), module, module.exports);
    return module.exports;
  }

  private requireFrom(from: string, id: string): unknown {
    const path = resolveModule(from, id);
    const { root } = this.packageOf(path);
    if (root !== '' && root !== this.packageOf(from).root)
      throw new Error(
        `module '${path}.js' is not defined: '${from}.js' cannot require files of subpackage '${root}'`,
      );
    return this.require(
      this.sources.has(path) || !this.sources.has(`${path}/index`) ? path : `${path}/index`,
    );
  }
}

/** The path from the root, without `.js`, that an id means inside the module `from`. */
export function resolveModule(from: string, id: string): string {
  const start = id.startsWith('/') ? [] : from.split('/').slice(0, -1);
  const parts = [...start];
  for (const part of id.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/').replace(/\.js$/, '');
}
