import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { phonePages } from '../src/app-pages';
import { checkAppTarget } from './app-target';
import { readConsoleDeclaration } from './console-declaration';
import type { GateInput, Problem } from './gate';
import { allGates, checkGates } from './gates';
import { readMiniProgram } from './mini-program';
import { checkProject, readProjectConfig } from './project-gate';
import { packageSizes } from './size-gate';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The server a build calls when VITE_API_BASE was not set; the same as in the apps' transport. */
const apiHost = new URL(process.env.VITE_API_BASE ?? 'http://127.0.0.1:7001').host;

const miniPrograms = [
  { app: 'miniapp-member', configFile: 'project.config.json' },
  { app: 'miniapp-channel', configFile: 'miniapp-channel/project.config.json' },
] as const;

type Answers = ReadonlyMap<string, readonly Problem[]>;

async function checkMiniProgram({ app, configFile }: (typeof miniPrograms)[number]): Promise<Answers> {
  const buildFolder = join(root, app, 'dist/build/mp-weixin');
  const config = join(root, configFile);
  const project = checkProject({ configFile: config, buildFolder });
  try {
    const input = readInput(app, buildFolder, config);
    printSizes(app, input);
    return new Map([['project', project], ...(await checkGates(allGates, input))]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return new Map([
      ['project', project],
      ['output', [{ place: buildFolder, reason }]],
    ]);
  }
}

function readInput(
  app: (typeof miniPrograms)[number]['app'],
  buildFolder: string,
  configFile: string,
): GateInput {
  // DevTools translates to ES5 when told to; what is left untranslated must run in the oldest phone.
  const ecmaVersion = readProjectConfig(configFile).setting?.['es6'] === true ? 2018 : 5;
  return {
    program: readMiniProgram(buildFolder, ecmaVersion),
    sourcePages: phonePages(app).map((page) => page.slice(1)),
    declaration: readConsoleDeclaration(join(root, app, 'wechat-console.json')),
    apiHost,
    ecmaVersion,
  };
}

function printSizes(app: string, { program }: GateInput): void {
  const sizes = packageSizes(program);
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  console.log(`\n${app}: ${program.pages.length} pages`);
  for (const [name, bytes] of [...sizes, ['together', total] as const])
    console.log(`  ${name.padEnd(24)} ${(bytes / 1024).toFixed(1).padStart(9)} KB`);
}

function printAnswers(app: string, answers: Answers): number {
  console.log(`\n${app}`);
  for (const [gate, problems] of answers) {
    console.log(`  ${problems.length === 0 ? '✓' : '✗'} ${gate}`);
    for (const { place, reason } of problems) console.log(`      ${place}  ${reason}`);
  }
  return [...answers.values()].flat().length;
}

const answers = await Promise.all(miniPrograms.map(checkMiniProgram));
const found = miniPrograms.map(({ app }, index) => printAnswers(app, answers[index] ?? new Map()));
const appProblems = checkAppTarget(
  join(root, 'app-sales/dist/build/app'),
  phonePages('app-sales').map((page) => page.slice(1)),
);
found.push(printAnswers('app-sales (App)', new Map([['output', appProblems]])));
const count = found.reduce((sum, each) => sum + each, 0);
console.log(count === 0 ? '\nAll gates are green.' : `\n${count} problems.`);
// Vite keeps its server open behind this script.
process.exit(count === 0 ? 0 : 1);
