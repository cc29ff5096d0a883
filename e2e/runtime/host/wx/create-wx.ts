import type { Application } from '../application';
import { fromBase64, toBase64 } from '../bridge';
import { programSpace } from '../framework';
import type { Navigation } from '../navigation';
import type { PageStack } from '../pages';
import { asyncApis } from './api';
import type { ApiOptions } from './api-failure';
import { bluetoothApi } from './bluetooth';
import { canvasApi } from './canvas';
import { deviceApi } from './device';
import { fileApi } from './files';
import { interfaceApi } from './interface';
import { networkApi } from './network';
import { personApi } from './person';
import { privacyListeners } from './privacy';
import { SelectorQuery } from './selector-query';
import { storageApi } from './storage';

interface Parts {
  readonly stack: PageStack;
  readonly navigation: Navigation;
  readonly application: Application;
}

/** The global `wx`. What it does not have is undefined, as in an old WeChat. */
export function createWx({ stack, navigation, application }: Parts): Record<string, unknown> {
  const wx: Record<string, unknown> = {
    ...storageApi,
    ...networkApi,
    ...fileApi,
    ...interfaceApi(stack),
    ...personApi(stack.app.requiredPrivateInfos ?? []),
    ...privacyListeners,
    ...bluetoothApi,
    ...deviceApi(stack, application),
    ...canvasApi(stack),
    ...asyncApis({
      navigateTo: afterwards((options) => navigation.navigateTo(options)),
      redirectTo: afterwards((options) => navigation.redirectTo(options)),
      reLaunch: afterwards((options) => navigation.reLaunch(options)),
      switchTab: afterwards((options) => navigation.switchTab(options)),
      navigateBack: afterwards((options) => navigation.navigateBack(options)),
      preloadSubpackage: () => undefined,
    }),
    canIUse: (name: string) => name.split('.')[0] !== undefined && String(name.split('.')[0]) in wx,
    nextTick: (act: () => void) => void Promise.resolve().then(act),
    createSelectorQuery: () => new SelectorQuery(stack),
    createIntersectionObserver: (component: Observing | undefined, options?: object) =>
      (component ?? (stack.top?.instance as unknown as Observing)).createIntersectionObserver(options),
    createAnimation: () => new Animation(),
    arrayBufferToBase64: (buffer: ArrayBuffer) => toBase64(new Uint8Array(buffer)),
    base64ToArrayBuffer: (text: string) => fromBase64(text).buffer,
  };
  return wx;
}

/** Pages change in a task of their own: the page that asks for it, even in `onLoad`, goes on first. */
function afterwards(go: (options: ApiOptions) => unknown) {
  return async (options: ApiOptions) => {
    await new Promise((resolve) => setTimeout(resolve));
    return go(options);
  };
}

interface Observing {
  createIntersectionObserver(options?: object): unknown;
}

/** `wx.createAnimation`: collects steps that a page binds to `animation`; nothing moves here. */
class Animation {
  private actions: object[] = [];

  constructor() {
    const methods = [
      'opacity',
      'rotate',
      'scale',
      'translate',
      'translateX',
      'translateY',
      'width',
      'height',
      'step',
    ];
    for (const name of methods)
      Reflect.set(this, name, (...args: unknown[]) => {
        this.actions.push({ type: name, args });
        return this;
      });
  }

  export(): { actions: object[] } {
    const { actions } = this;
    this.actions = [];
    return { actions };
  }
}

/** Behaviours that components name by a `wx://` address. */
export function registerWechatBehaviors(): void {
  const space = programSpace.getComponentSpace();
  for (const name of ['wx://form-field', 'wx://form-field-group', 'wx://component-export'])
    space.defineBehavior({ is: name, properties: {} } as never);
}
