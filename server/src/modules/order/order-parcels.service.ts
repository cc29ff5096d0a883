import type { ShipmentStatus } from '@lakeside/shared/order/order.status';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';

/** One parcel of an order, sent or still to be sent. */
export interface ParcelRecord {
  shipmentId: number;
  shipmentNumber: string;
  status: ShipmentStatus;
  carrierCode: string | null;
  carrierName: string | null;
  waybillNo: string | null;
  shippedAt: Date | null;
  items: { skuId: number; name: string; quantity: number }[];
}

/** One thing that a carrier tells of a parcel. */
export interface ParcelScan {
  waybillNo: string;
  scannedAt: Date;
  text: string;
}

/** What the module that ships (a higher tier) tells the orders about their parcels. */
export interface ParcelSource {
  /** The parcels of an order in the order they were made, without those taken back. */
  parcelsOf(tx: Tx | null, orderId: number): Promise<ParcelRecord[]>;
  /** What carriers tell of these parcels. */
  scansOf(parcels: readonly ParcelRecord[]): Promise<ParcelScan[]>;
  /** Takes back what is still to be sent of a locked order and frees its goods. */
  cancelOpen(tx: Tx, actor: Actor, orderId: number): Promise<void>;
  /** Marks every sent parcel of the order as received. */
  receiveAll(tx: Tx, actor: Actor, orderId: number): Promise<void>;
}

/** Where the shipping module registers itself at boot, since an order may not import it (ARCHITECTURE.md, tiers). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OrderParcelsService implements ParcelSource {
  private source: ParcelSource | null = null;

  register(source: ParcelSource): void {
    this.source = source;
  }

  async parcelsOf(tx: Tx | null, orderId: number): Promise<ParcelRecord[]> {
    return this.source ? this.source.parcelsOf(tx, orderId) : [];
  }

  async scansOf(parcels: readonly ParcelRecord[]): Promise<ParcelScan[]> {
    return this.source ? this.source.scansOf(parcels) : [];
  }

  async cancelOpen(tx: Tx, actor: Actor, orderId: number): Promise<void> {
    await this.source?.cancelOpen(tx, actor, orderId);
  }

  async receiveAll(tx: Tx, actor: Actor, orderId: number): Promise<void> {
    await this.source?.receiveAll(tx, actor, orderId);
  }
}
