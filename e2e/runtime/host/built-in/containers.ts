import { listenToPress } from '../screen/dom';
import type { asyncApi } from '../wx/api';
import type { BuiltIn } from './built-in';

export const scrollViewBuiltIn: BuiltIn = {
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    scrollTop: { type: null, value: '' },
    scrollLeft: { type: null, value: '' },
    scrollIntoView: String,
    upperThreshold: { type: Number, value: 50 },
    lowerThreshold: { type: Number, value: 50 },
    showScrollbar: { type: Boolean, value: true },
    enhanced: Boolean,
    refresherEnabled: Boolean,
    refresherTriggered: Boolean,
    scrollWithAnimation: Boolean,
  },
  mount({ host, fire, data }) {
    let wasLow = false;
    host.addEventListener('scroll', (event) => {
      event.stopPropagation();
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight } = host;
      fire('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth });
      const isLow = scrollHeight - scrollTop - clientHeight <= Number(data()['lowerThreshold']);
      if (isLow && !wasLow) fire('scrolltolower', { direction: 'bottom' });
      wasLow = isLow;
    });
    return ({ scrollX, scrollY, scrollTop, scrollLeft, scrollIntoView }) => {
      host.toggleAttribute('scroll-x', scrollX === true);
      host.toggleAttribute('scroll-y', scrollY === true);
      if (typeof scrollTop === 'number') host.scrollTop = scrollTop;
      if (typeof scrollLeft === 'number') host.scrollLeft = scrollLeft;
      if (typeof scrollIntoView === 'string' && scrollIntoView !== '')
        host.querySelector(`[id$="${CSS.escape(scrollIntoView)}"]`)?.scrollIntoView();
    };
  },
};

/** Shows one item; a swipe to the side or the program shows another. */
export const swiperBuiltIn: BuiltIn = {
  properties: {
    current: Number,
    autoplay: Boolean,
    interval: Number,
    circular: Boolean,
    indicatorDots: Boolean,
    vertical: Boolean,
  },
  mount({ host, fire, data }) {
    let current = 0;
    let startX = 0;
    const items = () => [...host.querySelectorAll<HTMLElement>('wx-swiper-item')];
    const show = (index: number) => {
      current = Math.min(Math.max(index, 0), Math.max(0, items().length - 1));
      items().forEach((item, at) => (item.style.transform = `translateX(${(at - current) * 100}%)`));
    };
    host.addEventListener('touchstart', (event) => (startX = event.touches[0]?.clientX ?? 0));
    host.addEventListener('touchend', (event) => {
      const distance = (event.changedTouches[0]?.clientX ?? startX) - startX;
      if (Math.abs(distance) < 50) return;
      show(current - Math.sign(distance));
      fire('change', { current, source: 'touch' });
    });
    new MutationObserver(() => show(Number(data()['current'] ?? 0))).observe(host, { childList: true });
    return (now) => show(Number(now['current'] ?? 0));
  },
};

const opening: Readonly<Record<string, string>> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
};

export const navigatorBuiltIn: BuiltIn = {
  properties: {
    url: String,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    hoverClass: String,
  },
  mount({ host, data }) {
    listenToPress(host, () => {
      const { url, openType, delta } = data();
      const name = opening[String(openType)];
      const wx = Reflect.get(window, 'wx') as Record<string, ReturnType<typeof asyncApi>>;
      if (name !== undefined) wx[name]?.({ url, delta, fail: () => undefined });
    });
  },
};

export const formBuiltIn: BuiltIn = {
  properties: { reportSubmit: Boolean },
  mount: () => undefined,
};
