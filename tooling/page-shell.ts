import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

interface PagesJson {
  pages: { path: string }[];
  subPackages?: { root: string; pages: { path: string }[] }[];
}

const script =
  "import LkPageShell from '@lakeside/shared/ui/components/LkPageShell.vue';" +
  "import { pageStyle as lkPageStyle } from '@lakeside/shared/ui/shell/font-scale';";

/**
 * Puts the shell around every page of pages.json: uni-app has no place that is on all pages, and a line by hand would
 * be missing from the next page somebody adds. `sourceUrl` is the folder of pages.json.
 */
export function pageShell(sourceUrl: URL): Plugin {
  const pageFiles = new Set(
    readPagePaths(sourceUrl).map((path) => fileURLToPath(new URL(`${path}.vue`, sourceUrl))),
  );
  return {
    name: 'page-shell',
    enforce: 'pre',
    transform(code, id) {
      if (!pageFiles.has(id)) return undefined;
      const wrapped = wrapPage(code, process.env['UNI_PLATFORM'] ?? '');
      if (wrapped === null) this.error('a page needs <script setup> and a <template>');
      return { code: wrapped, map: null };
    },
  };
}

function readPagePaths(sourceUrl: URL): string[] {
  const { pages, subPackages = [] } = JSON.parse(
    readFileSync(new URL('pages.json', sourceUrl), 'utf8'),
  ) as PagesJson;
  return [
    ...pages.map((page) => page.path),
    ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page.path}`)),
  ];
}

/** The page with its shell for a platform of uni-app; null when it has no place for it. No line is added, so that messages keep their places. */
export function wrapPage(code: string, platform: string): string | null {
  const setup = /<script setup[^>]*>/.exec(code);
  const start = code.indexOf('<template>');
  const end = code.lastIndexOf('</template>');
  if (!setup || start < 0 || end < 0) return null;
  const afterSetup = setup.index + setup[0].length;
  const inside = start + '<template>'.length;
  // Must be the first node of a page; only WeChat has the reader's type size to pass on.
  const meta = platform === 'mp-weixin' ? '<page-meta :page-style="lkPageStyle" />' : '';
  const template = `${code.slice(0, inside)}${meta}${code.slice(inside, end)}<LkPageShell />${code.slice(end)}`;
  return template.slice(0, afterSetup) + script + template.slice(afterSetup);
}
