import type { CardImportStatus } from '@lakeside/shared/card/card.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, json, ref, status, varchar } from '../../../platform/database/columns';

/** One batch of new cards: from a file, or generated. */
@Entity('card_import')
@Index('ux_card_import_number', ['number'], { unique: true })
@Index('ix_card_import_status', ['status', 'finishedAt'])
export class CardImport {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(32))
  number: string;
  @Column(ref())
  productId: number;
  @Column(status())
  source: 'file' | 'generated';
  /** As the person called it. */
  @Column(varchar(200, { nullable: true }))
  fileName: string | null;
  /** The file in DATA_DIR/imports, until the import has ended. */
  @Column(asciiCode(60, { nullable: true }))
  storedName: string | null;
  /** The titles of the file, repeated in its error file. */
  @Column(json({ nullable: true }))
  titles: string[] | null;
  /** Generated cards: their first and last number. */
  @Column(asciiCode(24, { nullable: true }))
  firstCardNo: string | null;
  @Column(asciiCode(24, { nullable: true }))
  lastCardNo: string | null;
  @Column(status())
  status: CardImportStatus;
  /** Why it failed, in words fit to show. */
  @Column(varchar(200, { nullable: true }))
  failure: string | null;
  @Column(integer())
  totalRows: number;
  @Column(integer())
  processedRows: number;
  @Column(integer())
  importedRows: number;
  @Column(integer())
  rejectedRows: number;
  /** When the numbers and secrets of generated cards were handed out. */
  @Column(instant({ nullable: true }))
  printTakenAt: Date | null;
  /** When the refused rows were thrown away. */
  @Column(instant({ nullable: true }))
  purgedAt: Date | null;
  @Column(varchar(80))
  createdBy: string;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  finishedAt: Date | null;
}
