import type { Gate, GateInput, Problem } from './gate';
import { mainPackage } from './mini-program';

/** The tab bar shows pages of the main package with icons that exist; a custom one has the component WeChat looks for. */
export const tabBarGate: Gate = {
  name: 'tab-bar',
  check: (input) => (input.program.app.tabBar ? [...items(input), ...customBar(input)] : []),
};

function items({ program }: GateInput): Problem[] {
  const list = program.app.tabBar?.list ?? [];
  const problems = list.flatMap((item) => [
    ...(program.pages.includes(item.pagePath) && program.packageOf(item.pagePath) === mainPackage
      ? []
      : [`the tab ${item.pagePath} is no page of the main package`]),
    ...[item.iconPath, item.selectedIconPath]
      .filter((icon) => icon !== undefined && !program.has(icon))
      .map((icon) => `the icon ${icon} of the tab ${item.pagePath} is missing`),
  ]);
  if (list.length < 2 || list.length > 5) problems.push(`${list.length} tabs; WeChat takes two to five`);
  return problems.map((reason) => ({ place: 'app.json', reason }));
}

const barComponent = 'custom-tab-bar/index';

/** WeChat hides its own bar and puts this component into every tab page; pages need `usingComponents` for it to load. */
function customBar({ program }: GateInput): Problem[] {
  if (program.app.tabBar?.custom !== true) return [];
  const missing = ['js', 'json', 'wxml']
    .map((extension) => `${barComponent}.${extension}`)
    .filter((file) => !program.has(file))
    .map((file) => ({ place: file, reason: 'app.json promises a custom tab bar, but the file is missing' }));
  const isComponent = program.unitJson(barComponent)?.component === true;
  const plain =
    missing.length > 0 || isComponent
      ? []
      : [{ place: `${barComponent}.json`, reason: 'the custom tab bar is no component' }];
  const unregistered = program.app.usingComponents
    ? []
    : program.tabPages
        .filter((page) => program.unitJson(page)?.usingComponents === undefined)
        .map((page) => ({
          place: `${page}.json`,
          reason: 'without usingComponents here or in app.json the custom tab bar does not load',
        }));
  return [...missing, ...plain, ...unregistered];
}
