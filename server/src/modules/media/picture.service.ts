import { commonError } from '@lakeside/shared/kernel/app-error';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppConfig } from '../../platform/config/config';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import type { UploadedFile } from '../../platform/http/serve';
import { randomToken } from '../../platform/random';
import { AuditService } from '../audit/audit.service';
import { readPicture } from './domain/read-picture';

const maxBytes = 5 * 1024 * 1024;

/** Keeps uploaded pictures as files under DATA_DIR/media, where the site serves them. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PictureService {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly audit: AuditService;

  /**
   * Stores a JPEG, PNG or WebP of at most 5 MB under a random name, so that it may be cached for good. The type is read from
   * the bytes. Throws PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE.
   */
  async storePicture(
    actor: Actor,
    file: UploadedFile,
  ): Promise<{ url: string; width: number; height: number }> {
    if (file.sizeBytes > maxBytes) throw commonError('PAYLOAD_TOO_LARGE', { limitBytes: maxBytes });
    const bytes = await readFile(file.path);
    const facts = readPicture(bytes);
    if (!facts) throw commonError('UNSUPPORTED_MEDIA_TYPE', { accepted: ['JPEG', 'PNG', 'WebP'] });
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
