import type { Styles } from '../styles';
import { addProblem } from '../report';
import { make } from '../screen/dom';
import type { BuiltIn, Mounted } from './built-in';

const properties = {
  value: { type: null, value: '' },
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: { type: String, value: 'input-placeholder' },
  type: { type: String, value: 'text' },
  password: Boolean,
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  autoHeight: Boolean,
  confirmType: String,
  confirmHold: Boolean,
  cursor: { type: Number, value: -1 },
  name: String,
};

/** `input` and `textarea`: the program's value reaches the field when it changes, what is typed reaches the program. */
export function fieldBuiltIn(tag: 'input' | 'textarea', styles: Styles): BuiltIn {
  return {
    properties,
    mount(element) {
      const field = document.createElement(tag);
      const placeholder = make('div', 'mp-placeholder');
      element.host.append(placeholder, field);
      listen(field, element, placeholder);
      let lastValue: unknown;
      let hadFocus = false;
      return (data) => {
        if (data['value'] !== lastValue) {
          lastValue = data['value'];
          field.value = typeof lastValue === 'number' ? String(lastValue) : textOf(lastValue);
        }
        field.disabled = data['disabled'] === true;
        const limit = Number(data['maxlength']);
        if (limit >= 0) field.maxLength = limit;
        else field.removeAttribute('maxlength');
        if (field instanceof HTMLInputElement) {
          field.type = data['password'] === true ? 'password' : 'text';
          field.inputMode = inputMode(data['type']);
        }
        placeholder.textContent = textOf(data['placeholder']);
        placeholder.className = `mp-placeholder ${scopedClasses(element, styles)}`;
        placeholder.setAttribute('style', textOf(data['placeholderStyle']));
        placeholder.hidden = field.value !== '';
        const wantsFocus = data['focus'] === true || data['autoFocus'] === true;
        if (wantsFocus && !hadFocus) field.focus();
        hadFocus = wantsFocus;
        if (data['autoHeight'] === true) fitHeight(field, element);
      };
    },
  };
}

function listen(
  field: HTMLInputElement | HTMLTextAreaElement,
  { fire, data, host }: Mounted,
  placeholder: HTMLElement,
): void {
  const detail = () => ({ value: field.value, cursor: field.selectionStart ?? field.value.length });
  for (const native of ['input', 'change', 'focus', 'blur', 'focusin', 'focusout', 'keydown'])
    field.addEventListener(native, (event) => event.stopPropagation());
  field.addEventListener('input', () => {
    placeholder.hidden = field.value !== '';
    if (data()['autoHeight'] === true) fitHeight(field, { host });
    fire('input', detail());
  });
  field.addEventListener('focus', () => fire('focus', { ...detail(), height: 0 }));
  field.addEventListener('blur', () => fire('blur', detail()));
  field.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || field instanceof HTMLTextAreaElement)
      return;
    fire('confirm', detail());
    if (data()['confirmHold'] !== true) field.blur();
  });
}

function fitHeight(field: HTMLElement, { host }: { host: HTMLElement }): void {
  host.style.height = 'auto';
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

function inputMode(type: unknown): string {
  const modes: Readonly<Record<string, string>> = { number: 'numeric', digit: 'decimal', idcard: 'text' };
  const known = ['text', 'nickname', 'safe-password', ...Object.keys(modes)];
  if (!known.includes(String(type))) addProblem('template', `<input> has no type "${String(type)}"`);
  return modes[String(type)] ?? 'text';
}

/** The placeholder stands in the template of the field's owner, whose style scope it has. */
function scopedClasses({ data, owner }: Mounted, styles: Styles): string {
  const scope = styles.scopeOf(owner);
  return textOf(data()['placeholderClass'])
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((name) => (scope === undefined ? [name] : [name, `${scope}--${name}`]))
    .join(' ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
