/** Names by six-digit area code; the first two digits are the province, the first four the city. */
export interface AreaNames {
  province_list: Readonly<Record<string, string>>;
  city_list: Readonly<Record<string, string>>;
  county_list: Readonly<Record<string, string>>;
}

/** A place down to its district, by the names an address is stored with. */
export interface Region {
  province: string;
  city: string;
  district: string;
}

interface Area {
  code: string;
  name: string;
}

function areasUnder(names: Readonly<Record<string, string>>, prefix: string): Area[] {
  return Object.entries(names)
    .filter(([code]) => code.startsWith(prefix))
    .map(([code, name]) => ({ code, name }));
}

/** The three columns of a region picker for the rows chosen so far; a row that no longer exists becomes the first. */
export function regionColumns(names: AreaNames, chosen: readonly number[]) {
  const provinces = areasUnder(names.province_list, '');
  const provinceIndex = indexWithin(provinces, chosen[0]);
  const cities = areasUnder(names.city_list, (provinces[provinceIndex]?.code ?? '').slice(0, 2));
  const cityIndex = indexWithin(cities, chosen[1]);
  const counties = areasUnder(names.county_list, (cities[cityIndex]?.code ?? '').slice(0, 4));
  const countyIndex = indexWithin(counties, chosen[2]);
  return {
    columns: [provinces, cities, counties].map((areas) => areas.map((area) => area.name)),
    indexes: [provinceIndex, cityIndex, countyIndex],
    region: {
      province: provinces[provinceIndex]?.name ?? '',
      city: cities[cityIndex]?.name ?? '',
      district: counties[countyIndex]?.name ?? '',
    },
  };
}

function indexWithin(areas: readonly Area[], index = 0): number {
  return index >= 0 && index < areas.length ? index : 0;
}

/** The rows of a region that is already known; the first rows where it is not found. */
export function regionIndexes(names: AreaNames, region: Region): number[] {
  const wanted = [region.province, region.city, region.district];
  const chosen: number[] = [];
  for (const [level, name] of wanted.entries()) {
    const column = regionColumns(names, chosen).columns[level] ?? [];
    chosen.push(Math.max(0, column.indexOf(name)));
  }
  return chosen;
}
