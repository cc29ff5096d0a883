import type { PayableKind, Payee, PaymentStatus, PaymentWay } from '@lakeside/shared/payment/payment.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, fen, instant, integer, ref, status, varchar } from '../../../platform/database/columns';

/** One try to collect money through WeChat Pay. A payable may need several: another way to pay, a closed one. */
@Entity('payment')
@Index('ux_payment_number', ['number'], { unique: true })
@Index('ux_payment_trade', ['tradeNo'], { unique: true })
@Index('ux_payment_transaction', ['transactionId'], { unique: true })
@Index('ix_payment_payable', ['payableKind', 'payableId', 'id'])
@Index('ix_payment_payable_number', ['payableNumber'])
@Index('ix_payment_check', ['status', 'checkAt', 'id'])
@Index('ix_payment_created', ['createdAt', 'id'])
export class PaymentRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(24))
  number: string;
  /** The number WeChat knows it by (out_trade_no): the document number and a random end, since a merchant may never use one twice. */
  @Column(asciiCode(32))
  tradeNo: string;
  @Column(status())
  payableKind: PayableKind;
  @Column(ref())
  payableId: number;
  @Column(asciiCode(24))
  payableNumber: string;
  @Column(varchar(60))
  payerName: string;
  @Column(status())
  payee: Payee;
  @Column(status())
  way: PaymentWay;
  /** Who pays, as the merchant's mini program knows them; null on H5. */
  @Column(asciiCode(64, { nullable: true }))
  openId: string | null;
  @Column(varchar(120))
  description: string;
  @Column(fen())
  amountFen: number;
  /** Everything asked back, also what failed and must be tried again; never above the amount. */
  @Column(fen())
  refundedFen: number;
  @Column(status())
  status: PaymentStatus;
  @Column(asciiCode(64, { nullable: true }))
  transactionId: string | null;
  @Column(instant())
  expiresAt: Date;
  /** When WeChat is asked next what became of it; null when there is nothing to ask any more. */
  @Column(instant({ nullable: true }))
  checkAt: Date | null;
  @Column(integer())
  checks: number;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  paidAt: Date | null;
  @Column(instant({ nullable: true }))
  closedAt: Date | null;
}
