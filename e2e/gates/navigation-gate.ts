import type { CallExpression, Node } from 'estree';
import type { Gate, GateInput, Problem } from './gate';
import type { MiniProgram } from './mini-program';
import { addressesOf, type Address } from './page-address';
import { calleeName, placeOf, propertyOf, textsOf, type Script, type ScriptNode } from './script';

type Way = 'page' | 'tab' | 'any';

/** WeChat's calls, whose argument holds `url`. */
const platformCalls = new Map<string, Way>(
  Object.entries({
    navigateTo: 'page',
    redirectTo: 'page',
    switchTab: 'tab',
    reLaunch: 'any',
  } as const),
);

/** The project's own calls of shared/src/ui/navigate.ts, whose first argument is the path. */
const projectCalls = new Map<string, Way>(
  Object.entries({
    openPage: 'page',
    replacePage: 'page',
    openTab: 'tab',
    goBack: 'tab',
  } as const),
);

const navigatorWays = new Map<string, Way>(
  Object.entries({
    navigate: 'page',
    redirect: 'page',
    switchTab: 'tab',
    reLaunch: 'any',
  } as const),
);

/** Every page that code or a template opens exists, and tab pages are opened as tabs, other pages as pages. */
export const navigationGate: Gate = {
  name: 'navigation',
  check: (input) => [...callsOf(input), ...linksOf(input.program), ...writtenPaths(input.program)],
};

function callsOf({ program }: GateInput): Problem[] {
  return program.scripts.flatMap((script) =>
    script.nodes
      .filter((node): node is CallExpression & ScriptNode => node.type === 'CallExpression')
      .flatMap((call) => {
        const name = calleeName(call);
        const target = name === null ? null : targetOf(name, call);
        if (name === null || target === null) return [];
        return addressesOf(program, script, target.node).flatMap((address) =>
          problemOf(program, { address, way: target.way, from: script.file }).map((reason) => ({
            place: placeOf(script, call),
            reason: `${name}: ${reason}`,
          })),
        );
      }),
  );
}

function targetOf(name: string, call: CallExpression): { way: Way; node: Node } | null {
  const [argument] = call.arguments;
  const platformWay = platformCalls.get(name);
  const url = platformWay && propertyOf(argument, 'url');
  if (platformWay && url) return { way: platformWay, node: url };
  const projectWay = projectCalls.get(name);
  return projectWay && argument && argument.type !== 'SpreadElement'
    ? { way: projectWay, node: argument }
    : null;
}

/** `<navigator url="/pages/card" open-type="switchTab">` with a fixed address. */
function linksOf(program: MiniProgram): Problem[] {
  return program.files
    .filter((file) => file.endsWith('.wxml'))
    .flatMap((file) =>
      [...program.text(file).matchAll(/<navigator\b[^>]*>/g)].flatMap(([tag]) => {
        const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
        const url = attribute('url');
        const way = navigatorWays.get(attribute('open-type') ?? 'navigate');
        if (url === undefined || url.includes('{{') || way === undefined) return [];
        const address = { text: url, isWhole: true };
        return problemOf(program, { address, way, from: file }).map((reason) => ({
          place: file,
          reason: `<navigator>: ${reason}`,
        }));
      }),
    );
}

interface Step {
  readonly address: Address;
  readonly way: Way;
  readonly from: string;
}

function problemOf(program: MiniProgram, { address, way, from }: Step): string[] {
  const page = pageOf(address, from);
  if (page === null) return [];
  if (!program.pages.includes(page)) return [`there is no page ${page}`];
  const isTab = program.tabPages.includes(page);
  if (way === 'page' && isTab) return [`${page} is a tab page; only switchTab and reLaunch open it`];
  if (way === 'tab' && !isTab) return [`${page} is no tab page; switchTab cannot open it`];
  if (way === 'tab' && address.text.includes('?')) return [`switchTab takes no query: ${address.text}`];
  return [];
}

/** The page an address names; null when only a beginning of its path is known. */
function pageOf({ text, isWhole }: Address, from: string): string | null {
  const [path = ''] = text.split('?');
  if (path === '' || (!isWhole && !text.includes('?'))) return null;
  if (path.startsWith('/')) return path.slice(1);
  return new URL(path, `mini://program/${from}`).pathname.slice(1);
}

/** A path that is written anywhere, in a table of routes for one, names a page that exists. */
function writtenPaths(program: MiniProgram): Problem[] {
  const folders = new Set(program.pages.map((page) => page.split('/').slice(0, -1).join('/')));
  return program.scripts.flatMap((script) =>
    textsOf(script)
      .filter(({ node }) => node.type === 'Literal')
      .filter(({ text }) => /^\/[\w/-]+(\?|$)/.test(text))
      .map(({ node, text }) => ({ node, page: (text.split('?')[0] ?? '').slice(1) }))
      .filter(({ page }) => folders.has(page.split('/').slice(0, -1).join('/')))
      .filter(({ page }) => !program.pages.includes(page))
      .map(({ node, page }) => unknownPage(script, node, page)),
  );
}

function unknownPage(script: Script, node: ScriptNode, page: string): Problem {
  return { place: placeOf(script, node), reason: `there is no page ${page}` };
}
