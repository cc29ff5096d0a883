import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface PagesFile {
  readonly pages: readonly { readonly path: string }[];
  readonly subPackages?: readonly {
    readonly root: string;
    readonly pages: readonly { readonly path: string }[];
  }[];
}

const textOf = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

/** Every page of an app for phones, as its pages.json lists them: `/tabs/cards`, `/features/card/pages/bind`. */
export function phonePages(app: 'miniapp-member' | 'miniapp-channel' | 'app-sales'): string[] {
  const file: PagesFile = JSON.parse(textOf(`${app}/src/pages.json`));
  const ofPackages = (file.subPackages ?? []).flatMap(({ root, pages }) =>
    pages.map((page) => `/${root}/${page.path}`),
  );
  return [...file.pages.map((page) => `/${page.path}`), ...ofPackages];
}

/** Every path of the back office's router, as written there: `/orders/:id(\\d+)?`. */
export function adminPaths(): string[] {
  const found = textOf('web-admin/src/app/pages.ts').matchAll(/^ {4}path: '(.+)',$/gm);
  return [...found].map((match) => match[1] ?? '');
}
