/** One element of the runtime's own drawing, outside of any page. */
export function make(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== '') element.textContent = text;
  return element;
}

/**
 * Calls when an element is pressed and released. A click alone does not count: the one that follows a touch arrives at
 * whatever has been drawn under the finger meanwhile.
 */
export function listenToPress(element: HTMLElement, act: (event: MouseEvent) => void): void {
  let isPressed = false;
  element.addEventListener('pointerdown', () => (isPressed = true));
  element.addEventListener('click', (event) => {
    if (isPressed || !event.isTrusted) act(event);
    isPressed = false;
  });
}

/** Makes an element of the runtime's own drawing do something, without the page below hearing of it. */
export function onPress(element: HTMLElement, act: () => void): HTMLElement {
  listenToPress(element, (event) => {
    event.stopPropagation();
    act();
  });
  return element;
}
