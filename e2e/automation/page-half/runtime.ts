import type { Handle } from '../../runtime/host/main';
import { functionOf, globals } from './mini-program';

/** The runtime under the mini program. */
export function runtime(): Handle {
  return (window as unknown as { readonly __miniProgram: Handle }).__miniProgram;
}

/** Lets a method of `wx` answer this from now on; a result whose `errMsg` says `:fail` is a refusal. */
export function mockResult(name: string, result: unknown): void {
  runtime().mock(name, () => result);
}

/** Replaces a method of `wx`; what the function returns, or its promise brings, is the result. `this.origin` is the real one. */
export function mockFunction(name: string, text: string, extra: readonly unknown[]): void {
  const replacement = functionOf(text);
  const act = (options: unknown) => replacement.call({ origin }, options, ...extra);
  const origin = (options: unknown) => {
    runtime().mock(name, null);
    try {
      return globals().wx[name]?.(options);
    } finally {
      runtime().mock(name, act);
    }
  };
  runtime().mock(name, act);
}

export function restore(name: string): void {
  runtime().mock(name, null);
}
