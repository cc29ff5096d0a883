import * as v from 'valibot';
import { instantSchema } from '../kernel/schemas';

export const inviteSchema = v.object({
  token: v.string(),
  /** Address that opens the H5 page; the mini program reads the token from `scene`. */
  url: v.string(),
  expiresAt: v.nullable(instantSchema),
});
export type Invite = v.InferOutput<typeof inviteSchema>;
