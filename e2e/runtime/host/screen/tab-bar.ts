import type { TabBarJson } from '../../protocol';
import { make, onPress } from './dom';

/** WeChat's own tab bar at the bottom of a tab page. */
export class TabBar {
  readonly element = make('div', 'mp-tabbar');
  private readonly badges: HTMLElement[] = [];

  constructor(config: TabBarJson, activePath: string, onTab: (path: string) => void) {
    this.element.style.background = config.backgroundColor ?? '#fff';
    for (const tab of config.list) {
      const isActive = tab.pagePath === activePath;
      const item = make('div', `mp-tabbar__item${isActive ? ' mp-tabbar__item--active' : ''}`);
      item.style.color = (isActive ? config.selectedColor : config.color) ?? '#7a7e83';
      const icon = isActive ? (tab.selectedIconPath ?? tab.iconPath) : tab.iconPath;
      if (icon !== undefined) {
        const picture = document.createElement('img');
        picture.src = `/${icon}`;
        item.append(picture);
      }
      const badge = make('span', 'mp-tabbar__badge');
      badge.hidden = true;
      this.badges.push(badge);
      item.append(make('span', 'mp-tabbar__text', tab.text), badge);
      this.element.append(onPress(item, () => onTab(tab.pagePath)));
    }
  }

  setVisible(isVisible: boolean): void {
    this.element.hidden = !isVisible;
    this.element.dispatchEvent(new CustomEvent('resized', { bubbles: true }));
  }

  /** Null removes the badge, empty text is a dot. */
  setBadge(index: number, text: string | null): void {
    const badge = this.badges[index];
    if (!badge) return;
    badge.hidden = text === null;
    badge.textContent = text ?? '';
  }
}
