import type { ApiAnswer, PhoneState, Question } from '../protocol';

interface Page {
  readonly __phone: PhoneState;
}

/** The phone as the test has set it up; Node replaces it while the program runs. */
export const phone: { state: PhoneState } = { state: (window as unknown as Page).__phone };

const taken = new Map<string, number>();

/** The answer a test has prepared for the next call of an API. */
export function preparedAnswer(name: string): ApiAnswer | null {
  const prepared = phone.state.answers[name];
  if (!prepared) return null;
  const index = taken.get(name) ?? 0;
  taken.set(name, index + 1);
  return prepared.next[index] ?? prepared.then;
}

/** A test prepares new answers: they start from the first. */
export function forgetTaken(name: string): void {
  taken.delete(name);
}

/** Would the person say no to this. */
export function refuses(question: Question): boolean {
  return phone.state.refused.includes(question);
}

type Mock = (...args: unknown[]) => unknown;

const mocks = new Map<string, Mock>();

/** Puts a function of a test in an API's place; null takes it away. Programs keep `wx.x` for later, so it is looked up at each call. */
export function mockApi(name: string, act: Mock | null): void {
  if (act) mocks.set(name, act);
  else mocks.delete(name);
}

export function mockOf(name: string): Mock | undefined {
  return mocks.get(name);
}
