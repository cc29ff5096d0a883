import type { Entrance } from '../protocol';
import { addProblem, wordsOf } from './report';

type Hook = (argument: unknown) => unknown;
type AppHookName = 'onLaunch' | 'onShow' | 'onHide' | 'onError' | 'onUnhandledRejection' | 'onPageNotFound';

/** The program's `App()` and those who listen to it through `wx.onApp…`. */
export class Application {
  private instance: Record<string, unknown> | null = null;
  private readonly listeners = new Map<AppHookName, Set<Hook>>();
  launchOptions: Entrance;
  enterOptions: Entrance;

  constructor(entrance: Entrance) {
    this.launchOptions = entrance;
    this.enterOptions = entrance;
  }

  /** The global `App`. */
  readonly define = (definition: Record<string, unknown>): void => {
    this.instance = { ...definition };
  };

  /** The global `getApp`. */
  readonly get = (): Record<string, unknown> | null => this.instance;

  call(name: AppHookName, argument?: unknown): void {
    const own = this.instance?.[name];
    const hooks = [...(typeof own === 'function' ? [own as Hook] : []), ...(this.listeners.get(name) ?? [])];
    for (const hook of hooks) {
      try {
        hook.call(this.instance, argument);
      } catch (error) {
        addProblem('script', `${wordsOf(error)} in App.${name}`);
      }
    }
  }

  listen(name: AppHookName, hook: Hook): void {
    const hooks = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, hooks.add(hook));
  }

  unlisten(name: AppHookName, hook: Hook): void {
    this.listeners.get(name)?.delete(hook);
  }

  /** What onLaunch, onShow and getEnterOptionsSync hand out. */
  static optionsOf({ path, query, scene, referrerInfo }: Entrance): Record<string, unknown> {
    return { path, query: { ...query }, scene, referrerInfo, shareTicket: '', apiCategory: 'default' };
  }
}
