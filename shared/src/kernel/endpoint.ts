import type * as v from 'valibot';
import type { ErrorDefinition } from './app-error';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call: one audience per endpoint; a token of another audience gets 403. `callback` is signed by an outside service. */
export type Audience = 'public' | 'callback' | 'member' | 'channel' | 'sales' | 'admin';

export type ChannelLevel = 1 | 2 | 3;

export type AnySchema = v.GenericSchema;

/**
 * One entry of a contract: what is called, by whom, with what, and what comes back.
 * The server parses and authorises from it, the SDK and the OpenAPI document are derived from it.
 */
export interface EndpointDefinition {
  readonly method: HttpMethod;
  /** Full path with `:name` parameters, beginning `/api/<audience>/`. */
  readonly path: `/api/${string}`;
  readonly audience: Audience;
  /**
   * The right the caller needs: `self` for anyone logged in of that audience, else a permission of the audience
   * (admin: `card.import`; channel staff: the module an operator was given; sales: object.operation). Absent only for public and callback.
   */
  readonly permission?: string;
  /** Channel audience: the levels that may call; absent means all three. */
  readonly channelLevels?: readonly ChannelLevel[];
  /** Channel audience: only a 专卖店 (L1 store) may call (rules.md §1). */
  readonly storeOnly?: boolean;
  readonly params?: AnySchema;
  readonly query?: AnySchema;
  readonly body?: AnySchema;
  /**
   * `file` streams a download, `upload` takes a multipart body whose single field is `file`, `text` answers a string as it is,
   * for outside services that expect no JSON; default `json`.
   */
  readonly kind?: 'json' | 'file' | 'upload' | 'text';
  /** Kind `upload`: the largest file in bytes when it is not what the server's settings allow. */
  readonly uploadLimitBytes?: number;
  readonly response: AnySchema;
  /** The refusals it may answer with beyond the common ones. */
  readonly errors?: Readonly<Record<string, ErrorDefinition>>;
  /** True for writes that move money, cards or stock: the call needs an `Idempotency-Key`. */
  readonly idempotent?: boolean;
  /** One English sentence for the OpenAPI page, with the catalogue ids it serves. */
  readonly summary: string;
}

/** Declares a contract entry; exists to infer the exact schema types. */
export function endpoint<const Definition extends EndpointDefinition>(definition: Definition): Definition {
  return definition;
}

export type Contract = Readonly<Record<string, EndpointDefinition>>;

type Part<Definition, Key extends string> =
  Definition extends Record<Key, infer Schema extends AnySchema> ? Schema : never;
type InputPart<Definition, Key extends string> = [Part<Definition, Key>] extends [never]
  ? unknown
  : Record<Key, v.InferInput<Part<Definition, Key>>>;
type OutputPart<Definition, Key extends string> = [Part<Definition, Key>] extends [never]
  ? unknown
  : Record<Key, v.InferOutput<Part<Definition, Key>>>;

type Flatten<T> = { [Key in keyof T]: T[Key] } & {};

/** What a caller passes: `{ params, query, body }`, only the parts the endpoint declares, before parsing. */
export type EndpointInput<Definition> = Flatten<
  InputPart<Definition, 'params'> & InputPart<Definition, 'query'> & InputPart<Definition, 'body'>
>;

/** What the server's method receives: the same parts after parsing. */
export type ParsedInput<Definition> = Flatten<
  OutputPart<Definition, 'params'> & OutputPart<Definition, 'query'> & OutputPart<Definition, 'body'>
>;

/** What comes back as JSON. */
export type EndpointResponse<Definition extends EndpointDefinition> = v.InferOutput<Definition['response']>;
