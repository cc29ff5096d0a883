import type { Invite } from '../../channel/invite.schemas';
import type { DownloadedFile } from '../../sdk/transport';
import { qrDataUri } from '../qr-data-uri';

export interface InviteWithCode extends Invite {
  /** What an `image` shows: WeChat's own code of the invite on a phone, the QR code of its address in a browser. */
  readonly code: string;
}

/** An invite with the code that is scanned; `download` fetches the picture of a token. */
export async function withInviteCode(
  invite: Invite,
  download: (token: string) => Promise<DownloadedFile>,
): Promise<InviteWithCode> {
  // #ifdef MP-WEIXIN
  const file = await download(invite.token);
  if (file.kind === 'path') return { ...invite, code: file.path };
  // #endif
  return { ...invite, code: qrDataUri(invite.url) };
}
