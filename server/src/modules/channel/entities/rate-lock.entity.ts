import { Entity, PrimaryColumn } from 'typeorm';

/** One row, locked by every change of a rate, a level or a parent, so that two changes cannot break the chain together. */
@Entity('rate_lock')
export class RateLockRow {
  @PrimaryColumn({ type: 'int' })
  id: number;
}
