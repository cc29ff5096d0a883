import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Gate, GateInput, Problem } from './gate';
import { mainPackage, resolveFrom, type MiniProgram } from './mini-program';
import { requiredPath } from './script';
import type { WechatCiReport } from './wechat-ci';

const place = 'miniprogram-ci';
const filesDetail = v.object({ files: v.array(v.string()) });

/** WeChat's own CI package compiles the build, and every rule of its code quality check holds or is accepted here. */
export const wechatCiGate: Gate = {
  name: 'wechat-ci',
  check: async (input) => {
    const { compileError, quality } = await runWechatCi(input.program.folder);
    if (compileError !== null) return [{ place, reason: compileError }];
    return quality
      .filter(({ success }) => !success)
      .flatMap(({ name, text, detail }) =>
        name === 'CONTAINS_OTHER_PKG_JS'
          ? sharedModules(input, detail)
          : [{ place, reason: `${name}: ${text}` }],
      );
  },
};

/**
 * The check wants no module in the main package that only subpackages use. One that a single subpackage uses is indeed in
 * the wrong place; one that two use can live nowhere else, since subpackages do not see each other.
 */
function sharedModules({ program }: GateInput, detail: unknown): Problem[] {
  const { files } = v.parse(filesDetail, detail);
  return files
    .filter((file) => usersOf(program, file).size < 2)
    .map((file) => ({ place: file, reason: 'only one subpackage uses this module of the main package' }));
}

/** The subpackages that need a module of the main package, directly or through other modules. */
function usersOf(program: MiniProgram, file: string, seen = new Set<string>()): Set<string> {
  const users = new Set<string>();
  if (seen.has(file)) return users;
  seen.add(file);
  for (const script of program.scripts) {
    const needs = script.nodes.some((node) => {
      const target = requiredPath(node);
      return target !== null && `${resolveFrom(script.file, target)}.js` === file;
    });
    if (!needs) continue;
    const owner = program.packageOf(script.file);
    if (owner !== mainPackage) users.add(owner);
    else for (const user of usersOf(program, script.file, seen)) users.add(user);
  }
  for (const user of componentUsers(program, file.replace(/\.js$/, ''), seen)) users.add(user);
  return users;
}

function componentUsers(program: MiniProgram, component: string, seen: Set<string>): Set<string> {
  const users = new Set<string>();
  for (const unit of program.files
    .filter((each) => each.endsWith('.wxml'))
    .map((each) => each.slice(0, -5))) {
    const targets = Object.values(program.unitJson(unit)?.usingComponents ?? {});
    if (!targets.some((target) => resolveFrom(unit, target) === component)) continue;
    const owner = program.packageOf(unit);
    if (owner !== mainPackage) users.add(owner);
    else for (const user of usersOf(program, `${unit}.js`, seen)) users.add(user);
  }
  return users;
}

function runWechatCi(folder: string): Promise<WechatCiReport> {
  const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
  const child = spawn(
    process.execPath,
    [path('../../server/test/kit/run-typescript.mjs'), path('wechat-ci.ts'), folder],
    { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
  );
  return new Promise((resolve, reject) => {
    child.once('message', (report) => resolve(report as WechatCiReport));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`WeChat's CI package ended without an answer (${code})`)));
  });
}
