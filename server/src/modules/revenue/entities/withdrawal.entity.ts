import type { WithdrawalStatus } from '@lakeside/shared/revenue/revenue.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, fen, instant, ref, status, varchar } from '../../../platform/database/columns';

/** A channel asks for revenue to be paid to a bank card. */
@Entity('withdrawal')
@Index('ux_withdrawal_number', ['number'], { unique: true })
@Index('ix_withdrawal_channel', ['channelId', 'id'])
@Index('ix_withdrawal_status', ['status', 'id'])
@Index('ix_withdrawal_created', ['createdAt'])
export class Withdrawal {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(32))
  number: string;
  @Column(ref())
  channelId: number;
  @Column(fen())
  amountFen: number;
  @Column(status())
  status: WithdrawalStatus;
  @Column(varchar(30))
  holder: string;
  @Column(varchar(40))
  bankName: string;
  /** The number of the bank card, sealed: only who pays reads it. */
  @Column(asciiCode(120))
  accountSealed: string;
  @Column(asciiCode(32))
  accountMask: string;
  @Column(varchar(60, { nullable: true }))
  note: string | null;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  decidedAt: Date | null;
}
