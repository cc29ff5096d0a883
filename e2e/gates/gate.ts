import type { ConsoleDeclaration } from './console-declaration';
import type { MiniProgram } from './mini-program';

/** One thing that is wrong with a build: where, and in plain words what. */
export interface Problem {
  /** A file of the build, with line and column where there is one: `common/vendor.js:6:120`. */
  readonly place: string;
  readonly reason: string;
}

/** What a gate looks at: the compiled mini program, and what the project says about it. */
export interface GateInput {
  readonly program: MiniProgram;
  /** The pages of `src/pages.json`, without a leading slash. */
  readonly sourcePages: readonly string[];
  readonly declaration: ConsoleDeclaration;
  /** Host and port of the server the build calls. */
  readonly apiHost: string;
  /** The largest year of JavaScript the scripts may use: 5 when DevTools does not translate them. */
  readonly ecmaVersion: 5 | 2018;
}

/** Looks at one quality of a build; an empty answer means that the gate is green. */
export interface Gate {
  readonly name: string;
  check(input: GateInput): readonly Problem[] | Promise<readonly Problem[]>;
}
