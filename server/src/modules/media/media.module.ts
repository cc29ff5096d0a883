import { libraryAdminContract } from '@lakeside/shared/media/library.contract';
import { mediaAdminContract, mediaMemberContract } from '@lakeside/shared/media/media.contract';
import type { ServerModule } from '../../platform/server-module';
import { LibraryPictureRow } from './entities/library-picture.entity';
import { LibraryAdminController } from './library.admin.controller';
import { LibraryService } from './library.service';
import { MediaAdminController } from './media.admin.controller';
import { MediaMemberController } from './media.member.controller';
import { AddLibraryPicture1804300000000 } from './migrations/1804300000000-add-library-picture';
import { PictureService } from './picture.service';

/** Pictures of packages and cards, and those that members show. */
export const mediaModule: ServerModule = {
  name: 'media',
  providers: [LibraryService, PictureService],
  controllers: [LibraryAdminController, MediaAdminController, MediaMemberController],
  contracts: [libraryAdminContract, mediaAdminContract, mediaMemberContract],
  entities: [LibraryPictureRow],
  migrations: [AddLibraryPicture1804300000000],
};
