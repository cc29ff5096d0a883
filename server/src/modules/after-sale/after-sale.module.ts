import {
  afterSaleAdminContract,
  afterSaleMemberContract,
} from '@lakeside/shared/after-sale/after-sale.contract';
import type { ServerModule } from '../../platform/server-module';
import { AdvanceAfterSalesJob } from './advance-after-sales.job';
import { AfterSaleApplicationService } from './after-sale-application.service';
import { AfterSaleChangeService } from './after-sale-change.service';
import { AfterSaleDecisionService } from './after-sale-decision.service';
import { AfterSaleExchangeService } from './after-sale-exchange.service';
import { AfterSaleListService } from './after-sale-list.service';
import { AfterSaleMoneyService } from './after-sale-money.service';
import { AfterSaleReturnService } from './after-sale-return.service';
import { AfterSaleViewService } from './after-sale-view.service';
import { AfterSaleAdminController } from './after-sale.admin.controller';
import { AfterSaleMemberController } from './after-sale.member.controller';
import { AfterSaleService } from './after-sale.service';
import { AfterSale } from './entities/after-sale.entity';
import { CreateAfterSale1706000000000 } from './migrations/1706000000000-create-after-sale';
import { EndRefundedAfterSale } from './refund-done.handler';
import { AfterSaleMemberRemovalService } from './after-sale-member-removal.service';
import { MemberRemovalService } from '../member/member-removal.service';

/** Refunds, returns and exchanges that members ask for (MB-064, AD-285 … AD-287). */
export const afterSaleModule: ServerModule = {
  name: 'after-sale',
  providers: [
    AfterSaleMemberRemovalService,
    AfterSaleApplicationService,
    AfterSaleChangeService,
    AfterSaleDecisionService,
    AfterSaleExchangeService,
    AfterSaleListService,
    AfterSaleMoneyService,
    AfterSaleReturnService,
    AfterSaleService,
    AfterSaleViewService,
  ],
  controllers: [AfterSaleMemberController, AfterSaleAdminController],
  contracts: [afterSaleMemberContract, afterSaleAdminContract],
  entities: [AfterSale],
  migrations: [CreateAfterSale1706000000000],
  jobs: [AdvanceAfterSalesJob],
  outboxHandlers: [EndRefundedAfterSale],
  onBoot: async (container) => {
    const removals = await container.get(MemberRemovalService);
    removals.register(await container.get(AfterSaleMemberRemovalService));
  },
};
