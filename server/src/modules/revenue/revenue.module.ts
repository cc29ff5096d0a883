import { revenueAdminContract, revenueChannelContract } from '@lakeside/shared/revenue/revenue.contract';
import { staffIncomeContract } from '@lakeside/shared/revenue/staff-income.contract';
import type { ServerModule } from '../../platform/server-module';
import { RevenueLine } from './entities/revenue-line.entity';
import { RevenueOrder } from './entities/revenue-order.entity';
import { RevenueRefund } from './entities/revenue-refund.entity';
import { RevenueShare } from './entities/revenue-share.entity';
import { StaffOfflineIncome } from './entities/staff-offline-income.entity';
import { StaffSettlement } from './entities/staff-settlement.entity';
import { Withdrawal } from './entities/withdrawal.entity';
import { CreateRevenue1801002000000 } from './migrations/1801002000000-create-revenue';
import { CreateWithdrawal1801003000000 } from './migrations/1801003000000-create-withdrawal';
import { CreateStaffIncome1801004000000 } from './migrations/1801004000000-create-staff-income';
import { ReleaseRevenueJob } from './release-revenue.job';
import { RevenueBookingService } from './revenue-booking.service';
import { RevenueReleaseService } from './revenue-release.service';
import { RevenueReversalService } from './revenue-reversal.service';
import { RevenueAdminController } from './revenue.admin.controller';
import { RevenueChannelController } from './revenue.channel.controller';
import { BookPaidOrder, CountFromReceipt, TakeSharesBack } from './revenue.outbox-handlers';
import { RevenueService } from './revenue.service';
import { StaffIncomeController } from './staff-income.channel.controller';
import { StaffIncomeService } from './staff-income.service';
import { WithdrawalViewService } from './withdrawal-view.service';
import { WithdrawalService } from './withdrawal.service';

/** What online sales leave the channels above the buyer, and what becomes of it (rules.md §7, §8). */
export const revenueModule: ServerModule = {
  name: 'revenue',
  providers: [
    RevenueBookingService,
    RevenueReleaseService,
    RevenueReversalService,
    RevenueService,
    StaffIncomeService,
    WithdrawalService,
    WithdrawalViewService,
  ],
  controllers: [RevenueAdminController, RevenueChannelController, StaffIncomeController],
  contracts: [revenueAdminContract, revenueChannelContract, staffIncomeContract],
  entities: [
    RevenueLine,
    RevenueOrder,
    RevenueRefund,
    RevenueShare,
    StaffOfflineIncome,
    StaffSettlement,
    Withdrawal,
  ],
  migrations: [CreateRevenue1801002000000, CreateWithdrawal1801003000000, CreateStaffIncome1801004000000],
  jobs: [ReleaseRevenueJob],
  outboxHandlers: [BookPaidOrder, CountFromReceipt, TakeSharesBack],
};
