import { Linter, type Scope, type SourceCode } from 'eslint';
import type { CallExpression, Node, Property } from 'estree';

/** A node as ESLint leaves it: it knows what it stands in. */
export type ScriptNode = Node & { readonly parent?: ScriptNode };

/** One parsed script of a build. */
export interface Script {
  readonly file: string;
  /** Why it cannot be read, with line and column; null when it can. */
  readonly syntaxError: { readonly line: number; readonly column: number; readonly message: string } | null;
  readonly nodes: readonly ScriptNode[];
  readonly scopes: Scope.ScopeManager | null;
}

/**
 * Parses a script as CommonJS of the given year. ESLint is the parser because it also resolves scopes, which tells a
 * global from a local of the same name.
 */
export function parseScript(file: string, text: string, ecmaVersion: 5 | 2018): Script {
  const linter = new Linter();
  const [fatal] = linter
    .verify(
      text,
      [
        {
          files: ['**/*.js'],
          languageOptions: { ecmaVersion, sourceType: 'commonjs' },
          linterOptions: { reportUnusedDisableDirectives: 'off' },
        },
      ],
      { filename: file, allowInlineConfig: false },
    )
    .filter((message) => message.fatal);
  if (fatal) {
    const { line, column, message } = fatal;
    return { file, syntaxError: { line, column, message }, nodes: [], scopes: null };
  }
  const source = linter.getSourceCode();
  return { file, syntaxError: null, nodes: nodesOf(source), scopes: source.scopeManager };
}

function nodesOf(source: SourceCode): ScriptNode[] {
  const nodes: ScriptNode[] = [];
  const waiting: ScriptNode[] = [source.ast];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    nodes.push(node);
    for (const key of source.visitorKeys[node.type] ?? []) {
      const child: unknown = Reflect.get(node, key);
      waiting.push(...(Array.isArray(child) ? child : [child]).filter(isNode));
    }
  }
  return nodes.reverse();
}

function isNode(value: unknown): value is ScriptNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Where a node stands: `common/vendor.js:6:120`. */
export function placeOf(script: Script, node: Pick<Node, 'loc'>): string {
  const start = node.loc?.start;
  return start ? `${script.file}:${start.line}:${start.column + 1}` : script.file;
}

/** The name a member is read by: `b` of `a.b` and of `a['b']`; null when it is computed. */
export function memberName(node: Node): string | null {
  if (node.type !== 'MemberExpression') return null;
  if (!node.computed && node.property.type === 'Identifier') return node.property.name;
  return node.property.type === 'Literal' && typeof node.property.value === 'string'
    ? node.property.value
    : null;
}

/** The name of what is called: `f` of `f()` and of `a.f()`. */
export function calleeName(call: CallExpression): string | null {
  return call.callee.type === 'Identifier' ? call.callee.name : memberName(call.callee);
}

/** The property `name` of an object literal. */
export function propertyOf(node: Node | undefined, name: string): Node | null {
  if (node?.type !== 'ObjectExpression') return null;
  const found = node.properties.find(
    (property): property is Property => property.type === 'Property' && keyOf(property) === name,
  );
  return found?.value ?? null;
}

function keyOf(property: Property): string | null {
  if (property.computed) return null;
  if (property.key.type === 'Identifier') return property.key.name;
  return property.key.type === 'Literal' ? String(property.key.value) : null;
}

/** The argument of `require('…')`, or null when the node is another thing. */
export function requiredPath(node: Node | null | undefined): string | null {
  if (node?.type !== 'CallExpression' || calleeName(node) !== 'require') return null;
  const [argument] = node.arguments;
  return argument?.type === 'Literal' && typeof argument.value === 'string' ? argument.value : null;
}

/** A text of a script and where it stands. */
export interface ScriptText {
  readonly node: ScriptNode;
  readonly text: string;
}

/** Every text a script holds: string literals and the fixed pieces of templates. */
export function textsOf(script: Script): ScriptText[] {
  return script.nodes.flatMap((node): ScriptText[] => {
    if (node.type === 'Literal' && typeof node.value === 'string') return [{ node, text: node.value }];
    if (node.type === 'TemplateElement') return [{ node, text: node.value.cooked ?? node.value.raw }];
    return [];
  });
}

/** What a variable is declared with, seen from one place of its use: a minified script reuses its names in every scope. */
export function declaredValue(script: Script, identifier: Node): Node | null {
  for (const scope of script.scopes?.scopes ?? []) {
    const reference = scope.references.find((each) => each.identifier === identifier);
    const declaration: Node | undefined = reference?.resolved?.defs[0]?.node;
    if (reference) return declaration?.type === 'VariableDeclarator' ? (declaration.init ?? null) : null;
  }
  return null;
}

/** What a script exports by name: `exports.routes = s`. */
export function exportedValues(script: Script): Map<string, Node> {
  const values = new Map<string, Node>();
  for (const node of script.nodes) {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') continue;
    const name = memberName(node.left);
    if (name !== null && node.left.object.type === 'Identifier' && node.left.object.name === 'exports')
      values.set(name, node.right);
  }
  return values;
}
