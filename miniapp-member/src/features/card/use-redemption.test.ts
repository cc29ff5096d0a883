import { flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubUni } from '../../../../tooling/vitest-uni/stub-uni';
import { useRedemption } from './use-redemption';

interface WireRequest {
  url: string;
  method: string;
  header: Record<string, string>;
  data?: unknown;
  success: (answer: { statusCode: number; data: unknown; header: Record<string, string> }) => void;
}

const card = {
  id: 7,
  cardNo: '882604150031',
  kind: 'physicalCard',
  product: { id: 1, name: '家宴八只装', pictureUrl: null },
  packageId: 3,
  items: [],
  status: 'active',
  boundAt: '2026-10-01T10:00:00.000+08:00',
  expiresAt: null,
  redemption: null,
};
const home = {
  id: 11,
  name: '陈女士',
  phone: '13800000415',
  province: '江苏省',
  city: '苏州市',
  district: '工业园区',
  detail: '星湖街 328 号',
  location: null,
  isDefault: true,
};
const office = { ...home, id: 12, detail: '苏州中心 1 号', isDefault: false };

/** A server with two free days in October, of which the 6th can be booked up, and none in September. */
function aServer() {
  const full = new Set<string>();
  const bodies: unknown[] = [];
  const keys: (string | undefined)[] = [];

  function answer(wire: WireRequest): { status: number; data: unknown } {
    if (wire.url.includes('/cards/7')) return { status: 200, data: card };
    if (wire.url.includes('/addresses')) return { status: 200, data: [home, office] };
    if (wire.url.includes('month=2026-10')) {
      const days = ['2026-10-06', '2026-10-09'].map((day) => ({
        day,
        state: full.has(day) ? 'full' : 'open',
        remaining: full.has(day) ? 0 : 1,
      }));
      return { status: 200, data: days };
    }
    if (wire.url.includes('/delivery-days')) return { status: 200, data: [] };
    bodies.push(wire.data);
    keys.push(wire.header['Idempotency-Key'] ?? wire.header['idempotency-key']);
    const { deliveryDay } = wire.data as { deliveryDay: string };
    return full.has(deliveryDay)
      ? { status: 409, data: { code: 'DELIVERY_DAY_FULL', message: '已约满，请选其他日期' } }
      : { status: 200, data: { id: 99 } };
  }

  const showToast = vi.fn();
  stubUni({
    showToast,
    request(wire: WireRequest) {
      const { status, data } = answer(wire);
      wire.success({ statusCode: status, data, header: {} });
      return { abort: () => undefined };
    },
  });
  return { full, bodies, keys, showToast };
}

async function openRedemption() {
  const redemption = useRedemption('2026-09-28');
  await redemption.load(7);
  await flushPromises();
  return redemption;
}

describe('redeeming a card', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('opens on the first month with a free day and with the default address', async () => {
    aServer();

    const redemption = await openRedemption();

    expect(redemption.calendar.month.value).toBe('2026-10');
    expect(redemption.addressId.value).toBe(home.id);
  });

  it('asks for the day before anything is sent', async () => {
    const { bodies } = aServer();
    const redemption = await openRedemption();

    const order = await redemption.redeem();

    expect(order).toBeNull();
    expect(redemption.dayRefusal.value).toBe('请选择送达日期');
    expect(bodies).toEqual([]);
  });

  it('reads the calendar again when the day was just booked up, and keeps address and remark', async () => {
    const { full, bodies, showToast } = aServer();
    const redemption = await openRedemption();
    redemption.chooseDay('2026-10-06');
    redemption.chooseAddress(office.id);
    redemption.remark.value = '放前台';
    full.add('2026-10-06');

    const refused = await redemption.redeem();

    expect(refused).toBeNull();
    expect(redemption.calendar.chosenDay.value).toBe('');
    expect(redemption.calendar.calendar.value.map(({ day, state }) => `${day} ${state}`)).toEqual([
      '2026-10-06 full',
      '2026-10-09 few',
    ]);
    expect(redemption.dayRefusal.value).toBe('10 月 6 日（周二）刚刚约满，请换一天');
    expect(showToast).toHaveBeenCalledTimes(1);

    redemption.chooseDay('2026-10-09');
    const order = await redemption.redeem();

    expect(order).toEqual({ id: 99 });
    expect(bodies[1]).toEqual({
      cardId: 7,
      addressId: office.id,
      deliveryDay: '2026-10-09',
      remark: '放前台',
    });
  });

  it('uses a fresh idempotency key for another day', async () => {
    const { full, keys } = aServer();
    const redemption = await openRedemption();
    redemption.chooseDay('2026-10-06');
    full.add('2026-10-06');
    await redemption.redeem();
    redemption.chooseDay('2026-10-09');
    await redemption.redeem();

    expect(keys).toHaveLength(2);
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).not.toBe(keys[0]);
  });
});
