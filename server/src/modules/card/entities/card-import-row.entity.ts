import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { asciiCode, text, varchar } from '../../../platform/database/columns';

/**
 * A row of an import between reading and the one transaction that makes cards of all good rows. Bad rows stay for the error
 * file, generated ones for the print file; both carry secrets, so what they say is sealed.
 */
@Entity('card_import_row')
@Index('ix_card_import_row_card_no', ['importId', 'cardNo'])
export class CardImportRow {
  @PrimaryColumn({ type: 'int' })
  importId: number;
  @PrimaryColumn({ type: 'int' })
  rowNumber: number;
  /** Null on rows that were refused. */
  @Column(asciiCode(24, { nullable: true }))
  cardNo: string | null;
  @Column(asciiCode(64, { nullable: true }))
  secretHash: string | null;
  /** Sealed JSON: the cells of a refused row, the secret of a generated card. */
  @Column(text({ nullable: true }))
  sealed: string | null;
  /** Why the row was refused; null for good rows. */
  @Column(varchar(100, { nullable: true }))
  problem: string | null;
}
