import { Column, Entity, PrimaryColumn } from 'typeorm';
import { asciiCode, instant, varchar } from '../database/columns';

/** Which run of a cron job was the last, and who runs it now. */
@Entity('job_lease')
export class JobLease {
  @PrimaryColumn({ type: 'varchar', length: 80 })
  name: string;
  /** The set time of the last run begun; at first the moment the job became known. */
  @Column(instant())
  lastSlotAt: Date;
  @Column(instant({ nullable: true }))
  leaseUntil: Date | null;
  @Column(asciiCode(40, { nullable: true }))
  leasedBy: string | null;
  @Column(instant({ nullable: true }))
  finishedAt: Date | null;
  @Column(varchar(500, { nullable: true }))
  lastError: string | null;
}
