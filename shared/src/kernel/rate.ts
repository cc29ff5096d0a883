import { fullRateBp, type RateBp } from './money';

/** 6000 → `0.60`, 6550 → `0.655`: how a rate is typed and shown in forms. */
export function formatRate(rateBp: RateBp): string {
  const text = (rateBp / fullRateBp).toFixed(4);
  return text.replace(/0{1,2}$/, '');
}

/** Reads what a person typed (`0.6`, `.65`, `1`) as a rate; null unless it is above 0 and at most 1 with four decimals. */
export function parseRate(text: string): RateBp | null {
  const match = /^(\d?)(?:\.(\d{1,4}))?$/.exec(text.trim());
  if (!match || text.trim() === '') return null;
  const rateBp = Number(match[1] || '0') * fullRateBp + Number((match[2] ?? '').padEnd(4, '0'));
  return rateBp >= 1 && rateBp <= fullRateBp ? rateBp : null;
}
