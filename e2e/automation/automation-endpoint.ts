import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, ElementHandle } from 'playwright-core';
import { WebSocketServer, type WebSocket } from 'ws';
import { startMiniProgram, type MiniProgram } from '../runtime/mini-program';
import type { Answer, Methods, PageHalf, Params, Request } from './protocol';

export interface EndpointOptions {
  /** The built mini program. */
  readonly dist: string;
  readonly browser: Browser;
  /** 9420 is DevTools' own; 0 takes a free one. */
  readonly port: number;
  /** As for the runtime: declared address → the one that answers. */
  readonly hosts?: Readonly<Record<string, string>>;
}

/** A mini program that listens as WeChat DevTools do with automation switched on. */
export interface AutomationEndpoint {
  /** For `automator.connect({ wsEndpoint })`. */
  readonly wsEndpoint: string;
  readonly program: MiniProgram;
  close(): Promise<void>;
}

/** The version of the base library that project.config.json asks for. */
const sdkVersion = '3.8.0';

/** Runs a built mini program in the runtime and answers DevTools' automation protocol in front of it. */
export async function startAutomationEndpoint(options: EndpointOptions): Promise<AutomationEndpoint> {
  const { dist, browser, hosts, port } = options;
  const program = await startMiniProgram({ dist, browser, hosts });
  await program.page.addInitScript(await buildPageHalf());
  const server = new WebSocketServer({ host: '127.0.0.1', port });
  await new Promise((resolve) => server.once('listening', resolve));
  const methods = nodeMethods(program);
  const tell = (method: string, params: object) => {
    for (const client of server.clients) client.send(JSON.stringify({ method, params }));
  };
  program.page.on('console', (message) =>
    tell('App.logAdded', { type: message.type(), args: [message.text()] }),
  );
  program.page.on('pageerror', (error) =>
    tell('App.exceptionThrown', { exceptionDetails: { text: error.message, stack: error.stack } }),
  );
  await program.page.exposeFunction('__automationBinding', (name: string, args: unknown[]) =>
    tell('App.bindingCalled', { name, args }),
  );
  server.on('connection', (client) =>
    client.on('message', (text) => void answer({ program, methods, client, text: String(text) })),
  );
  await program.launch();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the endpoint has no port');
  return {
    wsEndpoint: `ws://127.0.0.1:${address.port}`,
    program,
    async close() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
      await program.close();
    },
  };
}

async function buildPageHalf(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page-half.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    target: 'chrome120',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

interface Exchange {
  readonly program: MiniProgram;
  readonly methods: Methods;
  readonly client: WebSocket;
  readonly text: string;
}

async function answer({ program, methods, client, text }: Exchange): Promise<void> {
  const { id, method, params }: Request = JSON.parse(text);
  try {
    const act = methods[method];
    const result = act ? await act(params) : await askPage(program, method, params);
    client.send(JSON.stringify({ id, result }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    client.send(JSON.stringify({ id, error: { message } }));
  }
}

interface AutomatedPage {
  readonly __automation: PageHalf;
}

function askPage(program: MiniProgram, method: string, params: Params): Promise<Answer> {
  return program.page.evaluate(
    ([name, values]) => (window as unknown as AutomatedPage).__automation.answer(name, values),
    [method, params] as const,
  );
}

/** What needs a finger, a picture or the tool itself. */
function nodeMethods(program: MiniProgram): Methods {
  const { page } = program;
  return {
    'Tool.getInfo': () => ({ SDKVersion: sdkVersion }),
    'Tool.close': () => ({}),
    'App.exit': () => ({}),
    'App.enableLog': () => ({}),
    'Tool.native': async ({ method }) => {
      await native(program, method ?? '');
      return {};
    },
    'App.addBinding': async ({ name = '' }) => {
      await page.evaluate((binding) => {
        const { __automationBinding: call } = window as unknown as Binding;
        Object.assign(window, { [binding]: (...args: unknown[]) => call(binding, args) });
      }, name);
      return {};
    },
    'App.captureScreenshot': async () => ({ data: (await page.screenshot()).toString('base64') }),
    'Element.tap': async ({ elementId }) => {
      await (await handleOf(program, elementId)).tap();
      return {};
    },
    'Element.callFunction': async (params) => ({ result: await callOnElement(program, params) }),
  };
}

interface Binding {
  readonly __automationBinding: (name: string, args: unknown[]) => unknown;
}

async function handleOf(program: MiniProgram, elementId = ''): Promise<ElementHandle<Element>> {
  return program.page.evaluateHandle(
    (id) => (window as unknown as AutomatedPage).__automation.element(id),
    elementId,
  );
}

/** What the client does with one kind of element: `input.input`, `switch.tap`, `scroll-view.scrollTo`. */
async function callOnElement(
  program: MiniProgram,
  { elementId, functionName = '', args = [] }: Params,
): Promise<unknown> {
  const element = await handleOf(program, elementId);
  switch (functionName) {
    case 'input.input':
    case 'textarea.input':
      return (await element.$('input, textarea'))?.fill(String(args[0]));
    case 'switch.tap':
      return element.tap();
    case 'scroll-view.scrollTo':
      return element.evaluate((view, [x, y]) => view.scrollTo(Number(x), Number(y)), args);
    case 'scroll-view.scrollTop':
    case 'scroll-view.scrollLeft':
    case 'scroll-view.scrollWidth':
    case 'scroll-view.scrollHeight':
      return element.evaluate(
        (view, name) => Reflect.get(view, name) as unknown,
        functionName.slice('scroll-view.'.length),
      );
    default:
      throw new Error(`${functionName} is not known here`);
  }
}

/** The buttons WeChat itself draws. */
function native(program: MiniProgram, method: string): Promise<void> {
  switch (method) {
    case 'confirmModal':
      return program.page.locator('.mp-modal__confirm').tap();
    case 'cancelModal':
      return program.page.locator('.mp-modal__cancel').tap();
    case 'navigateLeft':
      return program.back();
    default:
      throw new Error(`${method} is not known here`);
  }
}
