import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, json, status, varchar } from '../database/columns';

export const TaskStatus = { pending: 'pending', running: 'running', done: 'done', failed: 'failed' } as const;
export type TaskStatus = (typeof TaskStatus)[keyof typeof TaskStatus];

/** One long task, kept until it is done, whatever happens to the servers. */
@Entity('job_task')
@Index('ix_job_task_due', ['status', 'dueAt'])
@Index('ux_job_task_dedupe', ['dedupeKey'], { unique: true })
export class JobTask {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(64))
  type: string;
  @Column(json())
  payload: object;
  @Column(asciiCode(120, { nullable: true }))
  dedupeKey: string | null;
  @Column(status())
  status: TaskStatus;
  @Column(integer())
  done: number;
  @Column(integer())
  total: number;
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
  finishedAt: Date | null;
}
