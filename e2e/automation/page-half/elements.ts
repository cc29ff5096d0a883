import { builtInTags } from '../../runtime/compile/built-in-tags';

/** The framework's node behind an element of the document. */
export interface FrameworkNode {
  readonly is?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly dataset?: Readonly<Record<string, unknown>>;
  getMethodCaller?(): { readonly data: unknown };
}

const known = new Map<string, Element>();
const ids = new WeakMap<Element, string>();

/** An element by the id it was described with. */
export function requireElement(id: string | undefined): Element {
  const element = known.get(id ?? '');
  if (!element?.isConnected) throw new Error('the element is not in the page any more');
  return element;
}

/** How the automation speaks of an element; a component of the program has a `nodeId` as well. */
export function describeElement(element: Element): { elementId: string; tagName: string; nodeId?: string } {
  const elementId = ids.get(element) ?? `element-${known.size + 1}`;
  ids.set(element, elementId);
  known.set(elementId, element);
  const tagName = element.tagName.toLowerCase().replace(/^wx-/, '');
  return isComponent(element) ? { elementId, tagName, nodeId: elementId } : { elementId, tagName };
}

export function nodeOf(element: Element): FrameworkNode | undefined {
  return Reflect.get(element, '__wxElement') as FrameworkNode | undefined;
}

/** The methods and data of a component of the program. */
export function requireComponent(id: string | undefined): { readonly data: unknown } {
  const element = requireElement(id);
  const caller = isComponent(element) ? nodeOf(element)?.getMethodCaller?.() : undefined;
  if (!caller) throw new Error('the element is no component of the program');
  return caller;
}

export function findAll(root: Element, selector = ''): Element[] {
  return [...root.querySelectorAll(documentSelector(selector))];
}

export function findOne(root: Element, selector = ''): Element {
  const [element] = findAll(root, selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  return element;
}

function isComponent(element: Element): boolean {
  const node = nodeOf(element);
  return node?.getMethodCaller !== undefined && node.is !== undefined && !node.is.startsWith('wx-');
}

const tagInSelector = new RegExp(`(^|[\\s,>+~])(${builtInTags.join('|')})(?=[\\s,>+~.:#\\[]|$)`, 'g');

/** WeChat's own elements are `wx-…` in the document. */
function documentSelector(selector: string): string {
  return selector.replace(tagInSelector, (_, before: string, tag: string) => `${before}wx-${tag}`);
}
