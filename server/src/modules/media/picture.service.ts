import { AppError } from '@lakeside/shared/kernel/app-error';
import { mediaError } from '@lakeside/shared/media/media.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppConfig } from '../../platform/config/config';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor, MemberActor } from '../../platform/http/actor';
import type { UploadedFile } from '../../platform/http/serve';
import { randomToken } from '../../platform/random';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter';
import { AuditService } from '../audit/audit.service';
import { type PictureFacts, readPicture } from './domain/read-picture';
import { stripPicture } from './domain/strip-picture';

const maxBytes = 5 * 1024 * 1024;
/** A phone that shows a picture needs four bytes of memory for each of its pixels, however small the file is. */
const maxPixels = 50_000_000;
const memberLimit = { points: 60, seconds: 24 * 60 * 60 };

export interface StoredPicture {
  /** Its address on our site: `/media/<name>`. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** Keeps uploaded pictures as files under DATA_DIR/media, where the site serves them. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PictureService {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly rateLimiter: RateLimiter;

  /** `storePicture` for a member, at most 60 a day. Throws PICTURE_LIMIT_REACHED as well (MB-058). */
  async storeMemberPicture(actor: MemberActor, file: UploadedFile): Promise<StoredPicture> {
    await this.rateLimiter
      .consume(`picture:member:${actor.memberId}`, memberLimit)
      .catch((error: unknown) => {
        throw error instanceof AppError ? mediaError('PICTURE_LIMIT_REACHED') : error;
      });
    return this.storePicture(actor, file);
  }

  /**
   * Stores a JPEG, PNG or WebP of at most 5 MB under a random name, so that it may be cached for good. The type is read from
   * the bytes; what a camera wrote about place and maker is dropped. Throws PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE,
   * PICTURE_TOO_DETAILED.
   */
  async storePicture(actor: Actor, file: UploadedFile): Promise<StoredPicture> {
    const { bytes, facts } = await readUpload(file);
    const fileName = `${randomToken(22)}.${facts.format}`;
    const folder = join(this.config.dataDir, 'media');
    const path = join(folder, fileName);
    await mkdir(folder, { recursive: true });
    // Written beside and renamed, so that nobody is ever served half a picture.
    await writeFile(`${path}.part`, bytes, { flag: 'wx' });
    await rename(`${path}.part`, path);
    try {
      await this.recordUpload(actor, fileName, file);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return { url: `/media/${fileName}`, width: facts.width, height: facts.height };
  }

  /** Measures and size of a stored picture by its address `/media/<name>`; null when there is no such file. */
  async findFacts(url: string): Promise<{ width: number; height: number; sizeBytes: number } | null> {
    const bytes = await readFile(join(this.config.dataDir, 'media', basename(url))).catch(() => null);
    const facts = bytes && readPicture(bytes);
    return facts && { width: facts.width, height: facts.height, sizeBytes: bytes.length };
  }

  private async recordUpload(actor: Actor, fileName: string, file: UploadedFile): Promise<void> {
    await this.transactions.run(actor, (tx) =>
      this.audit.record(tx, actor, {
        action: 'media.uploadPicture',
        targetKind: 'picture',
        targetId: fileName,
        targetLabel: file.fileName,
        after: { sizeBytes: file.sizeBytes },
      }),
    );
  }
}

async function readUpload(file: UploadedFile): Promise<{ bytes: Uint8Array; facts: PictureFacts }> {
  if (file.sizeBytes > maxBytes) throw mediaError('PAYLOAD_TOO_LARGE', { limitBytes: maxBytes });
  const raw = await readFile(file.path);
  const facts = readPicture(raw);
  const bytes = facts && stripPicture(raw, facts.format);
  if (!facts || !bytes) throw mediaError('UNSUPPORTED_MEDIA_TYPE', { accepted: ['JPEG', 'PNG', 'WebP'] });
  if (facts.width * facts.height > maxPixels) throw mediaError('PICTURE_TOO_DETAILED', { maxPixels });
  return { bytes, facts };
}
