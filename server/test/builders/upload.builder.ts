import type { EndpointDefinition, EndpointResponse } from '@lakeside/shared/kernel/endpoint';
import type { ErrorBody, TestApp } from '../kit/test-app';

export interface UploadOptions {
  token: string;
  fileName: string;
  content: Uint8Array;
  query?: Readonly<Record<string, string | number>>;
}

/** Sends a file to an endpoint of kind `upload`. */
export async function upload<Entry extends EndpointDefinition>(
  app: TestApp,
  entry: Entry,
  options: UploadOptions,
): Promise<{ status: number; readonly body: EndpointResponse<Entry>; readonly error: ErrorBody }> {
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(options.content)]), options.fileName);
  const query = new URLSearchParams(
    Object.entries(options.query ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const response = await fetch(`${app.url}${entry.path}?${query.toString()}`, {
    method: entry.method,
    headers: { authorization: `Bearer ${options.token}` },
    body: form,
  });
  const text = await response.text();
  return {
    status: response.status,
    get body() {
      if (!response.ok) throw new Error(`answered ${response.status}: ${text}`);
      return JSON.parse(text);
    },
    get error() {
      if (response.ok) throw new Error(`answered ${response.status}, not a refusal: ${text}`);
      return JSON.parse(text);
    },
  };
}
