import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, varchar } from '../../../platform/database/columns';

/** Cards taken out of use for good by the back office (rules.md §6). */
@Entity('card_void')
@Index('ux_card_void_number', ['number'], { unique: true })
export class CardVoid {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(32))
  number: string;
  @Column(varchar(100))
  reason: string;
  @Column(integer())
  cardCount: number;
  @Column(instant())
  createdAt: Date;
}
