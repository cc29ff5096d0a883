/** Widths in modules of bar, space, bar, space, bar, space of the symbols 0 … 105 (ISO/IEC 15417, table 1). */
const symbolPatterns = `
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132
122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212
322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311
112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321
331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214
112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113
411311 113141 114131 311141 411131 211412 211214 211232`
  .trim()
  .split(/\s+/);

const stopPattern = '2331112';
const start = { b: 104, c: 105 };
const switchTo = { b: 100, c: 99 };
const firstPrintable = 0x20;

/** Modules of white needed on either side of the bars. */
export const quietZoneModules = 10;

/**
 * Encodes printable ASCII as Code 128 for drawing on a screen: the widths in modules of bar, space, bar, … from the
 * left edge. A label printer encodes by itself. Throws RangeError for other characters.
 */
export function code128Modules(value: string): number[] {
  if (!/^[\x20-\x7e]+$/.test(value)) throw new RangeError(`not a Code 128 value: ${value}`);
  const symbols = toSymbols(value);
  const checksum = symbols.reduce((sum, symbol, index) => sum + symbol * Math.max(1, index), 0) % 103;
  const patterns = [...symbols, checksum].map((symbol) => symbolPatterns[symbol] ?? '');
  return [...patterns.join(''), ...stopPattern].map(Number);
}

/** Subset C packs two digits into a symbol, which pays once enough of them stand together. */
function toSymbols(value: string): number[] {
  const symbols: number[] = [];
  let subset: 'b' | 'c' | null = null;
  let index = 0;
  while (index < value.length) {
    const digits = /^\d*/.exec(value.slice(index))?.[0].length ?? 0;
    const isAtEdge = index === 0 || index + digits === value.length;
    const isPacked: boolean = subset === 'c' ? digits >= 2 : digits >= (isAtEdge ? 4 : 6);
    // An odd run leaves one digit over, which goes before the switch rather than after it.
    const next: 'b' | 'c' = isPacked && (subset === 'c' || digits % 2 === 0 || index === 0) ? 'c' : 'b';
    if (next !== subset) symbols.push(subset === null ? start[next] : switchTo[next]);
    subset = next;
    symbols.push(
      next === 'c' ? Number(value.slice(index, index + 2)) : value.charCodeAt(index) - firstPrintable,
    );
    index += next === 'c' ? 2 : 1;
  }
  return symbols;
}
