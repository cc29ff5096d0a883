import type { DocumentKind } from '@lakeside/shared/document/document.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, ref, status } from '../../../platform/database/columns';

/** Where the document of a number is kept: its kind and its id in that kind's own table. */
@Entity('document')
@Index('ux_document_number', ['number'], { unique: true })
@Index('ux_document_kind_id', ['kind', 'documentId'], { unique: true })
export class DocumentRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  kind: DocumentKind;
  @Column(ref())
  documentId: number;
  @Column(asciiCode(40))
  number: string;
  @Column(instant())
  createdAt: Date;
}
