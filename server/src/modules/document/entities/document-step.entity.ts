import type { DocumentKind } from '@lakeside/shared/document/document.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, ref, status, varchar } from '../../../platform/database/columns';

/** One step in the life of a document; appended only. */
@Entity('document_step')
@Index('ix_document_step_document', ['kind', 'documentId'])
export class DocumentStepRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  kind: DocumentKind;
  @Column(ref())
  documentId: number;
  @Column(varchar(40))
  action: string;
  @Column(varchar(80))
  actorName: string;
  @Column(varchar(200, { nullable: true }))
  note: string | null;
  @Column(instant())
  at: Date;
}
