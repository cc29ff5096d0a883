import type { Gate, GateInput, Problem } from './gate';
import { mainPackage, type MiniProgram } from './mini-program';

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** WeChat refuses a package over 2 MB and a mini program over 20 MB; the main package is kept smaller, as it delays the start. */
const limits = { main: 1.5 * megabyte, subpackage: 2 * megabyte, total: 20 * megabyte };
const tabIconLimit = 40 * kilobyte;

/** Bytes of each package, the main one first. */
export function packageSizes(program: MiniProgram): Map<string, number> {
  const sizes = new Map([mainPackage, ...program.packageRoots].map((name) => [name, 0]));
  for (const file of program.files) {
    const name = program.packageOf(file);
    sizes.set(name, (sizes.get(name) ?? 0) + program.size(file));
  }
  return sizes;
}

/** No package, no icon of the tab bar and not the whole is larger than WeChat takes. */
export const sizeGate: Gate = {
  name: 'size',
  check: (input) => [...tooLargePackages(input.program), ...tooLargeIcons(input)],
};

function tooLargePackages(program: MiniProgram): Problem[] {
  const sizes = packageSizes(program);
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  const packages = [...sizes].flatMap(([name, bytes]) =>
    over(
      name === mainPackage ? 'the main package' : `the subpackage ${name}`,
      bytes,
      name === mainPackage ? limits.main : limits.subpackage,
    ),
  );
  return [...packages, ...over('the mini program', total, limits.total)];
}

function tooLargeIcons({ program }: GateInput): Problem[] {
  return (program.app.tabBar?.list ?? [])
    .flatMap((item) => [item.iconPath, item.selectedIconPath])
    .filter((icon): icon is string => icon !== undefined && program.has(icon))
    .flatMap((icon) => over(icon, program.size(icon), tabIconLimit));
}

function over(what: string, bytes: number, limit: number): Problem[] {
  if (bytes < limit) return [];
  const kilobytes = (value: number) => `${Math.ceil(value / kilobyte)} KB`;
  return [{ place: what, reason: `${kilobytes(bytes)} where less than ${kilobytes(limit)} is allowed` }];
}
