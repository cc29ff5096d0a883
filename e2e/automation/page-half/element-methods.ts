import type { Methods } from '../protocol';
import { describeElement, findAll, findOne, nodeOf, requireComponent, requireElement } from './elements';
import { callMethod, valueAt } from './mini-program';
import { runtime } from './runtime';

/** What belongs to one element. */
export const elementMethods: Methods = {
  'Element.getElement': ({ elementId, selector }) =>
    describeElement(findOne(requireElement(elementId), selector)),
  'Element.getElements': ({ elementId, selector }) => ({
    elements: findAll(requireElement(elementId), selector).map(describeElement),
  }),
  'Element.getDOMProperties': ({ elementId, names = [] }) => ({
    properties: names.map((name) => Reflect.get(requireElement(elementId), name) as unknown),
  }),
  'Element.getAttributes': ({ elementId, names = [] }) => ({
    attributes: names.map((name) => attributeOf(requireElement(elementId), name)),
  }),
  'Element.getStyles': ({ elementId, names = [] }) => ({
    styles: names.map((name) => getComputedStyle(requireElement(elementId)).getPropertyValue(name)),
  }),
  'Element.getProperties': ({ elementId, names = [] }) => ({
    properties: names.map((name) => propertyOf(requireElement(elementId), name)),
  }),
  'Element.getOffset': ({ elementId }) => {
    const { left, top } = requireElement(elementId).getBoundingClientRect();
    return { left, top };
  },
  'Element.getWXML': ({ elementId, type }) => {
    const element = requireElement(elementId);
    return { wxml: (type === 'outer' ? element.outerHTML : element.innerHTML).replace(/(<\/?)wx-/g, '$1') };
  },
  'Element.triggerEvent': ({ elementId, type = '', detail = {} }) => {
    runtime().trigger(requireElement(elementId), type, detail);
    return {};
  },
  'Element.getData': ({ elementId, path }) => ({ data: valueAt(requireComponent(elementId).data, path) }),
  'Element.setData': ({ elementId, data }) => {
    void callMethod(requireComponent(elementId), 'setData', [data]);
    return {};
  },
  'Element.callMethod': async ({ elementId, method, args }) => ({
    result: await callMethod(requireComponent(elementId), method, args),
  }),
};

/** `data-…` is no attribute of the document; the framework keeps it. */
function attributeOf(element: Element, name: string): string | null {
  if (!name.startsWith('data-')) return element.getAttribute(name);
  const key = name.slice('data-'.length).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const value = nodeOf(element)?.dataset?.[key];
  return value === undefined ? null : String(value);
}

/** `__propPublic` is how the client asks which properties there are. */
function propertyOf(element: Element, name: string): unknown {
  const data = nodeOf(element)?.data ?? {};
  if (name === '__propPublic') return Object.fromEntries(Object.keys(data).map((key) => [key, true]));
  const field = name === 'value' ? element.querySelector('input, textarea') : null;
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : data[name];
}
