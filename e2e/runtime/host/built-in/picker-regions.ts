/** A few of the places WeChat's region picker knows: province, city, district with its code. */
const places: readonly (readonly [string, string, string, string])[] = [
  ['北京市', '北京市', '东城区', '110101'],
  ['北京市', '北京市', '西城区', '110102'],
  ['北京市', '北京市', '朝阳区', '110105'],
  ['北京市', '北京市', '海淀区', '110108'],
  ['上海市', '上海市', '黄浦区', '310101'],
  ['上海市', '上海市', '徐汇区', '310104'],
  ['上海市', '上海市', '浦东新区', '310115'],
  ['江苏省', '南京市', '玄武区', '320102'],
  ['江苏省', '苏州市', '姑苏区', '320508'],
  ['江苏省', '苏州市', '昆山市', '320583'],
  ['浙江省', '杭州市', '上城区', '330102'],
  ['浙江省', '杭州市', '西湖区', '330106'],
  ['浙江省', '杭州市', '余杭区', '330110'],
  ['浙江省', '宁波市', '海曙区', '330203'],
  ['浙江省', '湖州市', '吴兴区', '330502'],
  ['广东省', '广州市', '天河区', '440106'],
  ['广东省', '深圳市', '南山区', '440305'],
  ['四川省', '成都市', '锦江区', '510104'],
];

const distinct = (names: readonly string[]): string[] => [...new Set(names)];

function namesAt(level: 0 | 1 | 2, above: readonly string[]): string[] {
  return distinct(
    places.filter((place) => above.every((name, at) => place[at] === name)).map((place) => place[level]),
  );
}

export function regionNames(chosen: readonly number[]): [string, string, string] {
  const province = namesAt(0, [])[chosen[0] ?? 0] ?? '';
  const city = namesAt(1, [province])[chosen[1] ?? 0] ?? '';
  return [province, city, namesAt(2, [province, city])[chosen[2] ?? 0] ?? ''];
}

export function regionColumns(chosen: readonly number[]): string[][] {
  const [province, city] = regionNames(chosen);
  return [namesAt(0, []), namesAt(1, [province]), namesAt(2, [province, city])];
}

export function regionIndexes(value: unknown): number[] {
  const [province = '', city = '', district = ''] = Array.isArray(value) ? value.map(String) : [];
  const at = (names: readonly string[], name: string) => Math.max(0, names.indexOf(name));
  return [
    at(namesAt(0, []), province),
    at(namesAt(1, [province]), city),
    at(namesAt(2, [province, city]), district),
  ];
}

/** National codes of province, city and district. */
export function regionCode(chosen: readonly number[]): string[] {
  const names = regionNames(chosen);
  const code = places.find((place) => names.every((name, at) => place[at] === name))?.[3] ?? '';
  return [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
}
