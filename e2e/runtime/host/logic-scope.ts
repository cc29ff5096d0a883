/** Names a mini program's logic layer has: the language, the console, timers. Everything else of a browser is missing. */
const languageNames = [
  'Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise',
  'RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError JSON Math Intl',
  'ArrayBuffer SharedArrayBuffer Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array',
  'Float64Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set WeakMap WeakSet WeakRef',
  'Proxy Reflect FinalizationRegistry decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape',
  'isFinite isNaN Atomics Iterator console setTimeout clearTimeout setInterval clearInterval',
].flatMap((line) => line.split(' '));

/** Globals of WeChat; `wx` and `Page` may be replaced by the program, as uni-app does, and everybody sees the new one. */
const wechatNames = ['wx', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages'];

/** What the guarded names below shadow by a parameter of their own. */
const ownNames = ['globalThis', 'global', 'eval', 'arguments', 'Function'];

type ModuleFunction = (require: unknown, module: unknown, exports: unknown) => void;

/** Compiles a module's source so that it sees only the names of the logic layer. */
export type CompileModule = (source: string, path: string) => ModuleFunction;

export function createLogicScope(): CompileModule {
  const hidden = browserNames();
  const evaluate = newFunction(
    [...hidden, 'globalThis', 'global', 'Function'],
    'return (source) => eval(source)',
  );
  const shadows = hidden.map(() => undefined);
  const logicGlobal = createGlobal();
  const evaluateInScope = evaluate(...shadows, logicGlobal, logicGlobal, guardFunction(logicGlobal)) as (
    source: string,
  ) => (evalShadow: undefined) => ModuleFunction;
  return (source, path) =>
    evaluateInScope(
      `(function(eval){return function(require,module,exports){${source}\n}})\n//# sourceURL=${path}.js`,
    )(undefined);
}

function newFunction(names: readonly string[], body: string): (...values: unknown[]) => unknown {
  return new Function(...names, body) as (...values: unknown[]) => unknown;
}

/** Every global of a browser window that WeChat does not have. */
function browserNames(): string[] {
  const names = new Set<string>();
  for (let holder: unknown = window; holder !== null; holder = Object.getPrototypeOf(holder))
    for (const name of Object.getOwnPropertyNames(holder)) names.add(name);
  for (const name of [...languageNames, ...wechatNames, ...ownNames]) names.delete(name);
  return [...names].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && !name.startsWith('__'));
}

/** `globalThis` of the logic layer. */
function createGlobal(): object {
  const holder: Record<string, unknown> = {};
  for (const name of languageNames) holder[name] = Reflect.get(window, name);
  for (const name of wechatNames)
    Object.defineProperty(holder, name, {
      enumerable: true,
      get: (): unknown => Reflect.get(window, name),
      set: (value) => Reflect.set(window, name, value),
    });
  return holder;
}

/** WeChat runs no code out of text; only `Function('return this')()`, which old libraries use to find the global, works. */
function guardFunction(logicGlobal: object): FunctionConstructor {
  const make = (args: unknown[]) => {
    if (args.length === 1 && args[0] === 'return this') return () => logicGlobal;
    throw new EvalError('Code out of text is not allowed in a mini program (new Function)');
  };
  return new Proxy(Function, {
    apply: (_target, _self, args: unknown[]) => make(args),
    construct: (_target, args: unknown[]) => make(args),
  });
}
