import type { Gate, GateInput, Problem } from './gate';
import { mainPackage, resolveFrom } from './mini-program';
import { placeOf, requiredPath } from './script';

/** Every page of the source is in app.json and has its files; every file named by the build is there. */
export const outputGate: Gate = {
  name: 'output',
  check: (input) => [
    ...pagesOfSource(input),
    ...pageFiles(input),
    ...unlistedPages(input),
    ...missingComponents(input),
    ...missingModules(input),
  ],
};

function pagesOfSource({ program, sourcePages }: GateInput): Problem[] {
  const missing = sourcePages
    .filter((page) => !program.pages.includes(page))
    .map((page) => ({ place: 'app.json', reason: `the page ${page} of src/pages.json is not in app.json` }));
  const extra = program.pages
    .filter((page) => !sourcePages.includes(page))
    .map((page) => ({ place: 'app.json', reason: `the page ${page} is not in src/pages.json` }));
  return [...missing, ...extra];
}

function pageFiles({ program }: GateInput): Problem[] {
  return program.pages.flatMap((page) =>
    ['js', 'json', 'wxml']
      .map((extension) => `${page}.${extension}`)
      .filter((file) => !program.has(file))
      .map((file) => ({ place: file, reason: `app.json lists the page ${page}, but the file is missing` })),
  );
}

/** A template with a json that is no component's was built as a page. */
function unlistedPages({ program }: GateInput): Problem[] {
  return program.files
    .filter((file) => file.endsWith('.wxml'))
    .map((file) => file.slice(0, -'.wxml'.length))
    .filter((unit) => !program.pages.includes(unit) && program.has(`${unit}.json`))
    .filter((unit) => program.unitJson(unit)?.component !== true)
    .map((unit) => ({ place: `${unit}.json`, reason: 'this page is not listed in app.json' }));
}

function missingComponents({ program }: GateInput): Problem[] {
  const units = ['app', ...program.files.filter((file) => file.endsWith('.wxml')).map(withoutExtension)];
  return units.flatMap((unit) => {
    const json = program.unitJson(unit);
    if (json === null) return [];
    return Object.entries(json.usingComponents ?? {}).flatMap(([tag, target]) => {
      if (target.startsWith('plugin://') || target.startsWith('ext://')) return [];
      const component = resolveFrom(unit, target);
      const place = `${unit}.json`;
      if (!program.has(`${component}.json`) || !program.has(`${component}.wxml`))
        return [{ place, reason: `the component <${tag}> is missing at ${component}` }];
      return foreign(program.packageOf(unit), program.packageOf(component))
        ? [{ place, reason: `the component <${tag}> lies in another subpackage: ${component}` }]
        : [];
    });
  });
}

function missingModules({ program }: GateInput): Problem[] {
  return program.scripts.flatMap((script) =>
    script.nodes.flatMap((node) => {
      const target = requiredPath(node);
      if (target === null) return [];
      const module = resolveFrom(script.file, target);
      const place = placeOf(script, node);
      if (!program.has(`${module}.js`)) return [{ place, reason: `the module ${module}.js is missing` }];
      return foreign(program.packageOf(script.file), program.packageOf(module))
        ? [{ place, reason: `the module ${module}.js lies in another subpackage, which may not be loaded` }]
        : [];
    }),
  );
}

/** A package sees itself and the main package only. */
function foreign(from: string, to: string): boolean {
  return to !== mainPackage && to !== from;
}

function withoutExtension(file: string): string {
  return file.replace(/\.[^./]+$/, '');
}
