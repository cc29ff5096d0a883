import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, status } from '../../../platform/database/columns';
import type { AttemptScope } from '../domain/secret-attempts';

/**
 * Wrong card secrets, counted per card number, per person and per network address. Numbers that do not exist are counted
 * the same way, so that a lock does not tell which ones do.
 */
@Entity('card_attempt')
@Index('ux_card_attempt_subject', ['scope', 'subject'], { unique: true })
@Index('ix_card_attempt_last', ['lastFailedAt'])
export class CardAttempt {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  scope: AttemptScope;
  @Column(asciiCode(64))
  subject: string;
  @Column(integer())
  failedCount: number;
  @Column(instant())
  lastFailedAt: Date;
}
