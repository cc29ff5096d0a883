import type { ServerModule } from '../../platform/server-module';
import { ChannelGuardsService } from './channel-guards.service';
import { ChannelService } from './channel.service';
import { ChannelStaffRow } from './entities/channel-staff.entity';
import { ChannelRow } from './entities/channel.entity';
import { InviteRow } from './entities/invite.entity';
import { MemberLevelRow } from './entities/member-level.entity';
import { RateLockRow } from './entities/rate-lock.entity';
import { CreateChannel1200000000000 } from './migrations/1200000000000-create-channel';

/** Channels, their staff, invites, and the rates of channels and member levels (rules.md §1-3). */
export const channelModule: ServerModule = {
  name: 'channel',
  providers: [ChannelGuardsService, ChannelService],
  entities: [ChannelRow, ChannelStaffRow, InviteRow, MemberLevelRow, RateLockRow],
  migrations: [CreateChannel1200000000000],
};
