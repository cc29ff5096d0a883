import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { ExpressTrackService } from './express-track.service';
import { followParcelPayload, followParcelTopic } from './express.events';

/** Tells 快递100 which parcels we want to hear of. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class FollowParcelOutboxHandler implements OutboxHandler {
  readonly topic = followParcelTopic;
  @Inject() private readonly tracks: ExpressTrackService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { parcelId } = v.parse(followParcelPayload, message.payload);
    await this.tracks.subscribe(parcelId);
  }
}
