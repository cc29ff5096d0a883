import { addProblem } from '../report';
import type { Styles } from '../styles';
import { registerBuiltIn, type BuiltIn } from './built-in';
import { buttonBuiltIn } from './button';
import { formBuiltIn, navigatorBuiltIn, scrollViewBuiltIn, swiperBuiltIn } from './containers';
import { fieldBuiltIn } from './fields';
import { canvasBuiltIn, imageBuiltIn, richTextBuiltIn } from './media';
import { pickerBuiltIn } from './picker';
import { groupBuiltIn, labelBuiltIn, sliderBuiltIn, toggleBuiltIn } from './toggles';

/** Elements that a phone gives a life which nothing here gives them. */
const notRun = [
  'audio',
  'camera',
  'editor',
  'live-player',
  'live-pusher',
  'map',
  'movable-area',
  'movable-view',
  'open-data',
  'picker-view',
  'picker-view-column',
  'video',
  'web-view',
] as const;

/** An empty box that says so, or a journey through it would prove what it does not. */
function refused(tag: string): BuiltIn {
  return {
    properties: {},
    mount: () => addProblem('template', `<${tag}> is not run here: what depends on it is not proven`),
  };
}

/** Makes WeChat's elements known. Those without behaviour of their own are plain `wx-…` elements. */
export function registerBuiltIns(styles: Styles, onShare: (dataset: object, host: Element) => void): void {
  const builtIns: Readonly<Record<string, BuiltIn>> = {
    button: buttonBuiltIn(onShare),
    canvas: canvasBuiltIn,
    checkbox: toggleBuiltIn('checkbox'),
    'checkbox-group': groupBuiltIn,
    form: formBuiltIn,
    image: imageBuiltIn,
    input: fieldBuiltIn('input', styles),
    label: labelBuiltIn,
    navigator: navigatorBuiltIn,
    picker: pickerBuiltIn,
    radio: toggleBuiltIn('radio'),
    'radio-group': groupBuiltIn,
    'rich-text': richTextBuiltIn,
    'scroll-view': scrollViewBuiltIn,
    slider: sliderBuiltIn,
    swiper: swiperBuiltIn,
    switch: toggleBuiltIn('switch'),
    textarea: fieldBuiltIn('textarea', styles),
  };
  for (const tag of notRun) registerBuiltIn(`wx-${tag}`, refused(tag));
  for (const [tag, builtIn] of Object.entries(builtIns)) registerBuiltIn(`wx-${tag}`, builtIn);
}
