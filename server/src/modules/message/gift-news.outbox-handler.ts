import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { giftEndedPayload, giftEndedTopic } from '../card/card.events';
import { CatalogService } from '../catalog/catalog.service';
import { MemberService } from '../member/member.service';
import { giftEndedText } from './domain/message-text';
import { MessageService } from './message.service';

/** Tells the giver of an e-card who accepted it, or that it came back. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class TellGiftEnded implements OutboxHandler {
  readonly topic = giftEndedTopic;
  @Inject() private readonly messages: MessageService;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly members: MemberService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { giftId, number, productId, giverId, receiverId } = v.parse(giftEndedPayload, message.payload);
    const { name: title } = await this.catalog.requireCardProduct(null, productId);
    const receivers = await this.members.membersByIds(receiverId === null ? [] : [receiverId]);
    const receiver = receiverId === null ? null : (receivers.get(receiverId)?.nickname ?? '会员');
    const text = giftEndedText({ number, title, receiver });
    await this.messages.deliver({
      ...text,
      audience: 'member',
      recipientId: giverId,
      target: { kind: 'cardGift', id: giftId },
      dedupeKey: `${text.event}:${giftId}`,
    });
  }
}
