import type { CompiledProgram } from '../protocol';
import type { Modules } from './modules';
import type { Styles } from './styles';
import { programSpace } from './framework';
import { addProblem, wordsOf } from './report';

type Template = Parameters<typeof programSpace.addCompiledTemplate>[1];
type Templates = Record<string, Template['content']>;
type StaticConfig = Parameters<typeof programSpace.addComponentStaticConfig>[1];

interface Definition {
  options?: { styleIsolation?: string; addGlobalClass?: boolean };
}

interface Page {
  readonly __templates: Templates;
}

/** Defines pages and components when they are needed, as `lazyCodeLoading` does: first what they use, then themselves. */
export class Components {
  private readonly registered = new Set<string>();
  private current: { path: string } | null = null;
  private readonly templates = (window as unknown as Page).__templates;

  constructor(
    private readonly program: CompiledProgram,
    private readonly modules: Modules,
    private readonly styles: Styles,
  ) {}

  /** The globals that a component's module calls. */
  readonly globals = {
    Page: (definition: Definition) => this.define('Page', definition),
    Component: (definition?: Definition) => this.define('Component', definition),
    Behavior: (definition: object) =>
      programSpace
        .behavior()
        .definition(definition as never)
        .register(),
  };

  /** Makes a page or component ready. What cannot be loaded is reported and throws. */
  register(path: string): void {
    if (this.registered.has(path)) return;
    this.registered.add(path);
    const json = this.program.components[path];
    if (!json) throw new Error(`"${path}" is no page and no component`);
    for (const [tag, target] of Object.entries(json.usingComponents)) this.registerUsed(path, tag, target);
    programSpace.addCompiledTemplate(path, {
      groupList: this.templates as never,
      content: this.templates[path] as Template['content'],
      fallbackListenerOnNativeNode: true,
    });
    const outer = this.current;
    this.current = { path };
    try {
      this.modules.require(path);
    } finally {
      this.current = outer;
    }
  }

  private registerUsed(user: string, tag: string, target: string): void {
    const owner = this.modules.packageOf(target);
    if (!this.modules.isLoaded(owner.root)) {
      addProblem('script', `<${tag}> lies in subpackage '${owner.root}', which is not loaded`, user);
      return;
    }
    try {
      this.register(target);
    } catch (error) {
      addProblem('script', wordsOf(error), target);
    }
  }

  private define(kind: 'Page' | 'Component', definition?: Definition): unknown {
    if (!this.current) throw new Error(`${kind}() outside of a page's or component's own file`);
    const { path } = this.current;
    const json = this.program.components[path];
    const styleIsolation = json?.styleIsolation ?? definition?.options?.styleIsolation;
    const scope = this.scope(path, styleIsolation);
    programSpace.addComponentStaticConfig(path, {
      ...json,
      usingComponents: absolute(json?.usingComponents ?? {}),
      addGlobalClass: json?.addGlobalClass ?? definition?.options?.addGlobalClass,
      styleIsolation,
    } as StaticConfig);
    programSpace.addStyleSheet(path, undefined, scope);
    return programSpace.componentEnv(path, (env) =>
      kind === 'Page'
        ? env.Page((definition ?? {}) as never)
        : definition === undefined
          ? env.Component()
          : env.Component(definition as never),
    );
  }

  /** Pages own the shared style scope; a component has one of its own unless it says `shared`. */
  private scope(path: string, styleIsolation: string | undefined): string {
    const isPage = this.program.packages.some(({ pages }) => pages.includes(path));
    if (isPage) return '';
    return this.styles.addComponent(path, styleIsolation === 'shared');
  }
}

function absolute(using: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(using).map(([tag, target]) => [tag, `/${target}`]));
}
