import type { ServerModule } from '../../platform/server-module';
import { MemberAddressRow } from './entities/member-address.entity';
import { MemberRow } from './entities/member.entity';
import { MemberService } from './member.service';
import { CreateMember1210000000000 } from './migrations/1210000000000-create-member';

/** Members, their addresses, registration and profile. */
export const memberModule: ServerModule = {
  name: 'member',
  providers: [MemberService],
  entities: [MemberAddressRow, MemberRow],
  migrations: [CreateMember1210000000000],
};
