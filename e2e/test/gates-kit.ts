import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect } from 'vitest';
import type { GateInput, Problem } from '../gates/gate';
import { checkGates, readingGates } from '../gates/gates';
import { readMiniProgram } from '../gates/mini-program';

/** A tiny mini program without a fault. */
export const goodProgram = fileURLToPath(new URL('fixtures/good-program', import.meta.url));
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gates-'));
  folders.push(folder);
  return folder;
}

/** A copy of the good mini program that a test may spoil. */
export class Copy {
  readonly folder = temporaryFolder();

  constructor() {
    cpSync(goodProgram, this.folder, { recursive: true });
  }

  write(file: string, content: string): this {
    writeFileSync(join(this.folder, file), content);
    return this;
  }

  replace(file: string, from: string, to: string): this {
    const text = readFileSync(join(this.folder, file), 'utf8');
    expect(text).toContain(from);
    return this.write(file, text.replace(from, to));
  }

  remove(file: string): this {
    rmSync(join(this.folder, file));
    return this;
  }
}

/** Every page of the good mini program. */
const pages = [
  'pages/home/home',
  'pages/mine/mine',
  'goods/pages/detail',
  'goods/pages/list',
  'help/pages/help',
];
/** What the good mini program needs in WeChat's console. */
export const declaration: GateInput['declaration'] = {
  privacy: [
    { information: '手机号', interfaces: ['button.getPhoneNumber'], purpose: '用于登录' },
    { information: '地址', interfaces: ['wx.chooseAddress'], purpose: '用于填写收货地址' },
  ],
  mentionedHosts: [],
};

/** What the gates get to see of a copy. */
export function inputOf(copy: Copy, changes: Partial<GateInput> = {}): GateInput {
  const ecmaVersion = changes.ecmaVersion ?? 2018;
  return {
    program: readMiniProgram(copy.folder, ecmaVersion),
    sourcePages: pages,
    declaration,
    apiHost: 'api.example.com',
    ecmaVersion,
    ...changes,
  };
}

/** The red gates only, each with what it says. */
export async function redGates(
  copy: Copy,
  changes?: Partial<GateInput>,
): Promise<Record<string, readonly Problem[]>> {
  const answers = await checkGates(readingGates, inputOf(copy, changes));
  return Object.fromEntries([...answers].filter(([, problems]) => problems.length > 0));
}

/** The two files most tests spoil. */
export const homeScript = 'pages/home/home.js';
export const homeTemplate = 'pages/home/home.wxml';
