import { describe, expect, it } from 'vitest';
import { trackEvents } from './track-events';

const at = (time: string) => new Date(`2026-10-06T${time}:00+08:00`);

describe('the track of an order', () => {
  it('tells every step and every parcel with its waybill number, newest first', () => {
    const events = trackEvents({
      createdAt: at('09:00'),
      dispatchedAt: at('10:00'),
      completedAt: at('20:00'),
      parcels: [
        { carrierName: '顺丰速运', waybillNo: 'SF2', shippedAt: at('13:00') },
        { carrierName: '京东快递', waybillNo: 'JD1', shippedAt: at('12:00') },
        { carrierName: null, waybillNo: null, shippedAt: null },
      ],
      scans: [{ waybillNo: 'SF2', scannedAt: at('15:00'), text: '到达苏州转运中心' }],
    });

    expect(events.map((event) => event.text)).toEqual([
      '已确认收货',
      '包裹 …SF2 到达苏州转运中心',
      '已发货，顺丰速运 SF2',
      '已发货，京东快递 JD1',
      '已派单，正在备货',
      '已提交',
    ]);
  });

  it('begins with the submission alone, and keeps the way in order when two steps share a moment', () => {
    const submitted = {
      createdAt: at('09:00'),
      dispatchedAt: null,
      completedAt: null,
      parcels: [],
      scans: [],
    };

    expect(trackEvents(submitted)).toEqual([{ at: at('09:00'), text: '已提交' }]);
    expect(trackEvents({ ...submitted, dispatchedAt: at('09:00') }).map((event) => event.text)).toEqual([
      '已派单，正在备货',
      '已提交',
    ]);
  });
});
