import { standingOn } from '../report';
import { pictureAddress } from '../wx/files';
import type { BuiltIn } from './built-in';

/** `mode` of an image as the browser's way to fit a picture into a box. */
const fits: Readonly<Record<string, string>> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'fill',
  heightFix: 'fill',
  center: 'none',
};

export const imageBuiltIn: BuiltIn = {
  properties: {
    src: String,
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: Boolean,
    webp: Boolean,
    showMenuByLongpress: Boolean,
  },
  mount({ host, fire }) {
    const page = standingOn();
    const picture = document.createElement('img');
    host.append(picture);
    picture.addEventListener('load', () =>
      fire('load', { width: picture.naturalWidth, height: picture.naturalHeight }),
    );
    picture.addEventListener('error', () => fire('error', { errMsg: 'image:fail' }));
    for (const native of ['load', 'error'])
      picture.addEventListener(native, (event) => event.stopPropagation());
    let lastSource: unknown;
    return ({ src, mode }) => {
      picture.style.objectFit = fits[String(mode)] ?? 'fill';
      if (mode === 'widthFix') Object.assign(host.style, { height: 'auto' });
      if (mode === 'heightFix') Object.assign(host.style, { width: 'auto' });
      if (src === lastSource) return;
      lastSource = src;
      if (typeof src === 'string' && src !== '') picture.src = pictureAddress(src, page);
      else picture.removeAttribute('src');
    };
  },
};

export const richTextBuiltIn: BuiltIn = {
  properties: { nodes: { type: null, value: '' }, space: String, userSelect: Boolean },
  mount({ host }) {
    return ({ nodes }) => {
      if (typeof nodes === 'string') host.innerHTML = nodes;
      else host.replaceChildren(...drawNodes(nodes));
    };
  },
};

interface RichNode {
  readonly type?: string;
  readonly name?: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, string>>;
  readonly children?: unknown;
}

function drawNodes(nodes: unknown): Node[] {
  return (Array.isArray(nodes) ? (nodes as RichNode[]) : []).map((node) => {
    if (node.type === 'text') return document.createTextNode(node.text ?? '');
    const element = document.createElement(node.name ?? 'div');
    for (const [name, value] of Object.entries(node.attrs ?? {})) element.setAttribute(name, value);
    element.append(...drawNodes(node.children));
    return element;
  });
}

/** A drawing board; its pixels follow its size on the page. */
export const canvasBuiltIn: BuiltIn = {
  properties: { canvasId: String, type: String, disableScroll: Boolean },
  mount({ host }) {
    const board = document.createElement('canvas');
    host.append(board);
    return ({ canvasId, type }) => {
      board.dataset['canvasId'] = String(canvasId ?? '');
      board.dataset['type'] = String(type ?? '');
    };
  },
};
