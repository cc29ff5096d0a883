import type { DocumentKind } from '@lakeside/shared/document/document.contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ref, status } from '../../../platform/database/columns';

export type CardOutcome = 'pending' | 'done' | 'missing' | 'skipped' | 'cancelled';

/** One card of a document and what became of it there. The key keeps a document's numbers together and in order. */
@Entity('card_document_item')
export class CardDocumentItem {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  documentKind: DocumentKind;
  @PrimaryColumn({ type: 'int' })
  documentId: number;
  @PrimaryColumn({ type: 'varchar', length: 24 })
  cardNo: string;
  @Column(ref())
  cardId: number;
  @Column(status())
  outcome: CardOutcome;
}
