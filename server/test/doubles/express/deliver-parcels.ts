import type { Kuaidi100Double } from './kuaidi100.double';

/** The way of every parcel of the demo, told as carriers tell it. */
const way = [
  { state: '1', text: '【苏州市】快件已由揽收员揽收' },
  { state: '0', text: '【苏州市】快件已到达苏州转运中心' },
  { state: '0', text: '【苏州市】快件已发往目的地网点' },
  { state: '5', text: '【目的地】快递员正在派送，请保持电话畅通' },
  { state: '3', text: '【目的地】快件已签收，签收人：本人' },
];

/** Moves every followed parcel one step on and pushes the news, so that the demo is alive. */
export async function deliverParcels(kuaidi100: Kuaidi100Double): Promise<void> {
  for (const { waybillNo, scanCount } of kuaidi100.underway()) {
    const step = way[scanCount];
    if (!step) continue;
    kuaidi100.scan(waybillNo, step);
    const { url, form } = kuaidi100.pushOf(waybillNo);
    // A push that does not arrive is lost, as with the real service; the server asks by itself later.
    await fetch(url, { method: 'POST', body: form, signal: AbortSignal.timeout(5000) }).catch(
      () => undefined,
    );
  }
}
