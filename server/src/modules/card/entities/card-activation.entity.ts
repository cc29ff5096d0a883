import type { ActivationQueue, ActivationStatus } from '@lakeside/shared/card/card.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, fen, instant, integer, ref, status, varchar } from '../../../platform/database/columns';

/** A request to activate cards of one holder, paid by the L1 (rules.md §5). */
@Entity('card_activation')
@Index('ux_card_activation_number', ['number'], { unique: true })
@Index('ix_card_activation_requester', ['requesterId', 'status'])
@Index('ix_card_activation_l2', ['l2Id', 'status'])
@Index('ix_card_activation_l1', ['l1Id', 'queue', 'status'])
@Index('ix_card_activation_status', ['status', 'createdAt'])
export class CardActivation {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(32))
  number: string;
  @Column(status())
  status: ActivationStatus;
  @Column(ref())
  requesterId: number;
  @Column(integer())
  requesterLevel: 1 | 2 | 3;
  /** The L2 between requester and L1; null when there is none. */
  @Column(ref({ nullable: true }))
  l2Id: number | null;
  @Column(ref())
  l1Id: number;
  /** In which of the L1's three queues the request stands. */
  @Column(status())
  queue: ActivationQueue;
  @Column(ref())
  productId: number;
  @Column(integer())
  cardCount: number;
  @Column(integer())
  activatedCount: number;
  /** What the requester owes its parent offline, per card, at the time of the request; null for the L1 itself. */
  @Column(fen({ nullable: true }))
  offlineUnitPriceFen: number | null;
  /** What the L2 between them owes the L1 offline, per card, at the time of the request. */
  @Column(fen({ nullable: true }))
  l2UnitPriceFen: number | null;
  /** What one card cost the L1; null until activated. */
  @Column(fen({ nullable: true }))
  l1UnitPriceFen: number | null;
  @Column(fen())
  storedValueFen: number;
  @Column(fen())
  creditFen: number;
  @Column(varchar(100, { nullable: true }))
  note: string | null;
  @Column(asciiCode(24))
  firstCardNo: string;
  @Column(asciiCode(24))
  lastCardNo: string;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  closedAt: Date | null;
}
