import { Provide, Scope, ScopeEnum } from '@midwayjs/core';

export interface Page {
  readonly contentType: string;
  readonly body: string;
}

/** Pages and links that modules serve themselves, outside the API: the landing page at `/`, the link on a card. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class Pages {
  private readonly targetByPrefix = new Map<string, (rest: string) => string | null>();
  private readonly makerByPath = new Map<string, () => Promise<Page>>();

  /** Registers a page at boot; the last one registered for a path counts. */
  registerPage(path: string, make: () => Promise<Page>): void {
    this.makerByPath.set(path, make);
  }

  /** Registers links at boot: whatever stands behind `prefix` is sent on to the address `target` gives, or nowhere. */
  registerLinks(prefix: string, target: (rest: string) => string | null): void {
    this.targetByPrefix.set(prefix, target);
  }

  /** Where a link leads; null when it is none. */
  findTarget(path: string): string | null {
    for (const [prefix, target] of this.targetByPrefix)
      if (path.startsWith(prefix)) return target(path.slice(prefix.length));
    return null;
  }

  find(path: string): (() => Promise<Page>) | null {
    return this.makerByPath.get(path) ?? null;
  }
}
