import * as glassEasel from 'glass-easel';
import { builtInSpace, programSpace, type LiveElement } from '../framework';

type PropertyType =
  | typeof String
  | typeof Number
  | typeof Boolean
  | typeof Object
  | typeof Array
  | null
  | undefined;

type Properties = Readonly<Record<string, PropertyType | { type: PropertyType; value: unknown }>>;

/** A mounted built-in element as its behaviour sees it. */
export interface Mounted {
  readonly host: LiveElement;
  /** Its properties now. */
  readonly data: () => Readonly<Record<string, unknown>>;
  /** Tells the page, as in `bindchange`. */
  readonly fire: (event: string, detail?: object) => void;
  /** Path of the page or component whose template it stands in. */
  readonly owner: string;
}

export interface BuiltIn {
  readonly properties: Properties;
  /** Runs once; what it returns runs at first and whenever a property changes. */
  readonly mount: (element: Mounted) => ((data: Readonly<Record<string, unknown>>) => void) | void;
}

interface Instance {
  readonly _$: glassEasel.GeneralComponent;
  readonly data: Record<string, unknown>;
  update?: (data: Record<string, unknown>) => void;
  triggerEvent(name: string, detail: object, options: object): void;
}

/** Makes one of WeChat's elements known to every page. */
export function registerBuiltIn(tag: string, { properties, mount }: BuiltIn): void {
  builtInSpace.addComponentStaticConfig(tag, { component: true });
  const type = builtInSpace
    .component(tag)
    .definition({
      properties: { ...properties, hidden: Boolean } as never,
      lifetimes: {
        attached(this: Instance) {
          const host = this._$.getBackendElement() as unknown as LiveElement;
          const update = mount({
            host,
            data: () => this.data,
            fire: (event, detail = {}) => this.triggerEvent(event, detail, {}),
            owner: this._$.ownerShadowRoot?.getHostNode().is ?? '',
          });
          this.update = (data) => {
            host.toggleAttribute('hidden', data['hidden'] === true);
            update?.(data);
          };
          this.update(this.data);
        },
      },
      observers: {
        '**'(this: Instance) {
          this.update?.(this.data);
        },
      },
    } as never)
    .register();
  const definition = Reflect.get(type, '_$') as glassEasel.GeneralComponentDefinition;
  programSpace.getComponentSpace().setGlobalUsingComponent(tag, definition);
}

/** The properties of the built-in element a document element belongs to. */
export function propertiesOf(element: Element): Readonly<Record<string, unknown>> {
  const node = (element as LiveElement).__wxElement;
  const data: unknown = node === undefined ? undefined : Reflect.get(node, 'data');
  return typeof data === 'object' && data !== null ? { ...data } : {};
}

/** Fires an event on the built-in element behind a document element. */
export function fireOn(element: Element, event: string, detail: object): void {
  const node = (element as LiveElement).__wxElement;
  if (node) glassEasel.triggerEvent(node, event, detail);
}
