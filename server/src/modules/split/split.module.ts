import { splitAdminContract, splitCallbackContract } from '@lakeside/shared/split/split.contract';
import type { ServerModule } from '../../platform/server-module';
import { AdvanceSplitsJob } from './advance-splits.job';
import { SplitLine } from './entities/split-line.entity';
import { CreateSplit1620000000000 } from './migrations/1620000000000-create-split';
import { SandCallbackController } from './sand.callback.controller';
import { SandClient } from './sand.client';
import { SplitLineService } from './split-line.service';
import { SplitListService } from './split-list.service';
import { SplitNoticeService } from './split-notice.service';
import { SplitSendService } from './split-send.service';
import { SplitAdminController } from './split.admin.controller';
import {
  SendSplitHandler,
  SplitPaymentHandler,
  SplitRefundHandler,
  SplitTopUpHandler,
  SplitTopUpReversalHandler,
} from './split.outbox-handlers';

/** Which company collected money belongs to, and its split at Sand (杉德). */
export const splitModule: ServerModule = {
  name: 'split',
  providers: [SandClient, SplitLineService, SplitListService, SplitNoticeService, SplitSendService],
  controllers: [SandCallbackController, SplitAdminController],
  contracts: [splitAdminContract, splitCallbackContract],
  entities: [SplitLine],
  migrations: [CreateSplit1620000000000],
  jobs: [AdvanceSplitsJob],
  outboxHandlers: [
    SplitPaymentHandler,
    SplitRefundHandler,
    SplitTopUpHandler,
    SplitTopUpReversalHandler,
    SendSplitHandler,
  ],
  // A wrong setting must stop the start, not the first split.
  onBoot: async (container) => {
    await container.get(SandClient);
  },
};
