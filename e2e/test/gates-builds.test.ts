import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkAppTarget } from '../gates/app-target';
import type { Problem } from '../gates/gate';
import { checkProject } from '../gates/project-gate';
import { wechatCiGate } from '../gates/wechat-ci-gate';
import { Copy, goodProgram, homeScript, inputOf, temporaryFolder } from './gates-kit';

describe("WeChat's CI package", () => {
  it('compiles the good mini program and finds its code in order', async () => {
    expect(await wechatCiGate.check(inputOf(new Copy()))).toEqual([]);
  });

  it('refuses a script that does not parse', async () => {
    const [problem] = await wechatCiGate.check(inputOf(new Copy().write(homeScript, 'Page({ data: { }\n')));

    expect(problem?.reason).toContain('home.js');
  });

  it('refuses settings that leave the code as it is, and code for one subpackage in the main one', async () => {
    const copy = new Copy()
      .replace('project.config.json', '"minifyWXML": true', '"minifyWXML": false')
      .write('common/help-text.js', "exports.text = '帮助';\n")
      .write('help/pages/help.js', "require('../../common/help-text.js');\nPage({});\n");

    const problems = await wechatCiGate.check(inputOf(copy));

    expect(problems.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('WXML_COMPRESS_OPEN'),
      'only one subpackage uses this module of the main package',
    ]);
  });
});

describe('project.config.json', () => {
  const opened = {
    ...JSON.parse(readFileSync(join(goodProgram, 'project.config.json'), 'utf8')),
    miniprogramRoot: 'build/',
  };

  function project(config: object): Problem[] {
    const root = temporaryFolder();
    cpSync(goodProgram, join(root, 'build'), { recursive: true });
    writeFileSync(join(root, 'project.config.json'), JSON.stringify(config));
    return checkProject({ configFile: join(root, 'project.config.json'), buildFolder: join(root, 'build') });
  }

  it('leads to the build', () => {
    expect(project(opened)).toEqual([]);
  });

  it.each([
    [{ miniprogramRoot: 'dist/' }, /miniprogramRoot leads to .*dist/],
    [{ appid: 'wx0123456789abcdef' }, /appid is not the placeholder/],
    [{ setting: { ...opened.setting, urlCheck: false } }, /setting.urlCheck is not true/],
  ])('refuses %j', (change, reason) => {
    expect(project({ ...opened, ...change })[0]?.reason).toMatch(reason);
  });
});

describe('the app target', () => {
  const files = ['manifest.json', 'app-service.js', 'app.css', 'uni-app-view.umd.js'];

  function build(changes: Readonly<Record<string, string>> = {}): string {
    const folder = temporaryFolder();
    const written = {
      ...Object.fromEntries(files.map((file) => [file, ''])),
      'app-config-service.js': '[{"path":"tabs/today"}]',
      ...changes,
    };
    for (const [file, text] of Object.entries(written)) writeFileSync(join(folder, file), text);
    return folder;
  }

  it('passes when it is whole', () => {
    expect(checkAppTarget(build(), ['tabs/today'])).toEqual([]);
  });

  it('refuses a missing file, a page that is not built, a source map and a secret', () => {
    const folder = build({
      'app.css.map': '{}',
      'app-service.js': "const appSecret = '0123456789abcdef0123456789abcdef'",
    });
    rmSync(join(folder, 'manifest.json'));

    expect(checkAppTarget(folder, ['tabs/today', 'tabs/mine'])).toEqual([
      { place: 'manifest.json', reason: 'the file is missing' },
      { place: 'app-config-service.js', reason: 'the page tabs/mine of src/pages.json is not built' },
      { place: 'app-service.js', reason: 'contains an app secret' },
      { place: 'app.css.map', reason: 'a source map would be published' },
    ]);
    expect(checkAppTarget(join(folder, 'gone'), [])).toEqual([
      { place: join(folder, 'gone'), reason: 'the build wrote nothing' },
    ]);
  });
});
