import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { day, fen, instant, ref, varchar } from '../../../platform/database/columns';

/** Income from offline sales that the channel entered by hand; below zero takes an entry back. Appended only. */
@Entity('staff_offline_income')
@Index('ix_staff_offline_income_staff', ['staffId', 'id'])
export class StaffOfflineIncome {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  channelId: number;
  @Column(ref())
  staffId: number;
  @Column(fen())
  amountFen: number;
  /** The day of the sale. */
  @Column(day())
  day: string;
  @Column(varchar(60, { nullable: true }))
  note: string | null;
  @Column(instant())
  at: Date;
}
