import type { Context } from '@midwayjs/koa';
import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

export interface StaticFolder {
  /** Begins and ends with a slash: `/member/`. */
  readonly prefix: string;
  readonly folder: string;
  /** Answers unknown paths without an extension with `index.html`, for apps that route in the browser. */
  readonly hasApp: boolean;
  /** Uploaded by people: shown, but never run as a page of ours. */
  readonly isUntrusted: boolean;
}

const compressible = /^\.(html|js|mjs|css|json|svg|txt|map|xml|webmanifest|wasm)$/;
const smallestCompressedBytes = 1024;

/** Sends the file a request asks for; false when there is none, or no such folder at all. */
export async function sendStaticFile(ctx: Context, site: StaticFolder): Promise<boolean> {
  const asked = decodePath(ctx.path.slice(site.prefix.length));
  if (asked === null) return false;
  const file = await findFile(site, asked);
  if (!file) return false;
  setHeaders(ctx, file, site);
  if (ctx.fresh) {
    ctx.status = 304;
    return true;
  }
  if (site.isUntrusted && ctx.method === 'GET') sendAskedPart(ctx, file);
  else sendContent(ctx, file);
  return true;
}

interface FoundFile {
  readonly path: string;
  readonly stats: Stats;
}

async function findFile(site: StaticFolder, asked: string): Promise<FoundFile | null> {
  const direct = await statFile(
    site.folder,
    asked === '' || asked.endsWith('/') ? `${asked}index.html` : asked,
  );
  if (direct) return direct;
  return site.hasApp && extname(asked) === '' ? statFile(site.folder, 'index.html') : null;
}

async function statFile(folder: string, name: string): Promise<FoundFile | null> {
  const root = resolve(folder);
  const path = join(root, name);
  if (!path.startsWith(root + sep)) return null;
  const stats = await stat(path).catch(() => null);
  return stats?.isFile() ? { path, stats } : null;
}

/** Null for what is no path: broken escapes, NUL, hidden files. */
function decodePath(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') || /(^|[\\/])\./.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}

function setHeaders(ctx: Context, file: FoundFile, site: StaticFolder): void {
  ctx.status = 200;
  ctx.type = extname(file.path);
  ctx.lastModified = file.stats.mtime;
  ctx.etag = `W/"${file.stats.size.toString(16)}-${file.stats.mtimeMs.toString(16)}"`;
  // Build tools put a hash into the names under /assets/, so such a file never changes; uploaded media have random names.
  const isImmutable = site.isUntrusted || /\/(assets|static\/js)\//.test(ctx.path);
  ctx.set('cache-control', isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (!site.isUntrusted) return;
  ctx.set('accept-ranges', 'bytes');
  ctx.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
}

/**
 * Answers `Range`, which phones need to play a video. `If-Range` always holds: a name under /media never gets another content.
 * Several parts at once are answered with the whole file, as HTTP allows.
 */
function sendAskedPart(ctx: Context, file: FoundFile): void {
  const { size } = file.stats;
  const range = findRange(ctx.get('range'), size);
  if (range === null) return sendContent(ctx, file);
  if (range === 'unsatisfiable') {
    ctx.status = 416;
    ctx.set('content-range', `bytes */${size}`);
    ctx.set('cache-control', 'no-store');
    ctx.type = 'text/plain';
    ctx.body = '';
    return;
  }
  ctx.status = 206;
  ctx.set('content-range', `bytes ${range.start}-${range.end}/${size}`);
  ctx.length = range.end - range.start + 1;
  ctx.body = createReadStream(file.path, range);
}

/** The bytes asked for, both ends included; null when the whole file is to be sent (RFC 9110 §14.1.2). */
function findRange(header: string, size: number): { start: number; end: number } | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? [];
  if (first === '' && last === '') return null;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start >= size || end < start ? 'unsatisfiable' : { start, end };
}

function sendContent(ctx: Context, file: FoundFile): void {
  const isCompressible = compressible.test(extname(file.path)) && file.stats.size >= smallestCompressedBytes;
  const encoding = isCompressible ? ctx.acceptsEncodings('br', 'gzip', 'identity') : 'identity';
  if (isCompressible) ctx.vary('Accept-Encoding');
  if (ctx.method === 'HEAD' || encoding === 'identity' || encoding === false) {
    // After the body, since an empty one would set the length of a HEAD to nothing.
    ctx.body = ctx.method === 'HEAD' ? '' : createReadStream(file.path);
    ctx.length = file.stats.size;
    return;
  }
  const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
  ctx.set('content-encoding', encoding);
  ctx.body = createReadStream(file.path).pipe(encoding === 'br' ? createBrotliCompress(fast) : createGzip());
}
