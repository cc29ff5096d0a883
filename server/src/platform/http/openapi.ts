import { commonErrors, type ErrorDefinition } from '@lakeside/shared/kernel/app-error';
import type { AnySchema, EndpointDefinition } from '@lakeside/shared/kernel/endpoint';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { toJsonSchema } from '@valibot/to-json-schema';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of everything this server serves, made from the contracts. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OpenApi {
  private endpoints: readonly EndpointDefinition[] = [];
  private text: string | null = null;

  describe(endpoints: readonly EndpointDefinition[]): void {
    this.endpoints = endpoints;
    this.text = null;
  }

  /** The document as JSON text; made on first use. */
  document(): string {
    this.text ??= JSON.stringify(openApiDocument(this.endpoints));
    return this.text;
  }
}

/** Builds the document; exported for the contract test. */
export function openApiDocument(endpoints: readonly EndpointDefinition[]): Json {
  const paths: Record<string, Json> = {};
  for (const entry of endpoints) {
    const path = entry.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [entry.method.toLowerCase()]: operation(entry) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Lakeside', version: '0.1.0' },
    components: {
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: errorSchema },
    },
    paths,
  };
}

const errorSchema = {
  type: 'object',
  required: ['code', 'message', 'details', 'requestId'],
  properties: {
    code: { type: 'string' },
    message: { type: 'string' },
    details: { type: 'object' },
    requestId: { type: 'string' },
  },
};

function operation(entry: EndpointDefinition): Json {
  const isOpen = entry.audience === 'public' || entry.audience === 'callback';
  const permission = entry.permission ? `Permission: \`${entry.permission}\`.` : '';
  return {
    tags: [entry.audience],
    summary: entry.summary,
    description: permission,
    operationId: operationId(entry),
    ...(isOpen ? {} : { security: [{ session: [] }] }),
    parameters: [
      ...parametersOf(entry.params, 'path'),
      ...parametersOf(entry.query, 'query'),
      ...idempotencyHeader(entry),
    ],
    ...requestBody(entry),
    responses: { 200: successResponse(entry), ...errorResponses(entry.errors ?? {}) },
  };
}

function operationId(entry: EndpointDefinition): string {
  const words = entry.path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '' && word !== 'api');
  return [entry.method.toLowerCase(), ...words].join('_');
}

function parametersOf(schema: AnySchema | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const object = jsonSchema(schema, 'input');
  const properties = isObject(object['properties']) ? object['properties'] : {};
  const required = Array.isArray(object['required']) ? object['required'] : [];
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function idempotencyHeader(entry: EndpointDefinition): Json[] {
  return entry.idempotent
    ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 8 } }]
    : [];
}

function requestBody(entry: EndpointDefinition): Json {
  if (entry.kind === 'upload') {
    const schema = {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (!entry.body) return {};
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: jsonSchema(entry.body, 'input') } },
    },
  };
}

function successResponse(entry: EndpointDefinition): Json {
  if (entry.kind === 'file') return { description: 'A file', content: { 'application/octet-stream': {} } };
  if (entry.kind === 'text') return { description: 'A text', content: { 'text/plain': {} } };
  return {
    description: 'Done',
    content: { 'application/json': { schema: jsonSchema(entry.response, 'output') } },
  };
}

function errorResponses(errors: Readonly<Record<string, ErrorDefinition>>): Json {
  const codesByStatus = new Map<number, string[]>();
  for (const [code, { status, message }] of Object.entries({ ...commonErrors, ...errors })) {
    codesByStatus.set(status, [...(codesByStatus.get(status) ?? []), `\`${code}\` ${message}`]);
  }
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
  return Object.fromEntries(
    [...codesByStatus].map(([status, codes]) => [String(status), { description: codes.join('; '), content }]),
  );
}

function jsonSchema(schema: AnySchema, typeMode: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode });
  return rest;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
