import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { createHash, createHmac } from 'node:crypto';
import { AppConfig } from '../../platform/config/config';
import { seal, unseal } from '../../platform/seal';

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

  /** Encrypts a code on its way through the outbox table. */
  seal(plain: string): string {
    return seal(this.sealKey, plain);
  }

  open(sealed: string): string {
    return unseal(this.sealKey, sealed);
  }
}
