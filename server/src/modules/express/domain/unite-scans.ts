/** One thing that happened to a parcel, as its carrier tells. */
export interface Scan {
  readonly scannedAt: Date;
  readonly text: string;
}

export interface KnownParcel<State> {
  readonly state: State;
  readonly scannedAt: Date | null;
}

/**
 * What a parcel is after news of it: news may come twice, late or out of order, so only news whose newest scan is not
 * older than the newest known one says where the parcel is (MB-067). News without scans changes nothing.
 */
export function afterNews<State>(
  known: KnownParcel<State>,
  news: { readonly state: State; readonly scans: readonly Scan[] },
): KnownParcel<State> {
  const newest = news.scans.reduce<Date | null>(
    (latest, { scannedAt }) => (latest === null || scannedAt > latest ? scannedAt : latest),
    null,
  );
  if (newest === null || (known.scannedAt !== null && newest < known.scannedAt)) return known;
  return { state: news.state, scannedAt: newest };
}
