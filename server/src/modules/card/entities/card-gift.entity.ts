import type { GiftStatus } from '@lakeside/shared/card/card.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, ref, status, varchar } from '../../../platform/database/columns';

/** One e-card on its way from a member to another. The card is locked by it while it is open (AD-249). */
@Entity('card_gift')
@Index('ux_card_gift_number', ['number'], { unique: true })
@Index('ix_card_gift_giver', ['giverId', 'id'])
@Index('ix_card_gift_card', ['cardNo', 'id'])
@Index('ix_card_gift_open', ['status', 'expiresAt', 'id'])
export class CardGift {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(32))
  number: string;
  @Column(status())
  status: GiftStatus;
  @Column(ref())
  cardId: number;
  @Column(asciiCode(24))
  cardNo: string;
  @Column(ref())
  productId: number;
  @Column(ref())
  giverId: number;
  @Column(ref({ nullable: true }))
  receiverId: number | null;
  @Column(varchar(60, { nullable: true }))
  greeting: string | null;
  @Column(instant())
  createdAt: Date;
  /** From here on nobody can accept it, and the card goes back. */
  @Column(instant())
  expiresAt: Date;
  @Column(instant({ nullable: true }))
  closedAt: Date | null;
}
