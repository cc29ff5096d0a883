import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, ref, status } from '../../../platform/database/columns';

export type TokenKind = 'access' | 'refresh';

/** One token of a session, kept as SHA-256: it is random, so a plain hash cannot be guessed back. */
@Entity('session_token')
@Index('ux_session_token_hash', ['tokenHash'], { unique: true })
@Index('ix_session_token_session', ['sessionId'])
@Index('ix_session_token_expires', ['expiresAt'])
export class SessionTokenRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  sessionId: number;
  @Column(status())
  kind: TokenKind;
  @Column(asciiCode(64))
  tokenHash: string;
  @Column(instant())
  expiresAt: Date;
  /** When a refresh token was exchanged. Seeing it again means that it was stolen. */
  @Column(instant({ nullable: true }))
  usedAt: Date | null;
}
