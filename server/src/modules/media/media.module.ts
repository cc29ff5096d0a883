import { mediaAdminContract } from '@lakeside/shared/media/media.contract';
import type { ServerModule } from '../../platform/server-module';
import { MediaAdminController } from './media.admin.controller';
import { PictureService } from './picture.service';

/** Pictures of packages and cards. */
export const mediaModule: ServerModule = {
  name: 'media',
  providers: [PictureService],
  controllers: [MediaAdminController],
  contracts: [mediaAdminContract],
};
