import { svgDataUri } from '@lakeside/shared/ui/icons';

function drawing(inside: string): string {
  return svgDataUri(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" stroke-linecap="round" stroke-linejoin="round">${inside}</svg>`,
  );
}

const crabLegs = ['M38 70 22 64 14 70', 'M37 78 21 77 13 85', 'M40 86 26 90 21 99']
  .flatMap((path) => [`<path d="${path}"/>`, `<path d="${path}" transform="matrix(-1 0 0 1 120 0)"/>`])
  .join('');
const crabClaw =
  '<path d="M42 62C32 56 27 48 30 40" fill="none" stroke="#C8431D" stroke-width="5"/><path d="M31 44c-9-2-13-12-7-19 1 4 4 6 7 7 1-4 4-6 7-7 4 8 1 17-7 19z" fill="#E4572E"/>';

/** Stand-ins for goods without a photograph: a crab for a package, a card on the lake for a pick-up card, a golden one for an e-card. */
export const offerDrawings = {
  package: drawing(
    `<g fill="none" stroke="#C8431D" stroke-width="4">${crabLegs}</g>${crabClaw}<g transform="matrix(-1 0 0 1 120 0)">${crabClaw}</g>` +
      '<path d="M50 55c-1-6-2-8-3-10M70 55c1-6 2-8 3-10" fill="none" stroke="#C8431D" stroke-width="3"/><circle cx="47" cy="43" r="3.4" fill="#1B2A2C"/><circle cx="73" cy="43" r="3.4" fill="#1B2A2C"/>' +
      '<path d="M60 54c19 0 28 9 28 20 0 13-12 22-28 22S32 87 32 74c0-11 9-20 28-20z" fill="#E4572E"/><path d="M46 66c4-4 8-5 14-5" fill="none" stroke="#F7A98F" stroke-width="3.4"/><path d="M48 80c4 3 7 4 12 4s8-1 12-4" fill="none" stroke="#C8431D" stroke-width="3"/>',
  ),
  cardProduct: drawing(
    '<rect x="20" y="40" width="74" height="48" rx="7" fill="#F0D49A" transform="rotate(-9 57 64)"/><rect x="26" y="40" width="74" height="48" rx="7" fill="#0E5A5F"/><circle cx="92" cy="46" r="15" fill="none" stroke="#C8963E" stroke-width="5" opacity=".55"/><rect x="34" y="50" width="14" height="10" rx="2" fill="#F0D49A"/><path d="M34 72h34M34 79h20" fill="none" stroke="#8FC1BF" stroke-width="3.4"/>',
  ),
  eCard: drawing(
    '<rect x="20" y="40" width="74" height="48" rx="7" fill="#F0D49A" transform="rotate(-9 57 64)"/><rect x="26" y="40" width="74" height="48" rx="7" fill="#A8761E"/><circle cx="92" cy="46" r="15" fill="none" stroke="#C8963E" stroke-width="5" opacity=".55"/><rect x="34" y="50" width="14" height="10" rx="2" fill="#F0D49A"/><path d="M34 72h34M34 79h20" fill="none" stroke="#8FC1BF" stroke-width="3.4"/>',
  ),
} as const;
