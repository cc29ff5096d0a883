import { type AppError, commonError } from '@lakeside/shared/kernel/app-error';
import Busboy = require('busboy');
import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { UploadedFile } from './serve';

/** One received upload: the file, the text fields beside it, and how to get rid of it. */
export interface ReceivedUpload {
  readonly file: UploadedFile;
  readonly fields: Readonly<Record<string, string>>;
  readonly sha256: string;
  dispose(): Promise<void>;
}

/** Boundaries, part headers and small fields around the file. */
const multipartOverheadBytes = 256 * 1024;

interface UploadLimits {
  readonly directory: string;
  readonly limitBytes: number;
  /** What a larger file is refused with. */
  readonly tooLarge: () => AppError;
}

interface StoredPart {
  readonly file: UploadedFile;
  readonly hash: Hash;
}

/**
 * Streams the single `file` field of a multipart body into a temporary file. Throws UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE
 * or VALIDATION_FAILED, after removing what was written.
 */
export async function receiveUpload(request: IncomingMessage, limits: UploadLimits): Promise<ReceivedUpload> {
  if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? ''))
    throw commonError('UNSUPPORTED_MEDIA_TYPE');
  // Refused before the first byte is read, so that the caller gets the answer instead of a broken connection.
  const announcedBytes = Number(request.headers['content-length'] ?? 0);
  if (announcedBytes > limits.limitBytes + multipartOverheadBytes) {
    throw limits.tooLarge();
  }
  await mkdir(limits.directory, { recursive: true });
  const folder = await mkdtemp(join(limits.directory, 'upload-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const { part, fields } = await readParts(request, join(folder, 'file'), limits);
    if (!part) throw commonError('VALIDATION_FAILED', { fields: { file: '请选择文件' } });
    return { file: part.file, fields, sha256: part.hash.digest('hex'), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function readParts(request: IncomingMessage, path: string, limits: UploadLimits) {
  const fields: Record<string, string> = {};
  const writing: Promise<StoredPart>[] = [];
  const parser = Busboy({
    headers: request.headers,
    defParamCharset: 'utf8',
    limits: { files: 1, fields: 20, fieldSize: 64 * 1024 },
  });
  parser.on('field', (name, value) => {
    if (name !== '__proto__') fields[name] = value;
  });
  parser.on('file', (name, stream, { filename }) => {
    if (name !== 'file') {
      stream.resume();
      return;
    }
    const part = storePart(stream, { path, fileName: filename, limits });
    // Too large a file stops the parser at once instead of reading the rest of the body.
    part.catch((error: unknown) => parser.destroy(error instanceof Error ? error : new Error(String(error))));
    writing.push(part);
  });
  try {
    await feed(request, parser);
  } catch (error) {
    const [failure] = (await Promise.allSettled(writing)).filter((result) => result.status === 'rejected');
    if (failure) throw failure.reason;
    throw commonError('VALIDATION_FAILED', {
      fields: { file: '文件没有传完，请重试' },
      reason: String(error),
    });
  }
  const [part] = await Promise.all(writing);
  return { part: part ?? null, fields };
}

/**
 * Like `pipeline`, except that a parser that gives up leaves the request open: what is still on its way is read and
 * dropped, so that the sender gets the refusal instead of a broken connection.
 */
function feed(request: IncomingMessage, parser: Busboy.Busboy): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      request.unpipe(parser);
      request.resume();
      parser.destroy();
      reject(error);
    };
    parser.once('error', (error: unknown) => fail(error instanceof Error ? error : new Error(String(error))));
    parser.once('close', resolve);
    request.once('error', fail);
    request.pipe(parser);
  });
}

async function storePart(
  stream: Readable,
  target: { path: string; fileName: string; limits: UploadLimits },
): Promise<StoredPart> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      hash.update(chunk);
      if (sizeBytes > target.limits.limitBytes) done(target.limits.tooLarge());
      else done(null, chunk);
    },
  });
  await pipeline(stream, meter, createWriteStream(target.path));
  return { file: { fileName: target.fileName, path: target.path, sizeBytes }, hash };
}
