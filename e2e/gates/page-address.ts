import type { Node } from 'estree';
import { resolveFrom, type MiniProgram } from './mini-program';
import { declaredValue, exportedValues, memberName, propertyOf, requiredPath, type Script } from './script';

/** A page address as far as it can be read from the code. */
export interface Address {
  readonly text: string;
  /** False when only its beginning is known. */
  readonly isWhole: boolean;
}

interface Value {
  readonly script: Script;
  readonly node: Node;
}

/**
 * The addresses an expression can stand for: texts, templates and sums as far as they are known, both arms of a condition, and
 * constants of this and of other modules (`require('./routes').routes.card`). What cannot be known gives nothing.
 */
export function addressesOf(program: MiniProgram, script: Script, node: Node): Address[] {
  const { node: value, script: home } = follow(program, { script, node });
  switch (value.type) {
    case 'Literal':
      return typeof value.value === 'string' ? [{ text: value.value, isWhole: true }] : [];
    case 'TemplateLiteral':
      return value.quasis.reduce<Address[]>((known, quasi, index) => {
        const expression = value.expressions[index - 1];
        const middle = expression ? followedBy(known, () => addressesOf(program, home, expression)) : known;
        return followedBy(middle, () => [{ text: quasi.value.cooked ?? '', isWhole: true }]);
      }, emptyAddress);
    case 'BinaryExpression':
      return value.operator === '+'
        ? followedBy(addressesOf(program, home, value.left), () => addressesOf(program, home, value.right))
        : [];
    case 'ConditionalExpression':
      return [
        ...addressesOf(program, home, value.consequent),
        ...addressesOf(program, home, value.alternate),
      ];
    default:
      return [];
  }
}

const emptyAddress: Address[] = [{ text: '', isWhole: true }];

/** Each known beginning with each possible rest; a rest that is not known leaves a beginning. */
function followedBy(beginnings: Address[], restOf: () => Address[]): Address[] {
  return beginnings.flatMap((beginning) => {
    if (!beginning.isWhole) return [beginning];
    const rests = restOf();
    if (rests.length === 0) return [{ ...beginning, isWhole: false }];
    return rests.map((rest) => ({ text: beginning.text + rest.text, isWhole: rest.isWhole }));
  });
}

/** Replaces a constant by what it is set to, as often as it can; a name that leads nowhere stays as it is. */
function follow(program: MiniProgram, value: Value, depth = 0): Value {
  const next = depth < 8 ? step(program, value) : null;
  return next === null ? value : follow(program, next, depth + 1);
}

function step(program: MiniProgram, { script, node }: Value): Value | null {
  if (node.type === 'Identifier') {
    const declared = declaredValue(script, node);
    return declared === null ? null : { script, node: declared };
  }
  const name = memberName(node);
  if (node.type !== 'MemberExpression' || name === null) return null;
  const object = follow(program, { script, node: node.object });
  const target = requiredPath(object.node);
  if (target === null) {
    const property = propertyOf(object.node, name);
    return property === null ? null : { script: object.script, node: property };
  }
  const file = `${resolveFrom(object.script.file, target)}.js`;
  const module = program.scripts.find((each) => each.file === file);
  const exported = module && exportedValues(module).get(name);
  return module && exported ? { script: module, node: exported } : null;
}
