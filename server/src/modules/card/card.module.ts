import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import { cardMemberContract } from '@lakeside/shared/card/card.member.contract';
import type { ServerModule } from '../../platform/server-module';
import { ChannelGuardsService } from '../channel/channel-guards.service';
import { ActivationCharges } from './activation-charges';
import { CardActivationRequestService } from './card-activation-request.service';
import { CardActivationService } from './card-activation.service';
import { CardChannelGuard } from './card-channel-guard';
import { CardDocumentAdminController } from './card-document.admin.controller';
import { CardDocumentQueries } from './card-document.queries';
import { CardDocumentService } from './card-document.service';
import { CardHandoverService } from './card-handover.service';
import { CardLibraryService } from './card-library.service';
import { CardMemberService } from './card-member.service';
import { CardReceiptService } from './card-receipt.service';
import { CardRedemptionService } from './card-redemption.service';
import { CardSecretCheck } from './card-secret-check';
import { CardSecretService } from './card-secret.service';
import { CardSelectionService } from './card-selection.service';
import { CardViews } from './card-views';
import { CardVoidService } from './card-void.service';
import { CardChannelController } from './card.channel.controller';
import { CardMemberController } from './card.member.controller';
import { CardQueries } from './card.queries';
import { CardService } from './card.service';
import { Card } from './entities/card.entity';
import { CardActivation } from './entities/card-activation.entity';
import { CardAttempt } from './entities/card-attempt.entity';
import { CardDocumentItem } from './entities/card-document-item.entity';
import { CardHandover } from './entities/card-handover.entity';
import { CardMovement } from './entities/card-movement.entity';
import { CardVoid } from './entities/card-void.entity';
import { CreateCardTables1300000000000 } from './migrations/1300000000000-create-card-tables';

const {
  voidCards,
  previewCardOrder,
  createCardOrder,
  listHandovers,
  getHandover,
  listHandoverCards,
  cancelHandover,
  receiveReturn,
  listActivations,
  getActivation,
  listActivationCards,
} = cardAdminContract;

/** Physical cards: library, handovers, activation, binding, use (rules.md §5, §6). */
export const cardModule: ServerModule = {
  name: 'card',
  providers: [
    ActivationCharges,
    CardActivationRequestService,
    CardActivationService,
    CardChannelGuard,
    CardDocumentQueries,
    CardDocumentService,
    CardHandoverService,
    CardLibraryService,
    CardMemberService,
    CardQueries,
    CardReceiptService,
    CardRedemptionService,
    CardSecretCheck,
    CardSecretService,
    CardSelectionService,
    CardService,
    CardViews,
    CardVoidService,
  ],
  controllers: [CardChannelController, CardDocumentAdminController, CardMemberController],
  contracts: [
    cardChannelContract,
    cardMemberContract,
    {
      voidCards,
      previewCardOrder,
      createCardOrder,
      listHandovers,
      getHandover,
      listHandoverCards,
      cancelHandover,
      receiveReturn,
      listActivations,
      getActivation,
      listActivationCards,
    },
  ],
  entities: [Card, CardActivation, CardAttempt, CardDocumentItem, CardHandover, CardMovement, CardVoid],
  migrations: [CreateCardTables1300000000000],
  onBoot: async (container) => {
    const guard = await container.get(CardChannelGuard);
    const guards = await container.get(ChannelGuardsService);
    guards.register((tx, move) => guard.check(tx, move));
  },
};
