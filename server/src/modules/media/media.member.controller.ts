import { mediaMemberContract } from '@lakeside/shared/media/media.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve, type UploadedFile } from '../../platform/http/serve';
import { PictureService } from './picture.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class MediaMemberController {
  @Inject() private readonly pictures: PictureService;

  @Serve(mediaMemberContract.uploadPicture)
  async uploadPicture(actor: MemberActor, input: { file: UploadedFile }) {
    return this.pictures.storeMemberPicture(actor, input.file);
  }
}
