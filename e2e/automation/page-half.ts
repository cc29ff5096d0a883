import { appMethods } from './page-half/app-methods';
import { elementMethods } from './page-half/element-methods';
import { requireElement } from './page-half/elements';
import { pageMethods } from './page-half/page-methods';
import type { Methods, PageHalf } from './protocol';

/** Runs in the page beside the runtime: answers what only the page knows. */
const methods: Methods = { ...appMethods, ...pageMethods, ...elementMethods };

const half: PageHalf = {
  has: (method) => method in methods,
  element: requireElement,
  async answer(method, params) {
    const act = methods[method];
    if (!act) throw new Error(`${method} is not known here`);
    try {
      return await act(params);
    } catch (error) {
      throw error instanceof Error ? error : new Error(wordsOf(error));
    }
  },
};

/** A refusal of WeChat's API is an object with `errMsg`. */
function wordsOf(error: unknown): string {
  const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'errMsg') : error;
  return String(message);
}

Object.assign(window, { __automation: half });
