import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { AppConfig } from '../../platform/config/config';

/** The cryptography of logins: nothing that opens an account is stored as it was given out. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class IdentitySecretService {
  @Inject() private readonly config: AppConfig;
  private codeKey: Buffer;
  private sealKey: Buffer;

  @Init()
  async init(): Promise<void> {
    this.codeKey = this.config.keyFor('sms-code');
    this.sealKey = this.config.keyFor('sms-outbox');
  }

  /** For random tokens. */
  tokenHash(token: string): string {
    return createHash('sha256').update(token).digest('hex');
  }

  /** For six digits, which a plain hash would not hide. */
  codeHash(audience: string, phone: string, code: string): string {
    return createHmac('sha256', this.codeKey).update(`${audience}\n${phone}\n${code}`).digest('hex');
  }

  /** Encrypts a code on its way through the outbox table (AES-256-GCM: nonce, tag, text in base64). */
  seal(plain: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.sealKey, nonce);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.sealKey, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }
}
