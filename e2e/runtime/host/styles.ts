import type { CompiledProgram } from '../protocol';

/**
 * WeChat gives every page a document of its own and every component a style scope. Here the sheet of a page counts
 * while that page is on top, and the classes of a component's sheet carry its scope as a prefix.
 */
export class Styles {
  private readonly pageSheets = new Map<string, HTMLStyleElement>();
  private readonly scopes = new Map<string, string>();

  constructor(private readonly program: CompiledProgram) {}

  addApp(): void {
    this.add(this.program.styles['app'] ?? '');
  }

  /** Adds a component's sheet once; the name of its scope, as in `c12--title`. */
  addComponent(path: string, isShared: boolean): string {
    const known = this.scopes.get(path);
    if (known !== undefined) return known;
    const scope = `c${this.scopes.size}`;
    this.scopes.set(path, scope);
    const css = this.program.styles[path] ?? '';
    this.add(isShared ? css : prefixClasses(css, scope));
    return scope;
  }

  scopeOf(path: string): string | undefined {
    return this.scopes.get(path);
  }

  /** Makes the sheet of one page count, and no other page's. */
  showPage(path: string): void {
    if (!this.pageSheets.has(path)) this.pageSheets.set(path, this.add(this.program.styles[path] ?? ''));
    for (const [page, sheet] of this.pageSheets) sheet.disabled = page !== path;
  }

  private add(css: string): HTMLStyleElement {
    const sheet = document.createElement('style');
    sheet.textContent = css;
    document.head.append(sheet);
    return sheet;
  }
}

/** Puts the scope in front of every class in the selectors of a sheet. */
export function prefixClasses(css: string, scope: string): string {
  return css.replace(/([^{}]*)\{/g, (rule, selector: string) =>
    selector.trimStart().startsWith('@') ? rule : `${selector.replace(/\.(-?[A-Za-z_])/g, `.${scope}--$1`)}{`,
  );
}
