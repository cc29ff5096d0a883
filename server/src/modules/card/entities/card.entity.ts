import type { CardKind, CardStatus } from '@lakeside/shared/card/card.status';
import type { DocumentKind } from '@lakeside/shared/document/document.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, ref, status } from '../../../platform/database/columns';
import type { HolderKind } from '../domain/card-holder';

/**
 * One card, printed or electronic. Rows are changed only together with a row in `card_movement`, and in bulk by SQL rather than by
 * loading them: a document carries up to 10,000 cards.
 *
 * `ix_card_library` and `ix_card_l1_owner` count by state without touching the rows; `ix_card_lock` finds the cards of an
 * open document, which is how documents work on their cards.
 */
@Entity('card')
@Index('ux_card_no', ['cardNo'], { unique: true })
@Index('ix_card_library', ['holderChannelId', 'status', 'productId', 'lockDocumentId'])
@Index('ix_card_received', ['holderChannelId', 'receivedAt'])
@Index('ix_card_l1_owner', ['l1OwnerId', 'status', 'productId', 'lockDocumentId'])
@Index('ix_card_l1_received', ['l1OwnerId', 'receivedAt'])
@Index('ix_card_product', ['productId', 'status'])
@Index('ix_card_lock', ['lockDocumentId', 'lockDocumentKind'])
@Index('ix_card_member', ['memberId', 'boundAt'])
@Index('ix_card_import', ['importId'])
@Index('ix_card_kind', ['kind', 'holderChannelId', 'status', 'holderKind'])
@Index('ux_card_order_issue', ['orderId', 'issueNo'], { unique: true })
export class Card {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(24))
  cardNo: string;
  /** HMAC-SHA256 in hex under a key derived from SECRET_KEY; see `card-secret.ts`. The secret itself is stored nowhere. */
  @Column(asciiCode(64))
  secretHash: string;
  @Column(ref())
  productId: number;
  @Column(status())
  kind: CardKind;
  @Column(status())
  status: CardStatus;
  @Column(status())
  holderKind: HolderKind;
  /** Whose library the card is in; stays when a member binds it, so that the channel still sees what became of it. */
  @Column(ref({ nullable: true }))
  holderChannelId: number | null;
  /** The L1 whose stored value and credit pay the activation (rules.md §5); null while the platform holds the card. */
  @Column(ref({ nullable: true }))
  l1OwnerId: number | null;
  /** The member who bound it. */
  @Column(ref({ nullable: true }))
  memberId: number | null;
  /** The open document the card is in, at most one; no other document takes a locked card. */
  @Column(status({ nullable: true }))
  lockDocumentKind: DocumentKind | null;
  @Column(ref({ nullable: true }))
  lockDocumentId: number | null;
  @Column(ref({ nullable: true }))
  importId: number | null;
  /** The order a card was sold with; an e-card has its place among the cards of that order: no place is filled twice. */
  @Column(ref({ nullable: true }))
  orderId: number | null;
  @Column(integer({ nullable: true }))
  issueNo: number | null;
  @Column(instant())
  createdAt: Date;
  /** When the present holder received it. */
  @Column(instant({ nullable: true }))
  receivedAt: Date | null;
  @Column(instant({ nullable: true }))
  activatedAt: Date | null;
  /** The first instant at which the card is no longer good. */
  @Column(instant({ nullable: true }))
  expiresAt: Date | null;
  @Column(instant({ nullable: true }))
  boundAt: Date | null;
  @Column(instant({ nullable: true }))
  usedAt: Date | null;
  @Column(instant({ nullable: true }))
  voidedAt: Date | null;
}
