import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { builtInTags } from './built-in-tags';
import { convertUnits } from './units';

/** WeChat's style language as CSS of one document: imports inlined, rpx and vh computed, tags under their real names. */
export function compileStyle(root: string, file: string): string {
  return convertUnits(renameTags(inlineImports(root, file, new Set())));
}

function inlineImports(root: string, file: string, seen: Set<string>): string {
  const path = join(root, file);
  if (seen.has(path) || !existsSync(path)) return '';
  seen.add(path);
  const text = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return text.replace(/@import\s+(?:url\()?["']([^"']+)["']\)?\s*;?/g, (_all, target: string) => {
    const wanted = target.startsWith('/') ? target.slice(1) : posix.join(dirname(file), target);
    return inlineImports(root, wanted, seen);
  });
}

const tagInSelector = new RegExp(
  `(^|[\\s,>+~(])(${[...builtInTags, 'page'].join('|')})(?=[\\s,>+~{.:#\\[)]|$)`,
  'g',
);

function renameTags(css: string): string {
  return css.replace(/([^{}]*)\{/g, (rule, selector: string) =>
    selector.trimStart().startsWith('@')
      ? rule
      : `${selector.replace(tagInSelector, (_all, before: string, tag: string) => `${before}wx-${tag}`)}{`,
  );
}
