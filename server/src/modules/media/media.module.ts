import { mediaAdminContract, mediaMemberContract } from '@lakeside/shared/media/media.contract';
import type { ServerModule } from '../../platform/server-module';
import { MediaAdminController } from './media.admin.controller';
import { MediaMemberController } from './media.member.controller';
import { PictureService } from './picture.service';

/** Pictures of packages and cards, and those that members show. */
export const mediaModule: ServerModule = {
  name: 'media',
  providers: [PictureService],
  controllers: [MediaAdminController, MediaMemberController],
  contracts: [mediaAdminContract, mediaMemberContract],
};
