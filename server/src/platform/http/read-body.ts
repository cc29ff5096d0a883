import { AppError, commonError, commonErrors } from '@lakeside/shared/kernel/app-error';
import type { IncomingMessage } from 'node:http';

export const jsonLimitBytes = 1024 * 1024;

/** Reads a request body as text. Throws PAYLOAD_TOO_LARGE beyond 1 MB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > jsonLimitBytes) throw commonError('PAYLOAD_TOO_LARGE');
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  // Leaving the loop must not cut the connection, or the caller would never read why it was refused.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    sizeBytes += bytes.length;
    if (sizeBytes > jsonLimitBytes) throw commonError('PAYLOAD_TOO_LARGE');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The value of a JSON body; an empty body is `{}`. Malformed JSON is a 400, since no field is to blame. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError(
      'VALIDATION_FAILED',
      { ...commonErrors.VALIDATION_FAILED, status: 400 },
      { reason: 'malformedJson' },
    );
  }
}
