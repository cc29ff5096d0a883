import type { EndpointDefinition, EndpointResponse, ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Readable } from 'node:stream';
import type { ActorOf } from './actor';
import type { Class } from '../server-module';

/** What a method bound to an endpoint of kind `file` returns. */
export interface FileDownload {
  readonly fileName: string;
  readonly contentType: string;
  readonly stream: Readable;
}

/** What a method bound to an endpoint of kind `upload` finds in `input.file`; deleted after the call. */
export interface UploadedFile {
  readonly fileName: string;
  readonly path: string;
  readonly sizeBytes: number;
}

type MethodInput<Entry extends EndpointDefinition> = Entry extends { readonly kind: 'upload' }
  ? ParsedInput<Entry> & { file: UploadedFile }
  : ParsedInput<Entry>;

type MethodResult<Entry extends EndpointDefinition> = Entry extends { readonly kind: 'file' }
  ? FileDownload
  : EndpointResponse<Entry>;

/** The signature that `@Serve(entry)` asks of its method. A method may leave out parameters it does not need. */
export type EndpointMethod<Entry extends EndpointDefinition> = (
  actor: ActorOf<Entry>,
  input: MethodInput<Entry>,
) => Promise<MethodResult<Entry>>;

export interface ServedEndpoint {
  readonly entry: EndpointDefinition;
  readonly methodName: string;
}

const servedByController = new WeakMap<object, ServedEndpoint[]>();

/**
 * Binds a controller method to one contract entry. The compiler holds the method to the entry's actor, input and response;
 * the dispatcher parses, authorises and answers, so the method is one call to a service.
 */
export function Serve<const Entry extends EndpointDefinition>(entry: Entry) {
  return <Method extends EndpointMethod<Entry>>(
    prototype: object,
    methodName: string,
    _descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const controller = prototype.constructor;
    const served = servedByController.get(controller) ?? [];
    served.push({ entry, methodName });
    servedByController.set(controller, served);
  };
}

/** What a controller class serves, in the order of its methods. */
export function servedEndpoints(controller: Class): readonly ServedEndpoint[] {
  return servedByController.get(controller) ?? [];
}
