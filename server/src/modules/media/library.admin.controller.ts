import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { libraryAdminContract } from '@lakeside/shared/media/library.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { LibraryService } from './library.service';

type Input<Name extends keyof typeof libraryAdminContract> = ParsedInput<(typeof libraryAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class LibraryAdminController {
  @Inject() private readonly library: LibraryService;

  @Serve(libraryAdminContract.listPictures)
  async listPictures(_actor: AdminActor, input: Input<'listPictures'>) {
    return this.library.list(input.query);
  }

  @Serve(libraryAdminContract.listGroups)
  async listGroups() {
    return this.library.listGroups();
  }

  @Serve(libraryAdminContract.addPictures)
  async addPictures(actor: AdminActor, input: Input<'addPictures'>) {
    return this.library.add(actor, input.body);
  }

  @Serve(libraryAdminContract.updatePicture)
  async updatePicture(actor: AdminActor, input: Input<'updatePicture'>) {
    return this.library.update(actor, { id: input.params.id, body: input.body });
  }

  @Serve(libraryAdminContract.removePicture)
  async removePicture(actor: AdminActor, input: Input<'removePicture'>) {
    return this.library.remove(actor, input.params.id);
  }
}
