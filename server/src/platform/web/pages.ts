import { Provide, Scope, ScopeEnum } from '@midwayjs/core';

export interface Page {
  readonly contentType: string;
  readonly body: string;
}

/** Pages that modules serve themselves, outside the API: the landing page at `/`. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class Pages {
  private readonly makerByPath = new Map<string, () => Promise<Page>>();

  /** Registers a page at boot; the last one registered for a path counts. */
  registerPage(path: string, make: () => Promise<Page>): void {
    this.makerByPath.set(path, make);
  }

  find(path: string): (() => Promise<Page>) | null {
    return this.makerByPath.get(path) ?? null;
  }
}
