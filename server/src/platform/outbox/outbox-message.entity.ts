import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, json, status, varchar } from '../database/columns';

/** `ignored`: nobody handles the topic. `dead`: given up after the last attempt, waits for a person. */
export const OutboxStatus = {
  pending: 'pending',
  delivered: 'delivered',
  dead: 'dead',
  ignored: 'ignored',
} as const;
export type OutboxStatus = (typeof OutboxStatus)[keyof typeof OutboxStatus];

/** One message for one handler, written in the transaction that caused it. */
@Entity('outbox_message')
@Index('ix_outbox_message_due', ['status', 'dueAt'])
@Index('ux_outbox_message_dedupe', ['dedupeKey', 'handler'], { unique: true })
export class OutboxMessage {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(64))
  topic: string;
  /** The class that handles it; empty when `ignored`. */
  @Column(asciiCode(80))
  handler: string;
  @Column(json())
  payload: object;
  @Column(asciiCode(120, { nullable: true }))
  dedupeKey: string | null;
  @Column(status())
  status: OutboxStatus;
  @Column(integer())
  attempts: number;
  @Column(instant())
  dueAt: Date;
  @Column(instant({ nullable: true }))
  leaseUntil: Date | null;
  @Column(asciiCode(40, { nullable: true }))
  leasedBy: string | null;
  @Column(varchar(500, { nullable: true }))
  lastError: string | null;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  deliveredAt: Date | null;
}
