import { commonError } from '@lakeside/shared/kernel/app-error';
import type { AnySchema, EndpointDefinition } from '@lakeside/shared/kernel/endpoint';
import * as v from 'valibot';

export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

const parts = ['params', 'query', 'body'] as const;

/** Parses the parts an entry declares. Throws VALIDATION_FAILED with `details.fields`: the first message of each path. */
export function parseInput(entry: EndpointDefinition, raw: RawInput): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const fields: Record<string, string> = {};
  for (const part of parts) {
    const schema: AnySchema | undefined = entry[part];
    if (!schema) continue;
    const result = v.safeParse(schema, raw[part]);
    if (result.success) input[part] = result.output;
    else for (const issue of result.issues) fields[v.getDotPath(issue) ?? part] ??= readableMessage(issue);
  }
  if (Object.keys(fields).length > 0) throw commonError('VALIDATION_FAILED', { fields });
  return input;
}

/** Schemas carry Chinese messages where it matters; Valibot's own English ones never reach a screen. */
function readableMessage(issue: v.BaseIssue<unknown>): string {
  if (/\p{Script=Han}/u.test(issue.message)) return issue.message;
  return issue.received === 'undefined' || issue.received === 'null' ? '请填写' : '填写不正确';
}

/** Query fields as plain strings; a repeated field is joined with commas. */
export function parseQuery(queryString: string): Record<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(queryString)) {
    const earlier = query.get(name);
    query.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return Object.fromEntries(query);
}
