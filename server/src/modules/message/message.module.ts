import { channelMessageContract, memberMessageContract } from '@lakeside/shared/message/message.contract';
import type { ServerModule } from '../../platform/server-module';
import { TellAfterSaleMoved } from './after-sale-news.outbox-handler';
import { TellActivationMoved } from './activation-news.outbox-handler';
import { TellGiftEnded } from './gift-news.outbox-handler';
import { MessageGrantRow } from './entities/message-grant.entity';
import { MessageRow } from './entities/message.entity';
import { MessageChannelController } from './message.channel.controller';
import { MessageMemberController } from './message.member.controller';
import { MessageService } from './message.service';
import { MessageTemplates } from './message-templates';
import { CreateMessage1610000000000 } from './migrations/1610000000000-create-message';
import {
  OrderNews,
  TellOrderCompleted,
  TellOrderPaid,
  TellOrderPlaced,
  TellOrderRefunded,
  TellOrderRescheduled,
  TellShipmentShipped,
} from './order-news.outbox-handlers';
import { SendShippedSms } from './order-sms.outbox-handler';
import { PushMessageOutboxHandler } from './push-message.outbox-handler';
import { MessageMemberRemovalService } from './message-member-removal.service';
import { MemberRemovalService } from '../member/member-removal.service';

/** Inboxes, WeChat subscribe messages and order reminders by SMS. */
export const messageModule: ServerModule = {
  name: 'message',
  providers: [MessageMemberRemovalService, MessageService, MessageTemplates, OrderNews],
  controllers: [MessageChannelController, MessageMemberController],
  contracts: [channelMessageContract, memberMessageContract],
  entities: [MessageGrantRow, MessageRow],
  migrations: [CreateMessage1610000000000],
  outboxHandlers: [
    PushMessageOutboxHandler,
    SendShippedSms,
    TellActivationMoved,
    TellAfterSaleMoved,
    TellGiftEnded,
    TellOrderCompleted,
    TellOrderPaid,
    TellOrderPlaced,
    TellOrderRefunded,
    TellOrderRescheduled,
    TellShipmentShipped,
  ],
  onBoot: async (container) => {
    const removals = await container.get(MemberRemovalService);
    removals.register(await container.get(MessageMemberRemovalService));
    // Malformed templates stop the start, not the first message.
    await container.get(MessageTemplates);
  },
};
