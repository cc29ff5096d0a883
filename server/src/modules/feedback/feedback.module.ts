import { feedbackAdminContract, feedbackMemberContract } from '@lakeside/shared/feedback/feedback.contract';
import type { ServerModule } from '../../platform/server-module';
import { FeedbackRow } from './entities/feedback.entity';
import { FeedbackAdminController } from './feedback.admin.controller';
import { FeedbackMemberController } from './feedback.member.controller';
import { FeedbackService } from './feedback.service';
import { CreateFeedback1707000000200 } from './migrations/1707000000200-create-feedback';

/** What members tell the shop. */
export const feedbackModule: ServerModule = {
  name: 'feedback',
  providers: [FeedbackService],
  controllers: [FeedbackAdminController, FeedbackMemberController],
  contracts: [feedbackAdminContract, feedbackMemberContract],
  entities: [FeedbackRow],
  migrations: [CreateFeedback1707000000200],
};
