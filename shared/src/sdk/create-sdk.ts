import type { Contract, EndpointDefinition, EndpointInput, EndpointResponse } from '../kernel/endpoint';
import type { CancelSignal } from './cancel';
import { createRequestRunner, type SdkOptions } from './request-runner';
import type { DownloadedFile, Transport, UploadSource } from './transport';

export interface CallOptions {
  /** Marks all attempts of one intended write; made per call when absent and the endpoint is idempotent. */
  readonly idempotencyKey?: string;
  readonly signal?: CancelSignal;
  readonly timeoutMs?: number;
  /** Share of an upload that was sent, 0 … 1. */
  readonly onProgress?: (fraction: number) => void;
}

type Answer<Definition extends EndpointDefinition> = Definition extends { kind: 'file' }
  ? DownloadedFile
  : EndpointResponse<Definition>;

type Input<Definition> = Definition extends { kind: 'upload' }
  ? EndpointInput<Definition> & { file: UploadSource }
  : EndpointInput<Definition>;

/** One endpoint as a function; it takes no input when the endpoint declares none. */
export type SdkMethod<Definition extends EndpointDefinition> = [keyof Input<Definition>] extends [never]
  ? (options?: CallOptions) => Promise<Answer<Definition>>
  : (input: Input<Definition>, options?: CallOptions) => Promise<Answer<Definition>>;

export type SdkContracts = Readonly<Record<string, Contract>>;

export type Sdk<Contracts extends SdkContracts> = {
  readonly [Feature in keyof Contracts]: {
    readonly [Name in keyof Contracts[Feature]]: SdkMethod<Contracts[Feature][Name]>;
  };
};

/**
 * Derives the typed client of one app from the contracts of its audience:
 * `createSdk({ card: cardChannelContract }, transport, options).card.transferCards({ body })`.
 *
 * Every method rejects with `SdkError` only. Reads are tried again once after a network failure or a 502/503/504;
 * idempotent writes once after a network failure, with the same key.
 */
export function createSdk<const Contracts extends SdkContracts>(
  contracts: Contracts,
  transport: Transport,
  options: SdkOptions,
): Sdk<Contracts> {
  const run = createRequestRunner(transport, options);
  const bind = (definition: EndpointDefinition) => {
    const takesInput =
      Boolean(definition.params ?? definition.query ?? definition.body) || definition.kind === 'upload';
    return takesInput
      ? (input: unknown, callOptions?: CallOptions) => run(definition, input, callOptions ?? {})
      : (callOptions?: CallOptions) => run(definition, undefined, callOptions ?? {});
  };
  const sdk = Object.fromEntries(
    Object.entries(contracts).map(([feature, contract]) => [
      feature,
      Object.fromEntries(Object.entries(contract).map(([name, definition]) => [name, bind(definition)])),
    ]),
  );
  // The mapped type says for each key what `bind` does with its definition; the compiler cannot follow Object.entries.
  return sdk as Sdk<Contracts>;
}
