import type { IconName } from '@lakeside/shared/ui/icons';

/** One line of the side navigation; hidden from those without the permission. */
export interface MenuEntry {
  readonly title: string;
  readonly path: string;
  readonly permission?: string;
}

export interface MenuArea {
  readonly title: string;
  readonly icon: IconName;
  readonly entries: readonly MenuEntry[];
}

/** The side navigation, grouped by the work people do. A feature adds its pages here. */
export const menu: readonly MenuArea[] = [
  { title: '工作台', icon: 'home', entries: [{ title: '今日概况', path: '/' }] },
];

/** The areas and entries a person may open; an area without entries is left out. */
export function visibleMenu(areas: readonly MenuArea[], can: (permission: string) => boolean): MenuArea[] {
  return areas
    .map((area) => ({
      ...area,
      entries: area.entries.filter((entry) => !entry.permission || can(entry.permission)),
    }))
    .filter((area) => area.entries.length > 0);
}
