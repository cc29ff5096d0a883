import type { CardStatus } from '@lakeside/shared/card/card.status';
import type { DocumentKind } from '@lakeside/shared/document/document.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, ref, status, varchar } from '../../../platform/database/columns';
import type { HolderKind } from '../domain/card-holder';
import type { CardMovementAction } from '../domain/card-movement-action';

/** One entry of a card's life line: a change of state, holder or lock. Appended, never changed. Holder columns tell the state after it. */
@Entity('card_movement')
@Index('ix_card_movement_card', ['cardId', 'id'])
export class CardMovement {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  cardId: number;
  @Column(status())
  action: CardMovementAction;
  @Column(status({ nullable: true }))
  fromStatus: CardStatus | null;
  @Column(status())
  toStatus: CardStatus;
  @Column(status())
  holderKind: HolderKind;
  @Column(ref({ nullable: true }))
  holderChannelId: number | null;
  @Column(ref({ nullable: true }))
  memberId: number | null;
  @Column(status({ nullable: true }))
  documentKind: DocumentKind | null;
  @Column(ref({ nullable: true }))
  documentId: number | null;
  @Column(varchar(60))
  actorName: string;
  @Column(varchar(100, { nullable: true }))
  note: string | null;
  @Column(instant())
  at: Date;
}
