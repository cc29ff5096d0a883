import { Column, Entity, PrimaryColumn } from 'typeorm';
import { integer } from '../database/columns';

/** The next number not yet handed out for one prefix on one day. */
@Entity('document_sequence')
export class DocumentSequence {
  @PrimaryColumn({ type: 'varchar', length: 8 })
  prefix: string;
  @PrimaryColumn({ type: 'varchar', length: 10 })
  day: string;
  @Column(integer())
  nextValue: number;
}
