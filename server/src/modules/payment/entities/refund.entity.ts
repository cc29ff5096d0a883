import type { PayableKind, RefundStatus } from '@lakeside/shared/payment/payment.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, fen, instant, integer, ref, status, varchar } from '../../../platform/database/columns';

/** Money on its way back by the route it came. */
@Entity('payment_refund')
@Index('ux_payment_refund_number', ['number'], { unique: true })
@Index('ux_payment_refund_refund', ['refundNo'], { unique: true })
@Index('ix_payment_refund_payment', ['paymentId', 'id'])
@Index('ix_payment_refund_payable', ['payableKind', 'payableId', 'id'])
@Index('ix_payment_refund_payable_number', ['payableNumber'])
@Index('ix_payment_refund_check', ['status', 'checkAt', 'id'])
@Index('ix_payment_refund_created', ['createdAt', 'id'])
export class RefundRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(24))
  number: string;
  /** The number WeChat knows it by (out_refund_no). The same one is asked again until WeChat has refused it for good. */
  @Column(asciiCode(32))
  refundNo: string;
  @Column(ref())
  paymentId: number;
  @Column(asciiCode(24))
  paymentNumber: string;
  @Column(status())
  payableKind: PayableKind;
  @Column(ref())
  payableId: number;
  @Column(asciiCode(24))
  payableNumber: string;
  @Column(fen())
  amountFen: number;
  @Column(varchar(60))
  reason: string;
  @Column(status())
  status: RefundStatus;
  /** Why the last try did not succeed: WeChat's own code, `CLOSED` or `ABNORMAL`. */
  @Column(asciiCode(64, { nullable: true }))
  failure: string | null;
  @Column(instant({ nullable: true }))
  checkAt: Date | null;
  @Column(integer())
  checks: number;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  refundedAt: Date | null;
}
