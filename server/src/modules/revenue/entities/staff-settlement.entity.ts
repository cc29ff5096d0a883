import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { fen, instant, ref, varchar } from '../../../platform/database/columns';

/** A channel says that it paid a staff member. Appended only. */
@Entity('staff_settlement')
@Index('ix_staff_settlement_staff', ['staffId', 'id'])
export class StaffSettlement {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  channelId: number;
  @Column(ref())
  staffId: number;
  @Column(fen())
  amountFen: number;
  @Column(varchar(60, { nullable: true }))
  note: string | null;
  @Column(varchar(40))
  actorName: string;
  @Column(instant())
  at: Date;
}
