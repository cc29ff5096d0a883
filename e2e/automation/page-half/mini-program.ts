/** The globals of the running mini program, as its own code sees them. */
interface MiniProgramGlobals {
  readonly wx: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
  readonly getCurrentPages: () => readonly PageObject[];
}

/** A page as `getCurrentPages` gives it. */
export interface PageObject {
  readonly route: string;
  readonly options: Readonly<Record<string, string>>;
  readonly data: Record<string, unknown>;
  readonly _$: { getBackendElement(): Element | null };
  setData(data: Record<string, unknown>): void;
  /** `pageId:3` */
  getPageId(): string;
  readonly [method: string]: unknown;
}

/** The globals now; the program may still replace some. */
export function globals(): MiniProgramGlobals {
  return window as unknown as MiniProgramGlobals;
}

/** The number of a page, as the automation speaks of it. */
export function idOf(page: PageObject): number {
  return Number(page.getPageId().split(':').at(-1));
}

/** The open page with that number; throws when it is not open any more. */
export function requirePage(id: number | undefined): PageObject {
  const page = globals()
    .getCurrentPages()
    .find((each) => idOf(each) === id);
  if (!page) throw new Error(`page ${id} is not open`);
  return page;
}

/** The value at `items[0].name` inside of data; undefined when something on the way is missing. */
export function valueAt(data: unknown, path = ''): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((name) => name !== '')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? (Reflect.get(value, name) as unknown) : undefined,
      data,
    );
}

/** Calls a method of a page or component by its name. */
export async function callMethod(
  owner: object,
  method = '',
  args: readonly unknown[] = [],
): Promise<unknown> {
  const act: unknown = Reflect.get(owner, method);
  if (typeof act !== 'function') throw new Error(`there is no method ${method}`);
  return (await Reflect.apply(act, owner, args)) as unknown;
}

/** Turns the text of a function into the function, with the globals of the mini program around it. */
export function functionOf(text = ''): (...args: unknown[]) => unknown {
  return new Function(`return (${text})`)() as (...args: unknown[]) => unknown;
}
