import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

// Draws the pictures of the cards that WeChat shows in a chat when a page is shared: 5 to 4, each far below the
// 128 kB that WeChat takes. Run with `npm run share-pictures`.

const root = new URL('..', import.meta.url);
const size = { width: 500, height: 400 };

const pictures = [
  { file: 'miniapp-member/src/static/share/shop.png', title: '湖里现捞，冷链到家', art: crab() },
  { file: 'miniapp-member/src/static/share/invite.png', title: '邀请你成为会员', art: card() },
  { file: 'miniapp-channel/src/static/share/invite.png', title: '邀请你加入渠道', art: card() },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: size });
for (const { file, title, art } of pictures) {
  const target = new URL(file, root);
  mkdirSync(new URL('.', target), { recursive: true });
  await page.setContent(picture(title, art));
  await page.screenshot({ path: fileURLToPath(target) });
}
await browser.close();

function picture(title, art) {
  return `<style>*{margin:0}</style>
<svg xmlns="http://www.w3.org/2000/svg" width="500" height="400" viewBox="0 0 500 400" font-family="Noto Sans CJK SC, sans-serif">
  <defs><linearGradient id="lake" x2="1" y2="1"><stop stop-color="#0b4347"/><stop offset="1" stop-color="#1d8a8a"/></linearGradient></defs>
  <rect width="500" height="400" fill="url(#lake)"/>
  <circle cx="408" cy="92" r="46" fill="#d9aa55"/>
  <path d="M0 300c70-34 140-34 220 0s190 34 280-10v110H0z" fill="#fff" opacity=".08"/>
  <path d="M0 340c80-30 170-30 250 0s170 26 250-6v66H0z" fill="#fff" opacity=".08"/>
  <text x="36" y="86" font-size="46" font-weight="700" letter-spacing="6" fill="#fff">湖畔</text>
  <text x="38" y="130" font-size="26" fill="#f0d49a">${title}</text>
  ${art}
</svg>`;
}

function crab() {
  const legs = ['M-44 6-74-2-88 8', 'M-46 20-78 20-92 34', 'M-42 34-70 44-80 60']
    .flatMap((path) => [`<path d="${path}"/>`, `<path d="${path}" transform="scale(-1 1)"/>`])
    .join('');
  const claw =
    '<path d="M-36-10c-20-12-30-28-24-44" fill="none" stroke="#C8431D" stroke-width="9"/><path d="M-58-46c-18-4-26-24-14-38 2 8 8 12 14 14 2-8 8-12 14-14 8 16 2 34-14 38z" fill="#E4572E"/>';
  return `<g transform="translate(250 280) scale(1.15)"><g fill="none" stroke="#C8431D" stroke-width="8" stroke-linecap="round">${legs}</g>${claw}<g transform="scale(-1 1)">${claw}</g>
  <path d="M-20-24c-2-12-4-16-6-20M20-24c2-12 4-16 6-20" stroke="#C8431D" stroke-width="6"/><circle cx="-26" cy="-48" r="7" fill="#1B2A2C"/><circle cx="26" cy="-48" r="7" fill="#1B2A2C"/>
  <path d="M0-26c38 0 56 18 56 40S36 58 0 58-56 36-56 14s18-40 56-40z" fill="#E4572E"/><path d="M-24 28c8 6 14 8 24 8s16-2 24-8" fill="none" stroke="#C8431D" stroke-width="6" stroke-linecap="round"/></g>`;
}

function card() {
  return `<g transform="translate(250 276)"><rect x="-128" y="-74" width="230" height="142" rx="18" fill="#f0d49a" transform="rotate(-8)"/>
  <rect x="-112" y="-72" width="230" height="142" rx="18" fill="#0e5a5f" stroke="#c8963e" stroke-width="3"/>
  <circle cx="92" cy="-46" r="40" fill="none" stroke="#c8963e" stroke-width="12" opacity=".5"/>
  <rect x="-88" y="-44" width="44" height="32" rx="6" fill="#f0d49a"/><path d="M-88 18h116M-88 42h70" stroke="#8fc1bf" stroke-width="10" stroke-linecap="round"/></g>`;
}
