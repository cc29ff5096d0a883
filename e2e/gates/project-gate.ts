import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Problem } from './gate';

/** The part of project.config.json that the gate reads. */
export interface ProjectConfig {
  readonly appid?: string;
  readonly compileType?: string;
  readonly libVersion?: string;
  readonly miniprogramRoot?: string;
  readonly setting?: Readonly<Record<string, unknown>>;
}

/** Nobody's app id: whoever opens the project brings their own. */
const placeholderAppid = 'touristappid';

/** What DevTools must do with a build; the build carries a project.config.json of its own, which must not contradict. */
const neededSettings = { urlCheck: true, es6: true, minified: true, minifyWXML: true, minifyWXSS: true };

export interface ProjectInput {
  /** The project.config.json that DevTools opens. */
  readonly configFile: string;
  /** The build it must lead to. */
  readonly buildFolder: string;
}

/** The folder DevTools opens leads to the build of the right mini program, with the settings a release needs. */
export function checkProject({ configFile, buildFolder }: ProjectInput): Problem[] {
  if (!existsSync(configFile)) return [{ place: configFile, reason: 'the file is missing' }];
  const config = readProjectConfig(configFile);
  const root = resolve(dirname(configFile), config.miniprogramRoot ?? '');
  const reasons = [
    ...(root === resolve(buildFolder) ? [] : [`miniprogramRoot leads to ${root}, not to ${buildFolder}`]),
    ...(existsSync(join(root, 'app.json')) ? [] : [`there is no app.json in ${root}`]),
    ...(config.compileType === 'miniprogram' ? [] : ['compileType is not miniprogram']),
    ...(config.appid === placeholderAppid ? [] : [`appid is not the placeholder ${placeholderAppid}`]),
    ...(config.libVersion ? [] : ['libVersion is missing']),
  ];
  const built = join(buildFolder, 'project.config.json');
  return [
    ...reasons.map((reason) => ({ place: configFile, reason })),
    ...settingProblems(configFile, config),
    ...(existsSync(built) ? settingProblems(built, readProjectConfig(built)) : []),
  ];
}

/** Reads a project.config.json. */
export function readProjectConfig(path: string): ProjectConfig {
  return JSON.parse(readFileSync(path, 'utf8')) as ProjectConfig;
}

function settingProblems(place: string, config: ProjectConfig): Problem[] {
  return Object.entries(neededSettings)
    .filter(([name, value]) => config.setting?.[name] !== value)
    .map(([name, value]) => ({ place, reason: `setting.${name} is not ${value}` }));
}
