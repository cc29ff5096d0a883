import type { SplitParty, SplitSource, SplitState } from '@lakeside/shared/split/split.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, fen, instant, integer, ref, status, varchar } from '../../../platform/database/columns';

/** Money that came, or went back, and the party it belongs to. */
@Entity('split_line')
@Index('ux_split_line_number', ['number'], { unique: true })
@Index('ux_split_line_source', ['source', 'sourceId'], { unique: true })
@Index('ix_split_line_source_number', ['sourceNumber'])
@Index('ix_split_line_origin', ['originId'])
@Index('ix_split_line_check', ['state', 'checkAt', 'id'])
@Index('ix_split_line_day', ['happenedAt', 'id'])
@Index('ix_split_line_party', ['party', 'happenedAt'])
export class SplitLine {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(24))
  number: string;
  @Column(status())
  source: SplitSource;
  @Column(ref())
  sourceId: number;
  @Column(asciiCode(24))
  sourceNumber: string;
  /** The line that a negative one takes back; Sand hears of it after that one was split. */
  @Column(ref({ nullable: true }))
  originId: number | null;
  @Column(status())
  party: SplitParty;
  @Column(fen())
  amountFen: number;
  @Column(status())
  state: SplitState;
  /** Counts from 1; a failed line that is sent again is a new order at Sand. */
  @Column(integer())
  attempt: number;
  /** How often Sand was called for this attempt. */
  @Column(integer())
  asks: number;
  /** When it is looked at again; null once it has ended. */
  @Column(instant({ nullable: true }))
  checkAt: Date | null;
  @Column(asciiCode(64, { nullable: true }))
  sandNo: string | null;
  @Column(varchar(200, { nullable: true }))
  failure: string | null;
  @Column(instant())
  happenedAt: Date;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  finishedAt: Date | null;
}
