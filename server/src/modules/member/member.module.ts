import {
  accountDeletionAdminContract,
  accountDeletionMemberContract,
} from '@lakeside/shared/member/account-deletion.contract';
import {
  memberAdminContract,
  memberAuthContract,
  memberSelfContract,
} from '@lakeside/shared/member/member.contract';
import { memberWechatContract } from '@lakeside/shared/member/member-wechat.contract';
import {
  memberRecordAdminContract,
  memberTagAdminContract,
} from '@lakeside/shared/member/member-record.contract';
import type { ServerModule } from '../../platform/server-module';
import { MemberPortService } from '../channel/member-port.service';
import { IdentityService } from '../identity/identity.service';
import { WechatBindingService } from '../identity/wechat-binding.service';
import { PayerService } from '../payment/payer.service';
import { AccountDeletionController } from './account-deletion.controller';
import { AccountDeletionService } from './account-deletion.service';
import { DeleteAccountsJob } from './delete-accounts.job';
import { AccountDeletionRow } from './entities/account-deletion.entity';
import { MemberAddressRow } from './entities/member-address.entity';
import { MemberChangeRow } from './entities/member-change.entity';
import { MemberTagLinkRow } from './entities/member-tag-link.entity';
import { MemberTagRow } from './entities/member-tag.entity';
import { MemberRow } from './entities/member.entity';
import { MemberAddressService } from './member-address.service';
import { MemberAdminService } from './member-admin.service';
import { MemberChangeService } from './member-change.service';
import { MemberExportService } from './member-export.service';
import { MemberLoginService } from './member-login.service';
import { MemberProfileService } from './member-profile.service';
import { MemberRecordAdminController } from './member-record.admin.controller';
import { MemberRecordService } from './member-record.service';
import { MemberRemovalService } from './member-removal.service';
import { MemberTagService } from './member-tag.service';
import { MemberUpgradeService } from './member-upgrade.service';
import { MemberViewService } from './member-view.service';
import { MemberWechatController } from './member-wechat.controller';
import { MemberWechatService } from './member-wechat.service';
import { MemberAdminController } from './member.admin.controller';
import { MemberChannelController } from './member.channel.controller';
import { MemberSelfController } from './member.member.controller';
import { MemberPublicController } from './member.public.controller';
import { MemberQueries } from './member.queries';
import { MemberService } from './member.service';
import { CreateMember1210000000000 } from './migrations/1210000000000-create-member';
import { CreateAccountDeletion1803000000100 } from './migrations/1803000000100-create-account-deletion';
import { AddMemberAdministration1803000000000 } from './migrations/1803000000000-add-member-administration';

/** Members, their addresses, registration and profile. */
export const memberModule: ServerModule = {
  name: 'member',
  providers: [
    AccountDeletionService,
    MemberAddressService,
    MemberAdminService,
    MemberChangeService,
    MemberExportService,
    MemberLoginService,
    MemberProfileService,
    MemberQueries,
    MemberRecordService,
    MemberRemovalService,
    MemberService,
    MemberTagService,
    MemberUpgradeService,
    MemberViewService,
    MemberWechatService,
  ],
  controllers: [
    AccountDeletionController,
    MemberAdminController,
    MemberChannelController,
    MemberPublicController,
    MemberRecordAdminController,
    MemberSelfController,
    MemberWechatController,
  ],
  contracts: [
    accountDeletionAdminContract,
    accountDeletionMemberContract,
    memberAdminContract,
    memberAuthContract,
    memberRecordAdminContract,
    memberSelfContract,
    memberTagAdminContract,
    memberWechatContract,
  ],
  entities: [
    AccountDeletionRow,
    MemberAddressRow,
    MemberChangeRow,
    MemberRow,
    MemberTagLinkRow,
    MemberTagRow,
  ],
  migrations: [
    CreateMember1210000000000,
    AddMemberAdministration1803000000000,
    CreateAccountDeletion1803000000100,
  ],
  jobs: [DeleteAccountsJob],
  onBoot: async (container) => {
    const identity = await container.get(IdentityService);
    const logins = await container.get(MemberLoginService);
    const members = await container.get(MemberService);
    const port = await container.get(MemberPortService);
    identity.registerActorLoader('member', ({ subjectId }) => logins.loadActor(subjectId));
    port.register(members);
    const bindings = await container.get(WechatBindingService);
    const payers = await container.get(PayerService);
    payers.register((memberId) => bindings.openIdOf({ kind: 'member', id: memberId }));
  },
};
