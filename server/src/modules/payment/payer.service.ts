import { Provide, Scope, ScopeEnum } from '@midwayjs/core';

/** Finds how the member mini program knows a member; null when they never logged in with WeChat. */
export type OpenIdFinder = (memberId: number) => Promise<string | null>;

/** Where the module that knows the WeChat users registers itself at boot, since payments know no members. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PayerService {
  private finder: OpenIdFinder = () => Promise.resolve(null);

  register(finder: OpenIdFinder): void {
    this.finder = finder;
  }

  findOpenId(memberId: number): Promise<string | null> {
    return this.finder(memberId);
  }
}
