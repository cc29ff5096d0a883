import {
  channelAdminContract,
  channelAuthContract,
  channelSelfContract,
  memberLevelAdminContract,
} from '@lakeside/shared/channel/channel.contract';
import { channelWechatContract } from '@lakeside/shared/channel/channel-wechat.contract';
import { invitePublicContract } from '@lakeside/shared/channel/invite.contract';
import { systemActor } from '../../platform/http/actor';
import type { ServerModule } from '../../platform/server-module';
import { IdentityService } from '../identity/identity.service';
import { ChannelAdminService } from './channel-admin.service';
import { ChannelApplicationService } from './channel-application.service';
import { ChannelGuardsService } from './channel-guards.service';
import { ChannelLevelService } from './channel-level.service';
import { ChannelLoginService } from './channel-login.service';
import { ChannelRateService } from './channel-rate.service';
import { ChannelStaffService } from './channel-staff.service';
import { ChannelStatusService } from './channel-status.service';
import { ChannelViewService } from './channel-view.service';
import { ChannelWechatController } from './channel-wechat.controller';
import { ChannelWechatService } from './channel-wechat.service';
import { ChannelAdminController } from './channel.admin.controller';
import { ChannelSelfController } from './channel.channel.controller';
import { ChannelPublicController } from './channel.public.controller';
import { ChannelQueries } from './channel.queries';
import { ChannelService } from './channel.service';
import { ChannelStaffRow } from './entities/channel-staff.entity';
import { ChannelRow } from './entities/channel.entity';
import { InviteRow } from './entities/invite.entity';
import { MemberLevelRow } from './entities/member-level.entity';
import { RateLockRow } from './entities/rate-lock.entity';
import { InvitePictureService } from './invite-picture.service';
import { InviteService } from './invite.service';
import { MemberLevelAdminController } from './member-level.admin.controller';
import { MemberLevelService } from './member-level.service';
import { MemberPortService } from './member-port.service';
import { CreateChannel1200000000000 } from './migrations/1200000000000-create-channel';
import { AddStaffCommission1801000500000 } from './migrations/1801000500000-add-staff-commission';
import { RateChainService } from './rate-chain.service';

/** Channels, their staff, invites, and the rates of channels and member levels (rules.md §1-3). */
export const channelModule: ServerModule = {
  name: 'channel',
  providers: [
    ChannelAdminService,
    ChannelApplicationService,
    ChannelGuardsService,
    ChannelLevelService,
    ChannelLoginService,
    ChannelQueries,
    ChannelRateService,
    ChannelService,
    ChannelStaffService,
    ChannelStatusService,
    ChannelViewService,
    ChannelWechatService,
    InvitePictureService,
    InviteService,
    MemberLevelService,
    MemberPortService,
    RateChainService,
  ],
  controllers: [
    ChannelAdminController,
    ChannelPublicController,
    ChannelSelfController,
    ChannelWechatController,
    MemberLevelAdminController,
  ],
  contracts: [
    channelAdminContract,
    channelAuthContract,
    channelSelfContract,
    channelWechatContract,
    invitePublicContract,
    memberLevelAdminContract,
  ],
  entities: [ChannelRow, ChannelStaffRow, InviteRow, MemberLevelRow, RateLockRow],
  migrations: [CreateChannel1200000000000, AddStaffCommission1801000500000],
  onBoot: async (container) => {
    const identity = await container.get(IdentityService);
    const logins = await container.get(ChannelLoginService);
    const levels = await container.get(MemberLevelService);
    identity.registerActorLoader('channel', (subject) => logins.loadActor(subject));
    await levels.ensureDefaultLevel(systemActor('boot'));
  },
};
