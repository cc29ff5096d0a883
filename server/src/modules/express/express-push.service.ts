import { expressError } from '@lakeside/shared/express/express.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import { CarrierService } from './carrier.service';
import { ExpressTrackService } from './express-track.service';
import { isSignedBy, type ParcelNews, pushSchema, toNews, trackSchema } from './kuaidi100-protocol';

/** Receives what 快递100 pushes: a form with `param` and `sign`. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ExpressPushService {
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly tracks: ExpressTrackService;

  /** Throws EXPRESS_CALLBACK_FORGED for anything that 快递100 would not send with the salt of that waybill. */
  async receive(rawBody: string): Promise<void> {
    const form = new URLSearchParams(rawBody);
    const param = form.get('param') ?? '';
    const news = newsIn(param);
    if (news === 'nothing') return;
    if (news === null) throw expressError('EXPRESS_CALLBACK_FORGED');
    const { trackingCode, waybillNo } = news;
    const sign = form.get('sign') ?? '';
    const carrierCode = (await this.carriers.codesOf(trackingCode)).find((code) =>
      isSignedBy(sign, param, this.tracks.saltOf({ carrierCode: code, waybillNo })),
    );
    if (carrierCode === undefined) throw expressError('EXPRESS_CALLBACK_FORGED');
    await this.tracks.take(carrierCode, news);
  }
}

/** `nothing` when 快递100 only says that it gave up, null when the text makes no sense. */
function newsIn(param: string): ParcelNews | 'nothing' | null {
  const push = v.safeParse(pushSchema, parseJson(param));
  if (!push.success) return null;
  if (push.output.status === 'abort') return 'nothing';
  const track = v.safeParse(trackSchema, push.output.lastResult);
  return track.success ? toNews(track.output) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
