import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { integer, ref, varchar } from '../../../platform/database/columns';

/** How many of one article a shipping note sends. */
@Entity('store_shipment_item')
@Index('ux_store_shipment_item', ['shipmentId', 'skuId'], { unique: true })
export class StoreShipmentItemRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  shipmentId: number;
  @Column(ref())
  skuId: number;
  @Column(varchar(80))
  name: string;
  @Column(integer())
  quantity: number;
}
