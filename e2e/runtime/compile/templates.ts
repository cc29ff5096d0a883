import { TmplGroup } from 'glass-easel-template-compiler';
import type { Problem } from '../protocol';
import { builtInTags } from './built-in-tags';

interface TemplateFault {
  readonly level: string;
  readonly message: string;
  readonly startLine: number;
  readonly startColumn: number;
}

const longestFirst = [...builtInTags].sort((a, b) => b.length - a.length).join('|');
/** An expression, which is left alone, or the name of a built-in element. */
const expressionOrTag = new RegExp(`\\{\\{[\\s\\S]*?\\}\\}|(</?)(${longestFirst})(?=[\\s>/])`, 'g');

/** Compiles the WXML and WXS of a program with WeChat's open-source compiler. */
export class Templates {
  private readonly group = new TmplGroup();

  /** Adds one template; what is wrong with it comes back with its place. */
  add(path: string, wxml: string): Problem[] {
    const named = wxml.replace(expressionOrTag, (found, open?: string, tag?: string) =>
      open === undefined ? found : `${open}wx-${String(tag)}`,
    );
    const faults: readonly TemplateFault[] = this.group.addTmpl(path, named);
    return faults.map(({ level, message, startLine, startColumn }) => ({
      kind: 'template',
      where: `${path}.wxml:${startLine + 1}:${columnInFile(named, startLine, startColumn) + 1}`,
      message: `${level}: ${message}`,
    }));
  }

  addScript(path: string, source: string): void {
    this.group.addScript(path, source);
  }

  /** A JavaScript expression: the compiled templates by path. */
  toScript(): string {
    return this.group.getTmplGenObjectGroups();
  }
}

/** The column without the `wx-` put in front of the tags before it. */
function columnInFile(named: string, line: number, column: number): number {
  const before = (named.split('\n')[line] ?? '').slice(0, column);
  return column - (before.match(/<\/?wx-/g) ?? []).length * 'wx-'.length;
}
