import * as glassEasel from 'glass-easel';
import { component as adapter, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { convertUnits } from '../compile/units';
import { addProblem, report, standingOn, wordsOf } from './report';

export interface NodeInfo {
  readonly id: string;
  readonly dataset: Record<string, unknown>;
  readonly offsetLeft: number;
  readonly offsetTop: number;
}

/** A node of the framework that stands in the document. */
export interface LiveElement extends HTMLElement {
  __wxElement?: glassEasel.Element;
}

const warnFromBytes = 256 * 1024;
const refuseFromBytes = 1024 * 1024;

// uni-app puts its handlers (e0_xx) on the instance while it runs, where the framework looks for them only when told.
glassEasel.globalOptions.useMethodCallerListeners = true;

const environment = new MiniProgramEnv();

/** The program's own components. */
export const programSpace = environment.createCodeSpace('main', true);
/** WeChat's built-in components. */
export const builtInSpace = environment.createCodeSpace('builtin', false);

const context = new glassEasel.CurrentWindowBackendContext();
export const backend = environment.associateBackend(context);

export function setUpFramework(onTap: () => void, onError: (error: unknown) => void): void {
  listenToErrors(onError);
  convertInlineStyles();
  shapeEvents();
  measureSetData();
  tellReady();
  context.onEvent((target, type, detail: unknown, options) => {
    if (type === 'tap') onTap();
    const event = new glassEasel.Event(type, detail, options);
    glassEasel.Event.dispatchEvent(target, event);
    return event.getEventBubbleStatus();
  });
}

function listenToErrors(onError: (error: unknown) => void): void {
  glassEasel.addGlobalErrorListener((error, method, related) => {
    const place = typeof related === 'string' ? related : related?.is;
    addProblem('script', `${wordsOf(error)}${method ? ` in ${method}` : ''}`, place ?? standingOn());
    onError(error);
    return false;
  });
  glassEasel.addGlobalWarningListener((message, related, node) => {
    const place = typeof related === 'string' ? related : related.is;
    if (!isHarmless(message, node)) addProblem('template', message, place || standingOn());
    return false;
  });
}

/** What the framework warns of and WeChat takes without a word: values still to come, and `hidden`, which everything has. */
const takenByWechat = /got type "undefined"|but get null value|^"hidden" is not/;

/** Nor does WeChat mind attributes that its own elements do not know. */
function isHarmless(message: string, node: unknown): boolean {
  const isBuiltIn = node instanceof glassEasel.Component && node.is.startsWith('wx-');
  return isBuiltIn || takenByWechat.test(message);
}

/** WeChat understands rpx in `style` attributes too. */
function convertInlineStyles(): void {
  const create = (tag: string) => {
    const element = document.createElement(tag);
    const setAttribute = element.setAttribute.bind(element);
    element.setAttribute = (name: string, value: string) =>
      setAttribute(name, name === 'style' ? convertUnits(value) : value);
    return element;
  };
  Object.assign(context, {
    document: {
      createElement: create,
      createTextNode: (text: string) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
    },
  });
}

export function nodeInfo(node: unknown): NodeInfo {
  const element = elementOf(node);
  const shown = element?.getBackendElement() as HTMLElement | null | undefined;
  return {
    id: element?.id ?? '',
    dataset: { ...element?.dataset },
    offsetLeft: shown?.offsetLeft ?? 0,
    offsetTop: shown?.offsetTop ?? 0,
  };
}

/** The framework's element behind what a program holds: an element, or the caller object of a component. */
export function elementOf(node: unknown): glassEasel.Element | null {
  if (node instanceof glassEasel.Element) return node;
  const inner: unknown = typeof node === 'object' && node !== null ? Reflect.get(node, '_$') : null;
  return inner instanceof glassEasel.Element ? inner : null;
}

/** A program gets a plain event object with fields of its own: uni-app asks whether it has `detail`. */
function shapeEvents(): void {
  const shape = function (this: glassEasel.Event<unknown>, target: unknown, mark: unknown, current: unknown) {
    const detail: unknown = this.detail;
    const touches = isPoint(detail)
      ? [{ identifier: 0, clientX: detail.x, clientY: detail.y, pageX: detail.x, pageY: detail.y }]
      : [];
    return Object.assign(Object.create(this) as object, {
      type: this.type,
      timeStamp: this.timeStamp,
      detail: detail ?? {},
      target: nodeInfo(target),
      currentTarget: nodeInfo(current),
      mark: mark ?? {},
      touches,
      changedTouches: touches,
    });
  };
  Object.assign(glassEasel.Event.prototype, { wrapShadowedEvent: shape });
}

function isPoint(detail: unknown): detail is { x: number; y: number } {
  return typeof detail === 'object' && detail !== null && 'x' in detail && 'y' in detail;
}

/** WeChat tells components when they are laid out, the inner ones first; the framework leaves that to whoever uses it. */
function tellReady(): void {
  const { prototype } = glassEasel.Component;
  const trigger = Reflect.get(prototype, 'triggerLifetime') as (name: string, args: unknown[]) => void;
  let attached: glassEasel.GeneralComponent[] = [];
  const tellAll = () => {
    const all = attached.reverse();
    attached = [];
    for (const component of all) trigger.call(component, 'ready', []);
  };
  Object.assign(prototype, {
    triggerLifetime(this: glassEasel.GeneralComponent, name: string, args: unknown[]) {
      trigger.call(this, name, args);
      if (name !== 'attached') return;
      if (attached.length === 0) setTimeout(tellAll);
      attached.push(this);
    },
  });
}

/** Every `setData` is serialised as WeChat does it; more than 256 KB is reported, more than 1 MB refused. */
function measureSetData(): void {
  const prototype = adapter.ComponentCaller.prototype;
  const setData = Reflect.get(prototype, 'setData') as (data: object, done?: () => void) => void;
  Object.assign(prototype, {
    setData(this: { is: string }, data: Record<string, unknown>, done?: () => void) {
      const bytes = measure(data);
      report.setData.push({ page: standingOn(), component: this.is, bytes, biggest: heaviest(data) });
      findUnsendable(data, this.is);
      if (bytes > warnFromBytes)
        addProblem('set-data', `setData of ${bytes} bytes (${Object.keys(data).join(', ')})`, this.is);
      if (bytes > refuseFromBytes) throw new Error(`setData of ${bytes} bytes: WeChat takes 1 MB`);
      setData.call(this, data, done);
    },
  });
}

function measure(value: unknown): number {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? 0 : new TextEncoder().encode(text).length;
}

function heaviest(data: Readonly<Record<string, unknown>>) {
  return Object.entries(data)
    .map(([key, value]) => ({ key, bytes: measure(value) }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 3);
}

function findUnsendable(data: Readonly<Record<string, unknown>>, where: string): void {
  for (const [key, value] of Object.entries(data)) {
    if (value === undefined)
      addProblem('set-data', `Setting data field "${key}" to undefined is invalid.`, where);
    if (typeof value === 'function') addProblem('set-data', `Data field "${key}" is a function.`, where);
  }
}
