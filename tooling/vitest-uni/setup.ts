import { config } from '@vue/test-utils';
import { afterEach, beforeEach, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { stubUni } from './stub-uni';
import { resetHooks } from './uni-app-stub';

/** An input that reports what uni's does: `detail.value`, always text. */
function formControl(tag: 'input' | 'textarea') {
  return defineComponent({
    inheritAttrs: false,
    props: { value: { type: [String, Number], default: '' } },
    emits: ['input', 'focus', 'blur', 'confirm'],
    setup: (props, { attrs, emit }) => {
      return () =>
        h(tag, {
          ...attrs,
          type: undefined,
          value: props.value,
          onInput: (event: Event) => {
            const field = event.target;
            if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
              emit('input', { detail: { value: field.value } });
            }
          },
        });
    },
  });
}

config.global.components = { Input: formControl('input'), Textarea: formControl('textarea') };

beforeEach(() => stubUni());

afterEach(() => {
  resetHooks();
  vi.unstubAllGlobals();
});
