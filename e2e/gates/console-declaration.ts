import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const filled = v.pipe(v.string(), v.trim(), v.minLength(1));

const declarationSchema = v.strictObject({
  privacy: v.array(
    v.strictObject({
      /** The kind of information as WeChat's console names it. */
      information: filled,
      /** What of WeChat's table the app uses: `wx.chooseAddress`, `button.getPhoneNumber`. */
      interfaces: v.pipe(v.array(filled), v.minLength(1)),
      /** The sentence for the 用户隐私保护指引. */
      purpose: filled,
    }),
  ),
  /** Hosts a bundle names without ever calling them, each with the reason. */
  mentionedHosts: v.array(v.strictObject({ host: filled, reason: filled })),
});

/** What must be typed into WeChat's console before a release: `wechat-console.json` of each mini program. */
export type ConsoleDeclaration = v.InferOutput<typeof declarationSchema>;

/** Reads `wechat-console.json`; throws with the offending field when it has another shape. */
export function readConsoleDeclaration(path: string): ConsoleDeclaration {
  return v.parse(declarationSchema, JSON.parse(readFileSync(path, 'utf8')));
}
