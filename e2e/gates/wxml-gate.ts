import { TmplGroup } from 'glass-easel-template-compiler';
import * as v from 'valibot';
import type { Gate, Problem } from './gate';

const findings = v.array(v.object({ message: v.string(), startLine: v.number(), startColumn: v.number() }));

/** Every template compiles without a complaint in WeChat's own template compiler. */
export const wxmlGate: Gate = {
  name: 'wxml',
  check: ({ program }) => {
    const group = new TmplGroup();
    const problems = program.files
      .filter((file) => file.endsWith('.wxml'))
      .flatMap((file): Problem[] =>
        v
          .parse(findings, group.addTmpl(file.replace(/\.wxml$/, ''), program.text(file)))
          .map(({ message, startLine, startColumn }) => ({
            place: `${file}:${startLine + 1}:${startColumn + 1}`,
            reason: message,
          })),
      );
    group.free();
    return problems;
  },
};
