import * as v from 'valibot';
import { instantSchema } from '../kernel/schemas';

export const inviteSchema = v.object({
  token: v.string(),
  /** Address that opens the H5 page; the mini program reads the token from `scene`. */
  url: v.string(),
  /** The mini program code of the invite, or a QR code of `url` where WeChat is off; to be shown and saved. */
  pictureUrl: v.string(),
  expiresAt: v.nullable(instantSchema),
});
export type Invite = v.InferOutput<typeof inviteSchema>;
