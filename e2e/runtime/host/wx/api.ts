import { isFromGesture, noteTap } from '../gesture';
import { mockOf, preparedAnswer, refuses } from '../phone';
import { addCall } from '../report';
import type { Question } from '../../protocol';
import { ApiFailure, type ApiOptions } from './api-failure';
import { ensurePrivacy, privateApis } from './privacy';

type Handler = (options: ApiOptions) => unknown;

/** What WeChat asks the person before it lets an API go on. */
const permissionOf: Readonly<Record<string, Question>> = {
  saveImageToPhotosAlbum: 'album',
  saveVideoToPhotosAlbum: 'album',
  getLocation: 'location',
  chooseLocation: 'location',
  openBluetoothAdapter: 'bluetooth',
};

/** Makes one asynchronous API: recorded, answered by the test when it has prepared an answer, else by the handler. */
export function asyncApi(name: string, handle: Handler): (options?: ApiOptions) => unknown {
  return (options = {}) => {
    addCall(name, [options]);
    const answer = settle(name, options, handle);
    if (!options.success && !options.fail && !options.complete)
      return answer.then((outcome) => {
        if (outcome.isTouch) noteTap();
        return outcome.isOk ? outcome.result : Promise.reject(outcome.result as Error);
      });
    void answer.then((outcome) => deliver(outcome, options));
    return undefined;
  };
}

/** Makes one API that answers at once. */
export function syncApi<Args extends unknown[], Result>(
  name: string,
  handle: (...args: Args) => Result,
): (...args: Args) => Result {
  return (...args) => {
    addCall(name, args);
    const mock = mockOf(name);
    if (mock) return mock(...args) as Result;
    const answer = preparedAnswer(name);
    if (answer === null) return handle(...args);
    if (answer.ok) return answer.result as Result;
    throw new Error(`${name}:fail ${answer.reason}`);
  };
}

interface Outcome {
  readonly isOk: boolean;
  readonly isTouch: boolean;
  readonly result: object;
}

/** Calls the callbacks in a task of its own: what they throw reaches the program's onError. */
export function deliver({ isOk, isTouch, result }: Outcome, { success, fail, complete }: ApiOptions): void {
  setTimeout(() => {
    if (isTouch) noteTap();
    (isOk ? success : fail)?.(result);
    complete?.(result);
  });
}

export async function settle(name: string, options: ApiOptions, handle: Handler): Promise<Outcome> {
  const mock = mockOf(name);
  if (mock) return mocked(mock(options));
  try {
    if (privateApis.has(name)) await ensurePrivacy(name);
    const permission = permissionOf[name];
    if (permission && refuses(permission)) throw new ApiFailure('auth deny', { errno: 103 });
    const answer = preparedAnswer(name);
    if (answer?.ok === false) {
      const { reason, errno, errCode } = answer;
      throw new ApiFailure(reason, { errno, errCode });
    }
    const result: unknown = answer ? answer.result : await handle(options);
    const isTouch = isFromGesture(result);
    return { isOk: true, isTouch, result: { errMsg: `${name}:ok`, ...(result as object | undefined) } };
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const numbers = Object.fromEntries(Object.entries(error.numbers).filter(([, n]) => n !== undefined));
    return { isOk: false, isTouch: false, result: { errMsg: `${name}:fail ${error.reason}`, ...numbers } };
  }
}

/** A mock answers what it likes; one that says `:fail` refuses. */
async function mocked(answer: unknown): Promise<Outcome> {
  const result = ((await answer) ?? {}) as { errMsg?: string };
  return { isOk: result.errMsg?.includes(':fail') !== true, isTouch: false, result };
}

/** Makes several asynchronous APIs by name. */
export function asyncApis(handlers: Readonly<Record<string, Handler>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(handlers).map(([name, handle]) => [name, asyncApi(name, handle)]));
}
