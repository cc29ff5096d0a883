import { make, onPress } from './dom';

interface Toast {
  readonly title: string;
  readonly kind: 'toast' | 'loading';
  /** Null: until it is hidden. */
  readonly durationMs: number | null;
}

let shownToast: { element: HTMLElement; timer: number | undefined } | null = null;

/** Shows a toast in place of the last one; null hides it. */
export function showToast(toast: Toast | null): void {
  window.clearTimeout(shownToast?.timer);
  shownToast?.element.remove();
  shownToast = null;
  if (toast === null) return;
  const element = make('div', `mp-toast mp-toast--${toast.kind}`, toast.title);
  document.body.append(element);
  const timer =
    toast.durationMs === null ? undefined : window.setTimeout(() => showToast(null), toast.durationMs);
  shownToast = { element, timer };
}

interface Modal {
  readonly title: string;
  readonly content: string;
  readonly confirmText: string;
  /** Null: no button to cancel. */
  readonly cancelText: string | null;
  /** Null: no line to type. */
  readonly placeholder: string | null;
}

export function showModal(modal: Modal): Promise<{ confirm: boolean; content?: string }> {
  return new Promise((resolve) => {
    const mask = make('div', 'mp-mask mp-modal');
    const box = make('div', 'mp-modal__box');
    box.append(make('div', 'mp-modal__title', modal.title));
    const input = modal.placeholder === null ? null : document.createElement('input');
    if (input) {
      input.className = 'mp-modal__input';
      input.placeholder = modal.placeholder ?? '';
      input.value = modal.content;
      box.append(input);
    } else box.append(make('div', 'mp-modal__content', modal.content));
    const close = (confirm: boolean) => {
      mask.remove();
      resolve(input && confirm ? { confirm, content: input.value } : { confirm });
    };
    const buttons = make('div', 'mp-modal__buttons');
    if (modal.cancelText !== null)
      buttons.append(onPress(make('div', 'mp-modal__cancel', modal.cancelText), () => close(false)));
    buttons.append(onPress(make('div', 'mp-modal__confirm', modal.confirmText), () => close(true)));
    box.append(buttons);
    mask.append(box);
    document.body.append(mask);
  });
}

/** The index of the chosen line; null when the person closes the sheet. */
export function showActionSheet(items: readonly string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const mask = make('div', 'mp-mask mp-sheet');
    const close = (index: number | null) => {
      mask.remove();
      resolve(index);
    };
    const box = make('div', 'mp-sheet__box');
    items.forEach((item, index) =>
      box.append(onPress(make('div', 'mp-sheet__item', item), () => close(index))),
    );
    box.append(onPress(make('div', 'mp-sheet__cancel', '取消'), () => close(null)));
    mask.append(box);
    document.body.append(onPress(mask, () => close(null)));
  });
}
