import type * as glassEasel from 'glass-easel';
import { elementOf, nodeInfo } from '../framework';
import type { PageStack } from '../pages';
import { canvasNode } from './canvas';

interface Fields {
  readonly id?: boolean;
  readonly dataset?: boolean;
  readonly rect?: boolean;
  readonly size?: boolean;
  readonly scrollOffset?: boolean;
  readonly node?: boolean;
  readonly properties?: readonly string[];
  readonly computedStyle?: readonly string[];
}

type Callback = (result: unknown) => void;

interface Question {
  readonly ask: () => unknown;
  readonly answer: Callback | undefined;
}

/** `wx.createSelectorQuery`: looks inside the page, or inside the component given to `in`. */
export class SelectorQuery {
  private questions: Question[] = [];
  private within: unknown;

  constructor(
    private readonly stack: PageStack,
    within: unknown = null,
  ) {
    this.within = within;
  }

  in(component: unknown): this {
    this.within = elementOf(component) ? component : null;
    return this;
  }

  select(selector: string) {
    return this.nodes((fields) => this.read(this.find(selector)[0], fields));
  }

  selectAll(selector: string) {
    return this.nodes((fields) => this.find(selector).map((element) => this.read(element, fields)));
  }

  selectViewport() {
    return this.nodes((fields) => this.readViewport(fields));
  }

  exec(done?: Callback): this {
    const questions = this.questions;
    this.questions = [];
    requestAnimationFrame(() => {
      const results = questions.map(({ ask, answer }) => {
        const result = ask();
        answer?.(result);
        return result;
      });
      done?.(results);
    });
    return this;
  }

  private nodes(ask: (fields: Fields) => unknown) {
    const question = (fields: Fields) => (answer?: Callback) => {
      this.questions.push({ ask: () => ask(fields), answer });
      return this;
    };
    return {
      fields: (fields: Fields, answer?: Callback) => question(fields)(answer),
      boundingClientRect: question({ id: true, dataset: true, rect: true, size: true }),
      scrollOffset: question({ id: true, dataset: true, scrollOffset: true }),
      node: question({ node: true }),
      context: question({ node: true }),
    };
  }

  private find(selector: string): glassEasel.Element[] {
    const start: unknown = this.within ?? this.stack.top?.instance;
    const element = elementOf(start);
    const shadow: unknown = element === null ? null : Reflect.get(element, 'shadowRoot');
    const root = shadow as { querySelectorAll?: (text: string) => glassEasel.Element[] } | null;
    return root?.querySelectorAll?.(selector) ?? [];
  }

  private read(element: glassEasel.Element | undefined, fields: Fields): unknown {
    if (!element) return null;
    const shown = element.getBackendElement() as unknown as HTMLElement | null;
    const { id, dataset } = nodeInfo(element);
    const frame = this.stack.top?.frame.viewBox;
    const box = shown?.getBoundingClientRect() ?? new DOMRect();
    const top = box.top - (frame?.top ?? 0);
    return {
      ...(fields.id === true ? { id } : {}),
      ...(fields.dataset === true ? { dataset } : {}),
      ...(fields.rect === true ? { left: box.left, right: box.right, top, bottom: top + box.height } : {}),
      ...(fields.size === true ? { width: box.width, height: box.height } : {}),
      ...(fields.scrollOffset === true
        ? { scrollLeft: shown?.scrollLeft ?? 0, scrollTop: shown?.scrollTop ?? 0 }
        : {}),
      ...(fields.node === true ? { node: canvasNode(shown) } : {}),
      ...styleFields(shown, fields.computedStyle ?? []),
    };
  }

  private readViewport(fields: Fields): unknown {
    const frame = this.stack.top?.frame;
    const { width = 0, height = 0 } = frame?.viewBox ?? {};
    return {
      ...(fields.rect === true ? { left: 0, top: 0, right: width, bottom: height } : {}),
      ...(fields.size === true ? { width, height } : {}),
      ...(fields.scrollOffset === true
        ? { scrollLeft: 0, scrollTop: frame?.scrollTop ?? 0, scrollHeight: frame?.scrollHeight ?? 0 }
        : {}),
    };
  }
}

function styleFields(shown: HTMLElement | null, names: readonly string[]): Record<string, string> {
  if (!shown || names.length === 0) return {};
  const style = getComputedStyle(shown);
  return Object.fromEntries(names.map((name) => [name, String(Reflect.get(style, name) ?? '')]));
}
