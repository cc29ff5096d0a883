import { mediaAdminContract } from '@lakeside/shared/media/media.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve, type UploadedFile } from '../../platform/http/serve';
import { PictureService } from './picture.service';
import { VideoService } from './video.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class MediaAdminController {
  @Inject() private readonly pictures: PictureService;
  @Inject() private readonly videos: VideoService;

  @Serve(mediaAdminContract.uploadPicture)
  async uploadPicture(actor: AdminActor, input: { file: UploadedFile }) {
    return this.pictures.storePicture(actor, input.file);
  }

  @Serve(mediaAdminContract.uploadVideo)
  async uploadVideo(actor: AdminActor, input: { file: UploadedFile }) {
    return this.videos.storeVideo(actor, input.file);
  }
}
