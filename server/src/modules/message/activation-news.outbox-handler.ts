import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { activationMovedPayload, activationMovedTopic } from '../card/card.events';
import { ChannelService } from '../channel/channel.service';
import { activationDoneText, activationRejectedText, activationRequestedText } from './domain/message-text';
import { MessageService } from './message.service';

const textByMove = {
  requested: activationRequestedText,
  done: activationDoneText,
  rejected: activationRejectedText,
} as const;

/** Tells the channel whose turn it is, or who waited, what became of an activation request. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class TellActivationMoved implements OutboxHandler {
  readonly topic = activationMovedTopic;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly messages: MessageService;

  async handle(message: OutboxDelivery): Promise<void> {
    const moved = v.parse(activationMovedPayload, message.payload);
    const { name: channel } = await this.channels.requireChannel(null, moved.fromChannelId);
    const { number, cardCount } = moved;
    const text = textByMove[moved.move]({ number, cardCount, channel });
    await this.messages.deliver({
      ...text,
      audience: 'channel',
      recipientId: moved.toChannelId,
      target: { kind: 'cardActivation', id: moved.activationId },
      dedupeKey: `${text.event}:${moved.activationId}:${moved.toChannelId}`,
    });
  }
}
