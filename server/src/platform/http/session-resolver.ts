import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ActorIdentity, LoginAudience } from './actor';

/** Tells whose token it is. Implemented by the identity module, which the platform does not know. */
export interface SessionResolver {
  /** `expired` for a token that was once good; null for one never issued. The identity may be of another audience. */
  resolve(audience: LoginAudience, token: string): Promise<ActorIdentity | 'expired' | null>;
}

/** Holds the resolver that the identity module registers at boot. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SessionResolvers {
  private resolver: SessionResolver | null = null;

  register(resolver: SessionResolver): void {
    this.resolver = resolver;
  }

  resolve(audience: LoginAudience, token: string): Promise<ActorIdentity | 'expired' | null> {
    return this.resolver ? this.resolver.resolve(audience, token) : Promise.resolve(null);
  }
}
