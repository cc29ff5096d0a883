/**
 * Counting with numbers written as up to 24 digits, more than a JavaScript number holds exactly. Without BigInt,
 * which some phones' mini program engines do not have.
 */
const lowWidth = 12;
const lowSize = 10 ** lowWidth;

interface SplitDigits {
  readonly high: number;
  readonly low: number;
}

function split(digits: string): SplitDigits {
  return { high: Number(digits.slice(0, -lowWidth) || '0'), low: Number(digits.slice(-lowWidth) || '0') };
}

/** `to` − `from`; null when the result is not a safe integer. */
export function subtractDigits(to: string, from: string): number | null {
  const difference = (split(to).high - split(from).high) * lowSize + (split(to).low - split(from).low);
  return Number.isSafeInteger(difference) ? difference : null;
}

/** `digits` + `offset`, at least as wide as `digits`; null below zero. */
export function addToDigits(digits: string, offset: number): string | null {
  const { high, low } = split(digits);
  const sum = low + offset;
  const carry = Math.floor(sum / lowSize);
  if (high + carry < 0) return null;
  const lowText = String(sum - carry * lowSize).padStart(lowWidth, '0');
  const text = high + carry === 0 ? lowText : `${high + carry}${lowText}`;
  return text.replace(/^0+(?=\d)/, '').padStart(digits.length, '0');
}
