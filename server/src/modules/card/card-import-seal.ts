import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppConfig } from '../../platform/config/config';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals the few secrets an import must hand back later: those of refused rows and of generated cards. AES-256-GCM under a
 * key derived from SECRET_KEY, bound to the import they belong to.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardImportSeal {
  @Inject() private readonly config: AppConfig;
  private key: Buffer;

  @Init()
  async init(): Promise<void> {
    this.key = this.config.keyFor('card-import');
  }

  seal(importId: number, content: readonly string[]): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, this.key, iv).setAAD(Buffer.from(String(importId)));
    const body = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  }

  /** Throws when the text was not sealed for that import under the present key. */
  open(importId: number, sealed: string): string[] {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv(algorithm, this.key, bytes.subarray(0, ivBytes))
      .setAAD(Buffer.from(String(importId)))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    const body = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
    const content: unknown = JSON.parse(body.toString('utf8'));
    return Array.isArray(content) ? content.map(String) : [];
  }
}
