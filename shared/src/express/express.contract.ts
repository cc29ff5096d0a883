import * as v from 'valibot';
import { endpoint } from '../kernel/endpoint';
import { expressErrors } from './express.errors';

/** What 快递100 calls. Its body is a form with `param` and `sign`, checked over the raw text. */
export const expressCallbackContract = {
  pushTrack: endpoint({
    method: 'POST',
    path: '/api/callback/express/tracks',
    audience: 'callback',
    response: v.object({ result: v.boolean(), returnCode: v.string(), message: v.string() }),
    errors: expressErrors,
    summary: 'News of a parcel from 快递100, signed with the salt of its subscription (MB-067).',
  }),
};
