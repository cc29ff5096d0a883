/**
 * Line icons drawn on a 24 × 24 grid, as the inside of an SVG; strokes take the colour of the text around them.
 * After a change run `npm run icons`: it writes `icons.scss` and the PNGs of the tab bars.
 */
export const icons = {
  home: '<path d="M4 10.6 12 4l8 6.6V19a1.2 1.2 0 0 1-1.2 1.2H5.2A1.2 1.2 0 0 1 4 19z"/><path d="M9.6 20v-5.4h4.8V20"/>',
  card: '<rect x="3" y="5.4" width="18" height="13.2" rx="2.2"/><path d="M3 9.8h18M6.6 15h4.4"/>',
  cart: '<path d="M2.8 4.2h2.4l2.3 10.6h9.9l2-7.6H6"/><circle cx="9" cy="19" r="1.4"/><circle cx="16.4" cy="19" r="1.4"/>',
  user: '<circle cx="12" cy="8.2" r="3.8"/><path d="M4.6 20.2c.9-3.8 3.8-5.6 7.4-5.6s6.5 1.8 7.4 5.6"/>',
  truck:
    '<path d="M2.6 6.2h11.2v10H2.6zM13.8 9.6h4l3.6 3.6v3H13.8z"/><circle cx="7" cy="17.6" r="1.9"/><circle cx="17.4" cy="17.6" r="1.9"/>',
  network:
    '<rect x="9" y="3.4" width="6" height="4.8" rx="1.2"/><rect x="3" y="15.8" width="6" height="4.8" rx="1.2"/><rect x="15" y="15.8" width="6" height="4.8" rx="1.2"/><path d="M12 8.2V12m-6 3.8V12h12v3.8"/>',
  scan: '<path d="M4 8.4V5.6A1.6 1.6 0 0 1 5.6 4h2.8m7.2 0h2.8A1.6 1.6 0 0 1 20 5.6v2.8m0 7.2v2.8a1.6 1.6 0 0 1-1.6 1.6h-2.8m-7.2 0H5.6A1.6 1.6 0 0 1 4 18.4v-2.8M4 12h16"/>',
  search: '<circle cx="10.8" cy="10.8" r="6.4"/><path d="m15.6 15.6 4.8 4.8"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  minus: '<path d="M5 12h14"/>',
  close: '<path d="m6 6 12 12M18 6 6 18"/>',
  check: '<path d="m4.8 12.6 4.8 4.8L19.2 7"/>',
  'check-circle': '<circle cx="12" cy="12" r="8.6"/><path d="m8 12.3 2.9 2.9L16 9.6"/>',
  'chevron-left': '<path d="m14.8 5-7 7 7 7"/>',
  'chevron-right': '<path d="m9.2 5 7 7-7 7"/>',
  'chevron-down': '<path d="m5 9 7 7 7-7"/>',
  'chevron-up': '<path d="m5 15 7-7 7 7"/>',
  'arrow-right': '<path d="M4.6 12h14.8M13.4 6l6 6-6 6"/>',
  sort: '<path d="M8 5v14m0 0-3.6-3.6M8 19l3.6-3.6M14 6.6h6.4M14 11.6h4.8M14 16.6h3"/>',
  list: '<path d="M8.6 6.2H20M8.6 12H20M8.6 17.8H20"/><path d="M4.3 6.2h.1M4.3 12h.1M4.3 17.8h.1" stroke-width="2.6"/>',
  calendar:
    '<rect x="3.6" y="5" width="16.8" height="15.4" rx="2.2"/><path d="M3.6 9.8h16.8M8.2 3v4M15.8 3v4"/><path d="M8.3 14h.1m3.6 0h.1m3.6 0h.1" stroke-width="2.4"/>',
  location:
    '<path d="M12 21s7-6.2 7-11.2a7 7 0 0 0-14 0C5 14.8 12 21 12 21z"/><circle cx="12" cy="9.8" r="2.6"/>',
  phone:
    '<path d="M5.4 3.8h3.4l1.6 4.4-2.2 1.6a12.6 12.6 0 0 0 6 6l1.6-2.2 4.4 1.6v3.4a1.8 1.8 0 0 1-2 1.8C10.8 19.8 4.2 13.2 3.6 5.8a1.8 1.8 0 0 1 1.8-2z"/>',
  printer:
    '<path d="M7 8.6V3.6h10v5M7 16.6H4.8A1.4 1.4 0 0 1 3.4 15.2V10a1.4 1.4 0 0 1 1.4-1.4h14.4a1.4 1.4 0 0 1 1.4 1.4v5.2a1.4 1.4 0 0 1-1.4 1.4H17"/><path d="M7 13.6h10v6.8H7z"/>',
  bluetooth: '<path d="m6.6 7.8 10.8 8.4L12 20.6V3.4l5.4 4.4L6.6 16.2"/>',
  wallet:
    '<path d="M18.4 8V5.6A1.4 1.4 0 0 0 17 4.2H5.4a2 2 0 0 0 0 3.8h13.4A1.6 1.6 0 0 1 20.4 9.6v8.8a1.6 1.6 0 0 1-1.6 1.6H5.4a2 2 0 0 1-2-2V6"/><path d="M16.6 14h.1" stroke-width="2.6"/>',
  credit:
    '<circle cx="12" cy="12" r="8.6"/><path d="m8.6 7.6 3.4 4.8 3.4-4.8M8.8 12.6h6.4M8.8 15.2h6.4M12 12.4v5"/>',
  qr: '<rect x="4" y="4" width="6.4" height="6.4" rx="1"/><rect x="13.6" y="4" width="6.4" height="6.4" rx="1"/><rect x="4" y="13.6" width="6.4" height="6.4" rx="1"/><path d="M13.6 13.6h2.6v2.6m3.8-2.6v2.8M13.6 20v-1.2m3.2 1.2H20v-1.2"/>',
  share: '<path d="M14 4.6 20.4 10 14 15.4v-3.2c-5.2 0-8.2 1.8-10.4 5.2.6-5.6 4-9 10.4-9.4z"/>',
  bell: '<path d="M5.2 17.2h13.6c-1.2-1.4-1.8-2.8-1.8-7.2a5 5 0 0 0-10 0c0 4.4-.6 5.8-1.8 7.2zM10 20.2c.5.5 1.2.8 2 .8s1.5-.3 2-.8M12 3v2"/>',
  message:
    '<path d="M4.6 5h14.8A1.4 1.4 0 0 1 20.8 6.4v9.2a1.4 1.4 0 0 1-1.4 1.4h-7.8L7.4 20.4V17H4.6a1.4 1.4 0 0 1-1.4-1.4V6.4A1.4 1.4 0 0 1 4.6 5z"/><path d="M7.6 9.4h8.8M7.6 12.8h5.6"/>',
  edit: '<path d="M4.4 19.6h15.2M6 15.8 5.4 18.6l2.8-.6L18.4 7.8a1.56 1.56 0 0 0-2.2-2.2z"/>',
  trash:
    '<path d="M4.4 6.6h15.2M9.4 6.6V4.2h5.2v2.4M6.4 6.6l.8 12.4a1.4 1.4 0 0 0 1.4 1.3h6.8a1.4 1.4 0 0 0 1.4-1.3l.8-12.4M10 10.6v5.8m4-5.8v5.8"/>',
  warning: '<path d="M12 4 2.8 19.8h18.4z"/><path d="M12 10v4.4"/><path d="M12 17.1v.1" stroke-width="2.4"/>',
  info: '<circle cx="12" cy="12" r="8.6"/><path d="M12 11.2v5"/><path d="M12 7.9v.1" stroke-width="2.4"/>',
  help: '<circle cx="12" cy="12" r="8.6"/><path d="M9.5 9.7a2.55 2.55 0 1 1 3.7 2.3c-.8.4-1.2.9-1.2 1.8"/><path d="M12 16.6v.1" stroke-width="2.4"/>',
  clock: '<circle cx="12" cy="12" r="8.6"/><path d="M12 7v5.2l3.4 2"/>',
  filter: '<path d="M3.8 5h16.4l-6.4 7.6v5.6L10.2 20v-7.4z"/>',
  copy: '<rect x="8.4" y="8.4" width="11.6" height="11.6" rx="1.8"/><path d="M15.6 8.4V5.8A1.8 1.8 0 0 0 13.8 4h-8A1.8 1.8 0 0 0 4 5.8v8a1.8 1.8 0 0 0 1.8 1.8h2.6"/>',
  refresh:
    '<path d="M19.6 10.4A7.9 7.9 0 0 0 5.2 8M4.4 4.2V8.4h4.2M4.4 13.6A7.9 7.9 0 0 0 18.8 16m.8 3.8v-4.2h-4.2"/>',
  lock: '<rect x="4.8" y="10.4" width="14.4" height="10" rx="2"/><path d="M8 10.4V7.8a4 4 0 0 1 8 0v2.6M12 14.2v2.6"/>',
  eye: '<path d="M2.6 12S6 5.8 12 5.8 21.4 12 21.4 12 18 18.2 12 18.2 2.6 12 2.6 12z"/><circle cx="12" cy="12" r="2.8"/>',
  'eye-off':
    '<path d="M4 4l16 16M9.6 6.2A9 9 0 0 1 12 5.8c6 0 9.4 6.2 9.4 6.2a17 17 0 0 1-2.8 3.5M6.2 7.9A16.6 16.6 0 0 0 2.6 12S6 18.2 12 18.2a9.3 9.3 0 0 0 4.2-1M9.9 10.2a2.8 2.8 0 0 0 3.9 3.9"/>',
  gift: '<rect x="3.6" y="8.4" width="16.8" height="4" rx="1"/><path d="M5 12.4V20h14v-7.6M12 8.4V20M12 8.4C8.4 8.4 7 7 7 5.6A1.9 1.9 0 0 1 8.9 3.7C11 3.7 12 6 12 8.4zm0 0c3.6 0 5-1.4 5-2.8a1.9 1.9 0 0 0-1.9-1.9C13 3.7 12 6 12 8.4z"/>',
  box: '<path d="m12 3.2 8 4.2v9.2l-8 4.2-8-4.2V7.4z"/><path d="m4 7.4 8 4.4 8-4.4M12 11.8v9M8 5.3l8 4.3"/>',
  store:
    '<path d="M4.4 10.6V20h15.2v-9.4M3 8.6 5 4h14l2 4.6a2.6 2.6 0 0 1-4.6 1.6 3 3 0 0 1-4.4.2 3 3 0 0 1-4.4-.2A2.6 2.6 0 0 1 3 8.6z"/><path d="M9.6 20v-5h4.8v5"/>',
  people:
    '<circle cx="9" cy="8.4" r="3.4"/><path d="M2.6 19.4c.7-3.4 3.2-5 6.4-5s5.7 1.6 6.4 5M15.4 5.2a3.4 3.4 0 0 1 0 6.4M17.4 14.8c2.2.6 3.5 2.2 4 4.6"/>',
  heart:
    '<path d="M12 20S3.6 15.2 3.6 9.3A4.5 4.5 0 0 1 12 7.1a4.5 4.5 0 0 1 8.4 2.2C20.4 15.2 12 20 12 20z"/>',
  'heart-solid':
    '<path d="M12 20S3.6 15.2 3.6 9.3A4.5 4.5 0 0 1 12 7.1a4.5 4.5 0 0 1 8.4 2.2C20.4 15.2 12 20 12 20z" fill="#000"/>',
  star: '<path d="m12 3.6 2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z"/>',
  'star-solid':
    '<path fill="#000" d="m12 3.6 2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z"/>',
  coupon:
    '<path d="M3.2 6.2h17.6v3.4a2.4 2.4 0 0 0 0 4.8v3.4H3.2v-3.4a2.4 2.4 0 0 0 0-4.8zM14.6 6.2v2m0 2.8v2m0 2.8v2"/>',
  document: '<path d="M6 3.4h8L18.8 8v12.6H6z"/><path d="M13.8 3.6v4.6h4.8M9 12.4h6.8M9 16h4.6"/>',
  chart: '<path d="M4 4v16h16"/><path d="m7.4 14.6 3.6-4.2 3 2.6 4.8-6"/>',
  camera:
    '<path d="M4.6 7.4h3.2L9.4 5h5.2l1.6 2.4h3.2A1.4 1.4 0 0 1 20.8 8.8v9a1.4 1.4 0 0 1-1.4 1.4H4.6a1.4 1.4 0 0 1-1.4-1.4v-9a1.4 1.4 0 0 1 1.4-1.4z"/><circle cx="12" cy="13" r="3.4"/>',
  image:
    '<rect x="3.4" y="4.6" width="17.2" height="14.8" rx="2"/><circle cx="8.6" cy="9.6" r="1.5"/><path d="m4 17 4.8-4.4 3.4 3 3.4-3.8 4.8 4.8"/>',
  tag: '<path d="M12.8 3.8h6.6a.8.8 0 0 1 .8.8v6.6l-8.8 8.8a1.3 1.3 0 0 1-1.8 0L4 14.4a1.3 1.3 0 0 1 0-1.8z"/><path d="M16 8v.1" stroke-width="2.6"/>',
  flag: '<path d="M5.4 21V4M5.4 4.6c4.6-2.4 8.4 2.4 13.2 0v9c-4.8 2.4-8.6-2.4-13.2 0"/>',
  target:
    '<circle cx="12" cy="12" r="8.6"/><circle cx="12" cy="12" r="4.8"/><path d="M12 12v.1" stroke-width="2.8"/>',
  settings:
    '<path d="M4 7h8.6m4.8 0H20M4 17h2.6m4.8 0H20"/><circle cx="15" cy="7" r="2.4"/><circle cx="9" cy="17" r="2.4"/>',
  logout:
    '<path d="M13.6 4.2H6A1.4 1.4 0 0 0 4.6 5.6v12.8A1.4 1.4 0 0 0 6 19.8h7.6M10 12h10.4m0 0L16.8 8.4m3.6 3.6-3.6 3.6"/>',
  headset:
    '<path d="M4.6 15.4V12a7.4 7.4 0 0 1 14.8 0v3.4M4.6 13.4h2.8v5.2H6a1.4 1.4 0 0 1-1.4-1.4zM19.4 13.4h-2.8v5.2h1.4a1.4 1.4 0 0 0 1.4-1.4zM18 18.6c-.6 1.6-2 2.2-4.4 2.2"/>',
  crab: '<path d="M12 9.6c4 0 6.6 2 6.6 4.6S15.8 19 12 19s-6.6-2.2-6.6-4.8S8 9.6 12 9.6z"/><path d="M10 9.8V7.6m4 2.2V7.6M10 6.8v.1m4-.1v.1M5.8 12.2 3.4 10.6c-1-2-.6-4.4 1.4-5.8l.6 2.6 2.4-.6c.2 1.6-.8 3.2-2.4 3.6M18.2 12.2l2.4-1.6c1-2 .6-4.4-1.4-5.8l-.6 2.6-2.4-.6c-.2 1.6.8 3.2 2.4 3.6M5.4 15l-2.6.8m3.6 1.4-2 2M18.6 15l2.6.8m-3.6 1.4 2 2"/>',
} as const;

export type IconName = keyof typeof icons;

/** A complete SVG of one icon. */
export function iconSvg(name: IconName, color = '#000', strokeWidth = 1.7): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="${color}" stroke-width="${strokeWidth}" stroke-linecap="round" stroke-linejoin="round">${icons[name]}</svg>`;
}

/** The SVG as a data URI fit for a style sheet: only what a URI must not contain is escaped. */
export function svgDataUri(svg: string): string {
  const escaped = svg.replaceAll('"', "'").replace(/[%#<>\s]/g, (character) => encodeURIComponent(character));
  return `data:image/svg+xml,${escaped}`;
}

/** The text of `icons.scss`: one class an icon. As classes the pictures stay out of a mini program's setData. */
export function iconStyleSheet(): string {
  const rules = (Object.keys(icons) as IconName[]).map((name) => {
    const uri = svgDataUri(iconSvg(name));
    return `.lk-icon--${name} {\n  -webkit-mask-image: url("${uri}");\n}\n`;
  });
  return `/* Generated from icons.ts by \`npm run icons\`. */\n${rules.join('\n')}`;
}
