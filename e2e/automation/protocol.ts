/** What `miniprogram-automator` sends to DevTools and gets back, one JSON text each. */
export interface Request {
  readonly id: string;
  readonly method: string;
  readonly params: Params;
}

/** The parameters of all methods; each uses some. */
export interface Params {
  readonly pageId?: number;
  readonly elementId?: string;
  readonly selector?: string;
  readonly names?: readonly string[];
  readonly path?: string;
  readonly method?: string;
  readonly args?: readonly unknown[];
  readonly data?: Record<string, unknown>;
  readonly result?: unknown;
  readonly functionDeclaration?: string;
  readonly functionName?: string;
  readonly name?: string;
  readonly type?: string;
  readonly detail?: object;
}

/** The answer of one method. */
export type Answer = Readonly<Record<string, unknown>>;

/** The methods one side of the endpoint answers. */
export type Methods = Readonly<Record<string, (params: Params) => Answer | Promise<Answer>>>;

/** What the page half offers to the Node half. */
export interface PageHalf {
  answer(method: string, params: Params): Promise<Answer>;
  has(method: string): boolean;
  element(id: string): Element;
}
