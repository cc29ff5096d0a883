import { videoError } from '@lakeside/shared/media/media.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppConfig } from '../../platform/config/config';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import type { UploadedFile } from '../../platform/http/serve';
import { randomToken } from '../../platform/random';
import { AuditService } from '../audit/audit.service';
import { isWholeVideo } from './domain/read-video';

/** Keeps uploaded videos as files beside the pictures; none is ever whole in memory (AD-358). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class VideoService {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly audit: AuditService;

  /** Stores an MP4 under a random name; its type is read from the bytes. Throws UNSUPPORTED_MEDIA_TYPE. */
  async storeVideo(actor: Actor, file: UploadedFile): Promise<{ url: string }> {
    if (!(await isVideoFile(file))) throw videoError('UNSUPPORTED_MEDIA_TYPE', { accepted: ['MP4'] });
    const fileName = `${randomToken(22)}.mp4`;
    const folder = join(this.config.dataDir, 'media');
    const path = join(folder, fileName);
    await mkdir(folder, { recursive: true });
    try {
      // Copied beside and renamed, so that nobody is ever served half a video; the folders may lie on different disks.
      await copyFile(file.path, `${path}.part`);
      await rename(`${path}.part`, path);
      await this.recordUpload(actor, fileName, file);
    } catch (error) {
      await Promise.all([rm(`${path}.part`, { force: true }), rm(path, { force: true })]);
      throw error;
    }
    return { url: `/media/${fileName}` };
  }

  /** Size of a stored video by its address `/media/<name>`; null when there is no such file. */
  async findFacts(url: string): Promise<{ sizeBytes: number } | null> {
    const stats = await stat(join(this.config.dataDir, 'media', basename(url))).catch(() => null);
    return stats && { sizeBytes: stats.size };
  }

  private async recordUpload(actor: Actor, fileName: string, file: UploadedFile): Promise<void> {
    await this.transactions.run(actor, (tx) =>
      this.audit.record(tx, actor, {
        action: 'media.uploadVideo',
        targetKind: 'video',
        targetId: fileName,
        targetLabel: file.fileName,
        after: { sizeBytes: file.sizeBytes },
      }),
    );
  }
}

async function isVideoFile({ path, sizeBytes }: UploadedFile): Promise<boolean> {
  const handle = await open(path);
  try {
    return await isWholeVideo(async (start, length) => {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, start);
      return buffer.subarray(0, bytesRead);
    }, sizeBytes);
  } finally {
    await handle.close();
  }
}
