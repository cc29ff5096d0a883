import type { DocumentKind } from '@lakeside/shared/document/document.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, ref, status, varchar } from '../../../platform/database/columns';

/** `receipt` and `return` bring goods to and take them from a place; `adjustment` and `shipment` change what is on hand, `reservation` and `release` only what is promised. */
export type StockMovementKind = 'adjustment' | 'reservation' | 'release' | 'shipment' | 'receipt' | 'return';

/** One change of one article at one place; appended, never edited. */
@Entity('stock_movement')
@Index('ix_stock_movement_place_sku', ['placeChannelId', 'skuId', 'id'])
@Index('ix_stock_movement_document', ['documentKind', 'documentId'])
export class StockMovement {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  placeChannelId: number;
  @Column(ref())
  skuId: number;
  @Column(status())
  kind: StockMovementKind;
  @Column(integer())
  onHandDelta: number;
  @Column(integer())
  reservedDelta: number;
  @Column(status())
  documentKind: DocumentKind;
  @Column(ref())
  documentId: number;
  @Column(asciiCode(32))
  documentNumber: string;
  @Column(varchar(100, { nullable: true }))
  note: string | null;
  @Column(varchar(60))
  actorName: string;
  @Column(instant())
  createdAt: Date;
}
