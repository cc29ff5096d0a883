import { createRequire } from 'node:module';
import { generateKeyPairSync } from 'node:crypto';

/**
 * Runs in a process of its own: WeChat's CI package compiles a build and judges its code, without WeChat. It prints as it
 * likes and keeps workers alive, so the answer leaves as one message and the process ends.
 */

/** What WeChat's CI package says about a build. */
export interface WechatCiReport {
  /** Null when it compiled. */
  readonly compileError: string | null;
  readonly quality: readonly {
    readonly name: string;
    readonly success: boolean;
    readonly text: string;
    readonly detail?: unknown;
  }[];
}

interface WechatProject {
  attr: () => Promise<unknown>;
}

interface WechatCi {
  Project: new (options: Record<string, unknown>) => WechatProject;
  getCompiledResult(options: Record<string, unknown>): Promise<Record<string, unknown>>;
  checkCodeQuality(project: WechatProject): Promise<WechatCiReport['quality']>;
}

/** The limits that WeChat's server would answer for an ordinary account. */
const accountAttributes = {
  platform: true,
  appType: 0,
  isSlave: false,
  setting: {
    MaxCodeSize: 2,
    MaxSubpackageSubCodeSize: 2,
    MaxSubpackageFullCodeSize: 20,
    NavigateMiniprogramLimit: 10,
    MaxSubPackageLimit: 100,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxTabbarIconSize: 40,
  },
};

async function judge(folder: string): Promise<WechatCiReport> {
  const load = createRequire(import.meta.url);
  // Its list of allowed file types comes from WeChat's server when that answers; the built-in one is always the same.
  (load('miniprogram-ci/dist/config/url.config.js') as Record<string, string>)['GET_WHITE_EXT_LIST'] =
    'http://127.0.0.1:9/';
  const ci = load('miniprogram-ci') as WechatCi;
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const project = new ci.Project({
    appid: 'wx0000000000000000',
    type: 'miniProgram',
    projectPath: folder,
    privateKey,
    ignores: ['node_modules/**/*'],
  });
  project.attr = () => Promise.resolve(accountAttributes);
  const compileError = await ci
    .getCompiledResult({
      project,
      version: '1.0.0',
      desc: 'gate',
      setting: { useProjectConfig: true },
      onProgressUpdate: () => undefined,
    })
    .then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  // A build that does not compile cannot be judged either; the compiler's own words are the better answer.
  return { compileError, quality: compileError === null ? await ci.checkCodeQuality(project) : [] };
}

const folder = process.argv[3];
if (folder !== undefined && process.send) {
  const report = await judge(folder);
  process.send(report, undefined, undefined, () => process.exit(0));
}
