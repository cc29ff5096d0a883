import type { HandoverKind, HandoverStatus } from '@lakeside/shared/card/card.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, fen, instant, integer, ref, status, varchar } from '../../../platform/database/columns';

/** Cards on their way from one holder to the next: card order, transfer or return. A side is a channel, or null for the platform. */
@Entity('card_handover')
@Index('ux_card_handover_number', ['number'], { unique: true })
@Index('ix_card_handover_from', ['fromChannelId', 'status'])
@Index('ix_card_handover_to', ['toChannelId', 'status'])
@Index('ix_card_handover_kind', ['kind', 'status'])
export class CardHandover {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  kind: HandoverKind;
  @Column(asciiCode(32))
  number: string;
  @Column(status())
  status: HandoverStatus;
  @Column(ref({ nullable: true }))
  fromChannelId: number | null;
  @Column(ref({ nullable: true }))
  toChannelId: number | null;
  @Column(ref())
  productId: number;
  @Column(integer())
  cardCount: number;
  @Column(integer())
  receivedCount: number;
  /** Cards the receiver did not find; they stayed with the sender. */
  @Column(integer())
  differenceCount: number;
  /** Transfers: retail price × the child's rate when the cards were sent, what the child owes offline per card. */
  @Column(fen({ nullable: true }))
  unitPriceFen: number | null;
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
