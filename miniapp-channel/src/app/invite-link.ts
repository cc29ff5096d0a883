/** A code of the form the server makes; anything else in the address is not an invite. */
const tokenPattern = /^[0-9A-Za-z_-]{6,32}$/;

/**
 * The invite a mini program code (`scene`) or a link (`token`) carries; null when there is none. WeChat hands `scene`
 * over encoded, and some of its versions encode it twice.
 */
export function inviteTokenOf(query: Readonly<Record<string, unknown>> | undefined): string | null {
  const raw = query?.['scene'] ?? query?.['token'];
  if (typeof raw !== 'string') return null;
  const token = decode(decode(raw)).replace(/^token=/, '');
  return tokenPattern.test(token) ? token : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
