/**
 * A detail text as it is kept: plain paragraphs. Line breaks stay, other control and invisible characters go, more than one
 * empty line becomes one; a blank text becomes null. Markup is text like any other: pages show it, they never run it.
 */
export function cleanDetail(text: string | null): string | null {
  if (text === null) return null;
  const cleaned = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return cleaned === '' ? null : cleaned;
}
