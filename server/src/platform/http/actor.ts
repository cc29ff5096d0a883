import type { Audience, ChannelLevel } from '@lakeside/shared/kernel/endpoint';

/** The facts of one HTTP request that use cases and logs need. */
export interface RequestContext {
  readonly requestId: string;
  readonly ip: string;
  readonly userAgent: string;
  /** `POST /api/channel/card-transfers`: method and path of the contract entry. */
  readonly endpointName: string;
  /** Present on endpoints declared `idempotent`. */
  readonly idempotency?: IdempotencyRequest;
}

export interface IdempotencyRequest {
  readonly key: string;
  /** Keyed SHA-256 over endpoint and input: the same key with another hash is refused. */
  readonly requestHash: string;
  /** Set by the transaction runner: the JSON stored as the answer to repeat. */
  answer?: string;
}

interface ActorBase {
  readonly request: RequestContext;
  /** Shown in logs and on life lines. */
  readonly name: string;
}

export interface MemberActor extends ActorBase {
  readonly kind: 'member';
  readonly memberId: number;
  readonly credentialId: number;
  readonly sessionId: number;
}

export interface ChannelActor extends ActorBase {
  readonly kind: 'channel';
  readonly channelId: number;
  readonly level: ChannelLevel;
  readonly l1Subtype: 'cityPartner' | 'store' | null;
  /** Null when the owner of the channel acts. */
  readonly staffId: number | null;
  /** What a staff member was given; the owner has everything. */
  readonly modules: readonly string[];
  readonly isOwner: boolean;
  readonly credentialId: number;
  readonly sessionId: number;
}

export interface SalesActor extends ActorBase {
  readonly kind: 'sales';
  readonly salespersonId: number;
  readonly isManager: boolean;
  readonly departmentId: number | null;
  /** Permissions as `object.operation`; `*` is all. */
  readonly permissions: readonly string[];
  readonly credentialId: number;
  readonly sessionId: number;
}

export interface AdminActor extends ActorBase {
  readonly kind: 'admin';
  readonly adminUserId: number;
  /** `card.import` and the like; `*` is all. */
  readonly permissions: readonly string[];
  readonly credentialId: number;
  readonly sessionId: number;
}

/** The system itself: jobs, outbox handlers, seeds. */
export interface SystemActor extends ActorBase {
  readonly kind: 'system';
}

/** Someone not logged in, on a public endpoint. */
export interface AnonymousActor extends ActorBase {
  readonly kind: 'anonymous';
}

/** An outside service on a callback endpoint, with what its signature is computed over. */
export interface CallbackActor extends AnonymousActor {
  readonly callback: { readonly rawBody: string; readonly headers: Readonly<Record<string, string>> };
}

export type Actor = MemberActor | ChannelActor | SalesActor | AdminActor | SystemActor | AnonymousActor;

interface ActorByAudience {
  member: MemberActor;
  channel: ChannelActor;
  sales: SalesActor;
  admin: AdminActor;
  public: AnonymousActor;
  callback: CallbackActor;
}

/** The actor that an endpoint's method receives. */
export type ActorOf<Entry extends { readonly audience: Audience }> = ActorByAudience[Entry['audience']];

export type LoginAudience = 'member' | 'channel' | 'sales' | 'admin';

type WithoutRequest<A> = A extends unknown ? Omit<A, 'request'> : never;

/** Who a session token belongs to, before the request is known. */
export type ActorIdentity = WithoutRequest<MemberActor | ChannelActor | SalesActor | AdminActor>;

/** The actor of work that no request asked for. `name` says which: `job card-expiry`. */
export function systemActor(name: string): SystemActor {
  return { kind: 'system', name, request: { requestId: name, ip: '', userAgent: '', endpointName: name } };
}

/** A number that tells actors of one kind apart; 0 for those who are not logged in. */
export function actorIdOf(actor: Actor): number {
  switch (actor.kind) {
    case 'member':
      return actor.memberId;
    case 'channel':
    case 'sales':
      return actor.credentialId;
    case 'admin':
      return actor.adminUserId;
    case 'system':
    case 'anonymous':
      return 0;
  }
}
