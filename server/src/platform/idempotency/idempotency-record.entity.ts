import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, bigInteger, instant, text, varchar } from '../database/columns';

/** The first answer to an idempotent request, kept to be repeated. Purged after a week. */
@Entity('idempotency_record')
@Index('ux_idempotency_record_key', ['audience', 'actorId', 'key'], { unique: true })
@Index('ix_idempotency_record_created', ['createdAt'])
export class IdempotencyRecord {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(16))
  audience: string;
  @Column(bigInteger())
  actorId: number;
  @Column(asciiCode(80))
  key: string;
  @Column(asciiCode(64))
  requestHash: string;
  @Column(varchar(200))
  endpoint: string;
  @Column(text())
  answer: string;
  @Column(instant())
  createdAt: Date;
}
