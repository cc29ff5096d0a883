import type { PageStack } from '../pages';
import { pictureAddress, writeTemporaryFile } from './files';
import { asyncApis } from './api';
import { fetchBytes } from './network';
import { ApiFailure } from './api-failure';
import { addCall, standingOn } from '../report';

type Step = (context: CanvasRenderingContext2D) => void | Promise<void>;

function findBoard(stack: PageStack, canvasId: unknown): HTMLCanvasElement | null {
  const boards = stack.top?.frame.element.querySelectorAll<HTMLCanvasElement>('wx-canvas > canvas') ?? [];
  return [...boards].find((board) => board.dataset['canvasId'] === String(canvasId)) ?? null;
}

/** A canvas of type 2d as a program gets it; only this kind has a node. */
export function canvasNode(host: Element | null): HTMLCanvasElement | null {
  const board = host?.querySelector('canvas');
  if (board?.dataset['type'] !== '2d') return null;
  return Object.assign(board, { createImage: createPicture });
}

/** A picture to draw. WeChat fetches it itself: a program may read a board on which it has drawn one of another host. */
function createPicture(): HTMLImageElement {
  const picture = new Image();
  const page = standingOn();
  let given = '';
  const load = async (source: string) => {
    const isNetwork = /^https?:\/\/(?!tmp\/|usr\/)/.test(source);
    const { bytes, type } = isNetwork ? await fetchBytes(source) : { bytes: null, type: '' };
    const address = bytes ? URL.createObjectURL(new Blob([bytes], { type })) : pictureAddress(source, page);
    picture.setAttribute('src', address);
  };
  Object.defineProperty(picture, 'src', {
    get: () => given,
    set(source: unknown) {
      given = String(source);
      load(given).catch(() => picture.dispatchEvent(new Event('error')));
    },
  });
  return picture;
}

/** A picture's pixels per unit of the page. */
const density = 2;

/** Gives the board pixels for the size it has on the page; drawing then uses the page's units. */
function prepare(board: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const { clientWidth: width, clientHeight: height } = board;
  if (board.width !== width * density || board.height !== height * density) {
    board.width = width * density;
    board.height = height * density;
  }
  const context = board.getContext('2d');
  context?.setTransform(density, 0, 0, density, 0, 0);
  return context;
}

/** Methods of the old drawing context that are a property of a real one. */
const setters: Readonly<Record<string, string>> = {
  setFillStyle: 'fillStyle',
  setStrokeStyle: 'strokeStyle',
  setLineWidth: 'lineWidth',
  setLineCap: 'lineCap',
  setLineJoin: 'lineJoin',
  setMiterLimit: 'miterLimit',
  setGlobalAlpha: 'globalAlpha',
  setTextAlign: 'textAlign',
  setTextBaseline: 'textBaseline',
};

const plainMethods = [
  'arc',
  'arcTo',
  'beginPath',
  'bezierCurveTo',
  'clearRect',
  'clip',
  'closePath',
  'fill',
  'fillRect',
  'fillText',
  'lineTo',
  'moveTo',
  'quadraticCurveTo',
  'rect',
  'restore',
  'rotate',
  'save',
  'scale',
  'setLineDash',
  'setTransform',
  'stroke',
  'strokeRect',
  'strokeText',
  'transform',
  'translate',
];

/** WeChat's old drawing context: it collects steps and draws them at `draw()`. */
function createContext(stack: PageStack, canvasId: unknown): Record<string, unknown> {
  let steps: Step[] = [];
  const page = standingOn();
  const measure = document.createElement('canvas').getContext('2d');
  const byName = (names: readonly string[], step: (name: string, args: unknown[]) => Step) =>
    Object.fromEntries(
      names.map((name) => [name, (...args: unknown[]) => void steps.push(step(name, args))]),
    );
  return {
    ...byName(Object.keys(setters), (name, [value]) => (context) => {
      Reflect.set(context, setters[name] ?? name, value);
    }),
    ...byName(plainMethods, (name, args) => (context) => {
      (Reflect.get(context, name) as (...values: unknown[]) => void).apply(context, args);
    }),
    setFontSize: (size: number) => void steps.push((context) => void (context.font = `${size}px sans-serif`)),
    setShadow: (x: number, y: number, blur: number, color: string) =>
      void steps.push((context) => {
        Object.assign(context, { shadowOffsetX: x, shadowOffsetY: y, shadowBlur: blur, shadowColor: color });
      }),
    drawImage: (source: string, ...box: number[]) =>
      void steps.push(async (context) => {
        const picture = new Image();
        picture.src = pictureAddress(source, page);
        await picture.decode();
        const draw = Reflect.get(context, 'drawImage') as (...values: unknown[]) => void;
        draw.call(context, picture, ...box);
      }),
    createLinearGradient: (...box: [number, number, number, number]) => measure?.createLinearGradient(...box),
    createCircularGradient: (x: number, y: number, radius: number) =>
      measure?.createRadialGradient(x, y, 0, x, y, radius),
    measureText: (text: string) => ({ width: measure?.measureText(text).width ?? 0 }),
    draw(isMore?: boolean, done?: () => void) {
      const drawn = steps;
      steps = [];
      void drawAll(findBoard(stack, canvasId), drawn, isMore === true).then(() => done?.());
    },
  };
}

async function drawAll(
  board: HTMLCanvasElement | null,
  steps: readonly Step[],
  isMore: boolean,
): Promise<void> {
  const context = board ? prepare(board) : null;
  if (!board || !context) return;
  if (!isMore) context.clearRect(0, 0, board.width, board.height);
  for (const step of steps) await step(context);
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function exportPicture(board: HTMLCanvasElement, area: Area, size: { width: number; height: number }) {
  const copy = document.createElement('canvas');
  Object.assign(copy, size);
  const scale = board.width / board.clientWidth;
  const from = [area.x, area.y, area.width, area.height].map((length) => length * scale);
  const [x = 0, y = 0, width = 0, height = 0] = from;
  copy.getContext('2d')?.drawImage(board, x, y, width, height, 0, 0, size.width, size.height);
  const blob = await new Promise<Blob | null>((resolve) => copy.toBlob(resolve, 'image/png'));
  if (!blob) throw new ApiFailure('create bitmap failed');
  return new Uint8Array(await blob.arrayBuffer());
}

export function canvasApi(stack: PageStack): Record<string, unknown> {
  return {
    createCanvasContext: (canvasId: unknown) => {
      addCall('createCanvasContext', [canvasId]);
      return createContext(stack, canvasId);
    },
    ...asyncApis({
      canvasToTempFilePath: async ({ canvasId, canvas, x, y, width, height, destWidth, destHeight }) => {
        const board = canvas instanceof HTMLCanvasElement ? canvas : findBoard(stack, canvasId);
        if (canvas === undefined && board?.dataset['type'] === '2d')
          throw new ApiFailure('a canvas of type 2d is exported by its node, not by canvasId');
        if (!board) throw new ApiFailure('canvas is empty');
        const area = {
          x: Number(x ?? 0),
          y: Number(y ?? 0),
          width: Number(width ?? board.clientWidth),
          height: Number(height ?? board.clientHeight),
        };
        const size = {
          width: Number(destWidth ?? area.width * density),
          height: Number(destHeight ?? area.height * density),
        };
        return { tempFilePath: writeTemporaryFile(await exportPicture(board, area, size), 'png') };
      },
    }),
  };
}
