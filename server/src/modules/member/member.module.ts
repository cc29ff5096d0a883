import {
  memberAdminContract,
  memberAuthContract,
  memberSelfContract,
} from '@lakeside/shared/member/member.contract';
import type { ServerModule } from '../../platform/server-module';
import { MemberPortService } from '../channel/member-port.service';
import { IdentityService } from '../identity/identity.service';
import { MemberAddressRow } from './entities/member-address.entity';
import { MemberRow } from './entities/member.entity';
import { MemberAddressService } from './member-address.service';
import { MemberAdminService } from './member-admin.service';
import { MemberLoginService } from './member-login.service';
import { MemberProfileService } from './member-profile.service';
import { MemberViewService } from './member-view.service';
import { MemberAdminController } from './member.admin.controller';
import { MemberChannelController } from './member.channel.controller';
import { MemberSelfController } from './member.member.controller';
import { MemberPublicController } from './member.public.controller';
import { MemberQueries } from './member.queries';
import { MemberService } from './member.service';
import { CreateMember1210000000000 } from './migrations/1210000000000-create-member';

/** Members, their addresses, registration and profile. */
export const memberModule: ServerModule = {
  name: 'member',
  providers: [
    MemberAddressService,
    MemberAdminService,
    MemberLoginService,
    MemberProfileService,
    MemberQueries,
    MemberService,
    MemberViewService,
  ],
  controllers: [MemberAdminController, MemberChannelController, MemberPublicController, MemberSelfController],
  contracts: [memberAdminContract, memberAuthContract, memberSelfContract],
  entities: [MemberAddressRow, MemberRow],
  migrations: [CreateMember1210000000000],
  onBoot: async (container) => {
    const identity = await container.get(IdentityService);
    const logins = await container.get(MemberLoginService);
    const members = await container.get(MemberService);
    const port = await container.get(MemberPortService);
    identity.registerActorLoader('member', ({ subjectId }) => logins.loadActor(subjectId));
    port.register(members);
  },
};
