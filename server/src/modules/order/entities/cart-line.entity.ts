import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { boolean, fen, instant, integer, ref, status } from '../../../platform/database/columns';

/** One offer in a member's cart. A line that was taken out stays for a while, so that it can be put back. */
@Entity('cart_line')
@Index('ux_cart_line_member_offer', ['memberId', 'offerKind', 'offerId'], { unique: true })
export class CartLineRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  memberId: number;
  @Column(status())
  offerKind: 'package';
  @Column(ref())
  offerId: number;
  @Column(integer())
  quantity: number;
  /** Goes into the next order. */
  @Column(boolean())
  isChosen: boolean;
  /** The member's price when it was last put in. */
  @Column(fen())
  seenPriceFen: number;
  @Column(instant())
  addedAt: Date;
  /** Null while it lies in the cart. */
  @Column(instant({ nullable: true }))
  removedAt: Date | null;
}
