import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { integer, ref, varchar } from '../../../platform/database/columns';

/** How many of one article a shipment sends. */
@Entity('shipment_item')
@Index('ux_shipment_item_shipment_sku', ['shipmentId', 'skuId'], { unique: true })
export class ShipmentItem {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  shipmentId: number;
  @Column(ref())
  skuId: number;
  @Column(varchar(30))
  name: string;
  @Column(varchar(30))
  spec: string;
  @Column(varchar(8))
  unit: string;
  @Column(integer())
  quantity: number;
}
