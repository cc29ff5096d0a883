import { listenToPress } from '../screen/dom';
import { fireOn, propertiesOf, type BuiltIn } from './built-in';

type Kind = 'switch' | 'checkbox' | 'radio';

/** What the person switches on and off. A checkbox or radio tells its group. */
export function toggleBuiltIn(kind: Kind): BuiltIn {
  return {
    properties: {
      checked: Boolean,
      value: null,
      disabled: Boolean,
      color: String,
      type: String,
      name: String,
    },
    mount({ host, fire }) {
      const box = document.createElement('input');
      box.type = kind === 'radio' ? 'radio' : 'checkbox';
      host.prepend(box);
      box.addEventListener('click', (event) => event.stopPropagation());
      box.addEventListener('change', (event) => {
        event.stopPropagation();
        if (kind === 'switch') fire('change', { value: box.checked });
        else tellGroup(box, kind);
      });
      let lastChecked: unknown;
      return (data) => {
        if (data['checked'] !== lastChecked) {
          lastChecked = data['checked'];
          box.checked = lastChecked === true;
        }
        box.disabled = data['disabled'] === true;
        if (typeof data['color'] === 'string' && data['color'] !== '')
          Object.assign(box.style, { accentColor: data['color'], color: data['color'] });
      };
    },
  };
}

function tellGroup(box: HTMLInputElement, kind: Kind): void {
  const group = box.closest(`wx-${kind}-group`);
  if (!group) return;
  const boxes = [...group.querySelectorAll('input')];
  if (kind === 'radio') for (const other of boxes) other.checked = other === box;
  const chosen = boxes
    .filter(({ checked }) => checked)
    .map((chosenBox) => chosenBox.closest(`wx-${kind}`))
    .map((element) => (element ? propertiesOf(element)['value'] : undefined));
  fireOn(group, 'change', { value: kind === 'radio' ? chosen[0] : chosen });
}

export const groupBuiltIn: BuiltIn = { properties: { name: String }, mount: () => undefined };

/** A tap beside the box counts for the box. */
export const labelBuiltIn: BuiltIn = {
  properties: { for: String },
  mount({ host }) {
    listenToPress(host, (event) => {
      const box = host.querySelector('input');
      if (box && event.target !== box) box.click();
    });
  },
};

export const sliderBuiltIn: BuiltIn = {
  properties: {
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    value: { type: Number, value: 0 },
    disabled: Boolean,
    activeColor: String,
  },
  mount({ host, fire }) {
    const range = document.createElement('input');
    range.type = 'range';
    host.append(range);
    for (const [native, event] of [
      ['input', 'changing'],
      ['change', 'change'],
    ] as const)
      range.addEventListener(native, (happened) => {
        happened.stopPropagation();
        fire(event, { value: Number(range.value) });
      });
    return (data) => {
      range.min = String(data['min']);
      range.max = String(data['max']);
      range.step = String(data['step']);
      if (document.activeElement !== range) range.value = String(data['value']);
      range.disabled = data['disabled'] === true;
      if (typeof data['activeColor'] === 'string') range.style.accentColor = data['activeColor'];
    };
  },
};
