import type { AreaNames, Region } from './region-columns';

/** One line of a cascade; a value is a name, as addresses are stored. A type, so that it fits where any key is allowed. */
export type RegionOption = { value: string; children?: RegionOption[] };

/** Provinces with their cities and districts. */
export function regionOptions(names: AreaNames): RegionOption[] {
  const districts = byParent(names.county_list, 4);
  const cities = byParent(names.city_list, 2, (code) => districts.get(code.slice(0, 4)));
  return Object.entries(names.province_list).map(([code, value]) =>
    option(value, cities.get(code.slice(0, 2))),
  );
}

function byParent(
  names: Readonly<Record<string, string>>,
  prefixLength: number,
  childrenOf: (code: string) => RegionOption[] | undefined = () => undefined,
): Map<string, RegionOption[]> {
  const groups = new Map<string, RegionOption[]>();
  for (const [code, value] of Object.entries(names)) {
    const prefix = code.slice(0, prefixLength);
    const group = groups.get(prefix) ?? [];
    group.push(option(value, childrenOf(code)));
    groups.set(prefix, group);
  }
  return groups;
}

function option(value: string, children: RegionOption[] = []): RegionOption {
  return children.length > 0 ? { value, children } : { value };
}

/**
 * The options with a stored region among them: names change and some, as those of a development zone, are official
 * nowhere, yet an address that is edited keeps them.
 */
export function withRegion(options: readonly RegionOption[], region: Region): RegionOption[] {
  return withPath(
    options,
    [region.province, region.city, region.district].filter((name) => name !== ''),
  );
}

function withPath(options: readonly RegionOption[], path: readonly string[]): RegionOption[] {
  const [name, ...rest] = path;
  if (name === undefined) return [...options];
  const known = options.find((other) => other.value === name);
  const children = withPath(known?.children ?? [], rest);
  const changed = option(name, children);
  return known ? options.map((other) => (other === known ? changed : other)) : [...options, changed];
}
