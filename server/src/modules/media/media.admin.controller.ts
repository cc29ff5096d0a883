import { mediaAdminContract } from '@lakeside/shared/media/media.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve, type UploadedFile } from '../../platform/http/serve';
import { PictureService } from './picture.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class MediaAdminController {
  @Inject() private readonly pictures: PictureService;

  @Serve(mediaAdminContract.uploadPicture)
  async uploadPicture(actor: AdminActor, input: { file: UploadedFile }) {
    return this.pictures.storePicture(actor, input.file);
  }
}
