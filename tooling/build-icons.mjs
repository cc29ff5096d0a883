import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { runnerImport } from 'vite';

// Writes what is derived from shared/src/ui/icons.ts: the style sheet of LkIcon and the PNGs of the tab bars,
// which a mini program does not accept as SVG. Run with `npm run icons`.

const root = new URL('..', import.meta.url);
const tabBarSizePx = 81;
const apps = ['miniapp-member', 'miniapp-channel', 'app-sales'];

const { module } = await runnerImport(fileURLToPath(new URL('shared/src/ui/icons.ts', root)));
const { icons, iconSvg, iconStyleSheet } = module;

writeFileSync(new URL('shared/src/ui/icons.scss', root), iconStyleSheet());

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: tabBarSizePx, height: tabBarSizePx } });
for (const app of apps) {
  const folder = new URL(`${app}/src/static/tab/`, root);
  mkdirSync(folder, { recursive: true });
  for (const name of tabIconsOf(app)) {
    await draw(name, { color: '#8A999C', strokeWidth: 1.5, file: new URL(`${name}.png`, folder) });
    await draw(name, { color: '#0E5A5F', strokeWidth: 1.9, file: new URL(`${name}-active.png`, folder) });
  }
}
await browser.close();

function tabIconsOf(app) {
  const pages = readFileSync(new URL(`${app}/src/pages.json`, root), 'utf8');
  const used = new Set(
    [...pages.matchAll(/static\/tab\/([a-z-]+?)(?:-active)?\.png/g)].map((match) => match[1]),
  );
  return Object.keys(icons).filter((name) => used.has(name));
}

async function draw(name, { color, strokeWidth, file }) {
  const svg = iconSvg(name, color, strokeWidth).replace(
    '<svg ',
    `<svg width="${tabBarSizePx}" height="${tabBarSizePx}" `,
  );
  await page.setContent(`<style>*{margin:0}svg{display:block}</style>${svg}`);
  await page.screenshot({ path: fileURLToPath(file), omitBackground: true });
}
