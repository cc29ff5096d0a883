import type { Methods } from '../protocol';
import { describeElement, findAll, findOne } from './elements';
import { callMethod, requirePage, valueAt } from './mini-program';

/** What belongs to one page. */
export const pageMethods: Methods = {
  'Page.getElement': ({ pageId, selector }) => describeElement(findOne(rootOf(pageId), selector)),
  'Page.getElements': ({ pageId, selector }) => ({
    elements: findAll(rootOf(pageId), selector).map(describeElement),
  }),
  'Page.getData': ({ pageId, path }) => ({ data: valueAt(requirePage(pageId).data, path) }),
  'Page.setData': ({ pageId, data = {} }) => {
    requirePage(pageId).setData(data);
    return {};
  },
  'Page.callMethod': async ({ pageId, method, args }) => ({
    result: await callMethod(requirePage(pageId), method, args),
  }),
  'Page.getWindowProperties': ({ pageId, names = [] }) => {
    const scroller = rootOf(pageId).closest('wx-page') ?? rootOf(pageId);
    // A page of WeChat is a document of its own; here it is an element that scrolls.
    return {
      properties: names.map((name) => Reflect.get(scroller, name.split('.').at(-1) ?? '') as unknown),
    };
  },
};

function rootOf(pageId: number | undefined): Element {
  const root = requirePage(pageId)._$.getBackendElement();
  if (!root) throw new Error(`page ${pageId} is not shown`);
  return root;
}
