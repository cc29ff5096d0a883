/** What a track is told from. */
export interface TrackedOrder {
  createdAt: Date;
  dispatchedAt: Date | null;
  completedAt: Date | null;
  parcels: readonly { carrierName: string | null; waybillNo: string | null; shippedAt: Date | null }[];
  /** What carriers tell. */
  scans: readonly { waybillNo: string; scannedAt: Date; text: string }[];
}

export interface TrackEvent {
  at: Date;
  text: string;
}

/** The way of an order as its receiver reads it, newest first (MB-067). Each parcel is told with carrier and waybill number. */
export function trackEvents(order: TrackedOrder): TrackEvent[] {
  const events: TrackEvent[] = [{ at: order.createdAt, text: '已提交' }];
  if (order.dispatchedAt) events.push({ at: order.dispatchedAt, text: '已派单，正在备货' });
  const sent = order.parcels.filter((parcel) => parcel.shippedAt !== null);
  for (const { shippedAt, carrierName, waybillNo } of sent) {
    if (shippedAt)
      events.push({ at: shippedAt, text: `已发货，${carrierName ?? ''} ${waybillNo ?? ''}`.trimEnd() });
  }
  for (const { scannedAt, text, waybillNo } of order.scans) {
    // With several parcels on the way the end of the number says which one is meant.
    const parcel = sent.length > 1 ? `包裹 …${waybillNo.slice(-4)} ` : '';
    events.push({ at: scannedAt, text: `${parcel}${text}` });
  }
  if (order.completedAt) events.push({ at: order.completedAt, text: '已确认收货' });
  // Events of one moment stay in the order of the way, so sorting must be stable before it is turned round.
  return events.sort((left, right) => left.at.getTime() - right.at.getTime()).reverse();
}
