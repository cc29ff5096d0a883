import type { Methods, Params } from '../protocol';
import { functionOf, globals, idOf, type PageObject } from './mini-program';
import { mockFunction, mockResult, restore } from './runtime';

/** What belongs to the whole program: its pages, `wx` and code that is sent to it. */
export const appMethods: Methods = {
  'App.getCurrentPage': () => describe(globals().getCurrentPages().at(-1)),
  'App.getPageStack': () => ({ pageStack: globals().getCurrentPages().map(describe) }),
  'App.callWxMethod': async ({ method = '', args = [] }) => {
    const { wx } = globals();
    const act = wx[method];
    if (typeof act !== 'function') throw new Error(`wx.${method} is not a function`);
    return { result: await act(...args) };
  },
  'App.mockWxMethod': (params) => {
    mock(params);
    return {};
  },
  'App.callFunction': async ({ functionDeclaration, args = [] }) => ({
    result: await functionOf(functionDeclaration)(...args),
  }),
};

function describe(page: PageObject | undefined) {
  if (!page) throw new Error('no page is open');
  return { pageId: idOf(page), path: page.route, query: page.options };
}

/** With a function or a result the method is mocked, with neither it is restored. */
function mock({ method = '', functionDeclaration, args = [], ...rest }: Params): void {
  if (functionDeclaration !== undefined) mockFunction(method, functionDeclaration, args);
  else if ('result' in rest) mockResult(method, rest.result);
  else restore(method);
}
