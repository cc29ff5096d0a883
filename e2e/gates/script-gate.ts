import type { Scope } from 'eslint';
import type { Gate, Problem } from './gate';
import { placeOf, type Script, type ScriptNode } from './script';

/** What WeChat's logic layer offers beside the language itself. */
const offered = new Set([
  ...['wx', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages', 'requirePlugin'],
  ...['require', 'module', 'exports', 'console', 'globalThis'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
]);

/** Of the language itself, what older engines of phones lack and what WeChat forbids. */
const refused = ['eval', 'Function', 'BigInt', 'Intl', 'SharedArrayBuffer', 'Atomics', 'WeakRef'];

/** Every script parses in the allowed year of JavaScript and uses no name that a mini program does not have. */
export const scriptGate: Gate = {
  name: 'script',
  check: ({ program, ecmaVersion }) =>
    program.scripts.flatMap((script) =>
      script.syntaxError
        ? [syntaxProblem(script.file, script.syntaxError, ecmaVersion)]
        : [...unknownNames(script), ...refusedNames(script)],
    ),
};

function syntaxProblem(file: string, error: NonNullable<Script['syntaxError']>, year: number): Problem {
  return {
    place: `${file}:${error.line}:${error.column}`,
    reason: `not JavaScript of ${year === 5 ? 'ES5' : year}: ${error.message}`,
  };
}

function unknownNames(script: Script): Problem[] {
  const unresolved = script.scopes?.globalScope?.through ?? [];
  return unresolved
    .filter(({ identifier }) => !offered.has(identifier.name) && !isGuarded(identifier))
    .map(({ identifier }) => ({
      place: placeOf(script, identifier),
      reason: `${identifier.name} does not exist in a mini program`,
    }));
}

/** A name may be asked about; what it may not do is compile text or need an engine that old phones lack. */
function refusedNames(script: Script): Problem[] {
  const builtIn = script.scopes?.globalScope?.set;
  return refused
    .flatMap((name) => builtIn?.get(name)?.references ?? [])
    .filter(({ identifier }) => isUse(identifier) && !isGuarded(identifier))
    .map(({ identifier }) => ({
      place: placeOf(script, identifier),
      reason: `${identifier.name} is not allowed in a mini program`,
    }));
}

/** `Function.prototype` and `x instanceof Function` compile no text. */
function isUse(identifier: Scope.Reference['identifier']): boolean {
  const parent = (identifier as ScriptNode).parent;
  if (identifier.name !== 'Function') return true;
  return (
    (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee === identifier
  );
}

/** `typeof x`, and whatever runs only after such a question about the same name. */
function isGuarded(identifier: Scope.Reference['identifier']): boolean {
  let node = identifier as ScriptNode;
  if (isTypeofOf(node.parent, identifier.name)) return true;
  for (let parent = node.parent; parent; node = parent, parent = parent.parent) {
    const question =
      parent.type === 'ConditionalExpression' || parent.type === 'IfStatement'
        ? parent.test
        : parent.type === 'LogicalExpression'
          ? parent.left
          : null;
    if (question !== null && question !== node && asksFor(question, identifier.name)) return true;
  }
  return false;
}

function asksFor(node: ScriptNode, name: string): boolean {
  if (isTypeofOf(node, name)) return true;
  if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression')
    return asksFor(node.left as ScriptNode, name) || asksFor(node.right, name);
  return node.type === 'UnaryExpression' && asksFor(node.argument, name);
}

function isTypeofOf(node: ScriptNode | undefined, name: string): boolean {
  return (
    node?.type === 'UnaryExpression' &&
    node.operator === 'typeof' &&
    node.argument.type === 'Identifier' &&
    node.argument.name === name
  );
}
