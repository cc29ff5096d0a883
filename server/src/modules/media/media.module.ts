import { libraryAdminContract } from '@lakeside/shared/media/library.contract';
import { mediaAdminContract, mediaMemberContract } from '@lakeside/shared/media/media.contract';
import type { ServerModule } from '../../platform/server-module';
import { LibraryPictureRow } from './entities/library-picture.entity';
import { LibraryAdminController } from './library.admin.controller';
import { LibraryService } from './library.service';
import { MediaAdminController } from './media.admin.controller';
import { MediaMemberController } from './media.member.controller';
import { AddLibraryPicture1804300000000 } from './migrations/1804300000000-add-library-picture';
import { AddLibraryKind1808000000000 } from './migrations/1808000000000-add-library-kind';
import { PictureService } from './picture.service';
import { VideoService } from './video.service';

/** Pictures and videos of packages and cards, and pictures that members show. */
export const mediaModule: ServerModule = {
  name: 'media',
  providers: [LibraryService, PictureService, VideoService],
  controllers: [LibraryAdminController, MediaAdminController, MediaMemberController],
  contracts: [libraryAdminContract, mediaAdminContract, mediaMemberContract],
  entities: [LibraryPictureRow],
  migrations: [AddLibraryPicture1804300000000, AddLibraryKind1808000000000],
};
