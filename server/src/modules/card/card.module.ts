import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import {
  giftAdminContract,
  giftMemberContract,
  giftPublicContract,
} from '@lakeside/shared/card/gift.contract';
import { cardLinkPath, memberPageOfCard } from '@lakeside/shared/card/card-link';
import { cardMemberContract } from '@lakeside/shared/card/card.member.contract';
import type { ServerModule } from '../../platform/server-module';
import { Pages } from '../../platform/web/pages';
import { ChannelGuardsService } from '../channel/channel-guards.service';
import { ActivationCharges } from './activation-charges';
import { CardActivationRequestService } from './card-activation-request.service';
import { CardActivationService } from './card-activation.service';
import { CardAttemptPurgeJob } from './card-attempt-purge.job';
import { CardChannelGuard } from './card-channel-guard';
import { CardClosedChannelService } from './card-closed-channel.service';
import { CardDocumentAdminController } from './card-document.admin.controller';
import { CardDocumentQueries } from './card-document.queries';
import { CardDocumentService } from './card-document.service';
import { CardHandoverService } from './card-handover.service';
import { CardLibraryService } from './card-library.service';
import { CardMemberService } from './card-member.service';
import { CardReceiptService } from './card-receipt.service';
import { CardRedemptionService } from './card-redemption.service';
import { CardSecretCheck } from './card-secret-check';
import { CardAdminController } from './card.admin.controller';
import { CardAdminQueries } from './card-admin.queries';
import { CardAdminService } from './card-admin.service';
import { CardImportAdminController } from './card-import.admin.controller';
import { CardImportFilesService } from './card-import-files.service';
import { CardImportPurgeJob } from './card-import-purge.job';
import { CardImportQueries } from './card-import.queries';
import { CardImportSeal } from './card-import-seal';
import { CardImportService } from './card-import.service';
import { CardImportStaging } from './card-import-staging';
import { CardImportTask } from './card-import.task';
import { CardGiftExpiryJob } from './card-gift-expiry.job';
import { CardGiftListService } from './card-gift-list.service';
import { CardGiftLink } from './card-gift-link.service';
import { CardGiftService } from './card-gift.service';
import { CardGiftController } from './card-gift.controller';
import { CardSaleService } from './card-sale.service';
import { CardSecretService } from './card-secret.service';
import { CardSelectionService } from './card-selection.service';
import { ECardIssueService } from './e-card-issue.service';
import { CardStockService } from './card-stock.service';
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
import { CardGift } from './entities/card-gift.entity';
import { CardHandover } from './entities/card-handover.entity';
import { CardImport } from './entities/card-import.entity';
import { CardImportRow } from './entities/card-import-row.entity';
import { CardMovement } from './entities/card-movement.entity';
import { CardVoid } from './entities/card-void.entity';
import { CreateCardTables1300000000000 } from './migrations/1300000000000-create-card-tables';
import { AddL2Price1301000000000 } from './migrations/1301000000000-add-l2-price';
import { CreateCardGift1705300000000 } from './migrations/1705300000000-create-card-gift';
import { AddECards1705100000000 } from './migrations/1705100000000-add-e-cards';
import { AddHolderToCardKind1802000000000 } from './migrations/1802000000000-add-holder-to-card-kind';
import { CreateCardImport1310000000000 } from './migrations/1310000000000-create-card-import';
import { CardMemberRemovalService } from './card-member-removal.service';
import { MemberRemovalService } from '../member/member-removal.service';

/** Cards: library, handovers, activation, e-cards, binding, use (rules.md §5, §6). */
export const cardModule: ServerModule = {
  name: 'card',
  providers: [
    CardMemberRemovalService,
    ActivationCharges,
    CardActivationRequestService,
    CardActivationService,
    CardAdminQueries,
    CardAdminService,
    CardChannelGuard,
    CardClosedChannelService,
    CardDocumentQueries,
    CardDocumentService,
    CardGiftLink,
    CardGiftListService,
    CardGiftService,
    CardHandoverService,
    CardImportFilesService,
    CardImportQueries,
    CardImportSeal,
    CardImportService,
    CardImportStaging,
    CardLibraryService,
    CardMemberService,
    CardQueries,
    CardReceiptService,
    CardRedemptionService,
    CardSecretCheck,
    CardSaleService,
    CardSecretService,
    CardSelectionService,
    CardService,
    CardStockService,
    CardViews,
    CardVoidService,
    ECardIssueService,
  ],
  controllers: [
    CardAdminController,
    CardChannelController,
    CardDocumentAdminController,
    CardGiftController,
    CardImportAdminController,
    CardMemberController,
  ],
  contracts: [
    cardChannelContract,
    cardMemberContract,
    cardAdminContract,
    giftPublicContract,
    giftMemberContract,
    giftAdminContract,
  ],
  jobs: [CardAttemptPurgeJob, CardGiftExpiryJob, CardImportTask, CardImportPurgeJob],
  entities: [
    Card,
    CardImport,
    CardImportRow,
    CardActivation,
    CardAttempt,
    CardDocumentItem,
    CardGift,
    CardHandover,
    CardMovement,
    CardVoid,
  ],
  migrations: [
    CreateCardTables1300000000000,
    AddL2Price1301000000000,
    CreateCardImport1310000000000,
    AddECards1705100000000,
    CreateCardGift1705300000000,
    AddHolderToCardKind1802000000000,
  ],
  onBoot: async (container) => {
    const removals = await container.get(MemberRemovalService);
    removals.register(await container.get(CardMemberRemovalService));
    const guard = await container.get(CardChannelGuard);
    const guards = await container.get(ChannelGuardsService);
    guards.register((tx, move) => guard.check(tx, move));
    const pages = await container.get(Pages);
    pages.registerLinks(cardLinkPath, memberPageOfCard);
    const closedChannels = await container.get(CardClosedChannelService);
    guards.registerClose((tx, actor, channelId) => closedChannels.passOnRequests(tx, actor, channelId));
  },
};
