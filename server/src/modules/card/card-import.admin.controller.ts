import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve, type UploadedFile } from '../../platform/http/serve';
import { CardImportFilesService } from './card-import-files.service';
import { CardImportService } from './card-import.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class CardImportAdminController {
  @Inject() private readonly imports: CardImportService;
  @Inject() private readonly files: CardImportFilesService;

  @Serve(cardAdminContract.importCards)
  async importCards(
    actor: AdminActor,
    input: ParsedInput<typeof cardAdminContract.importCards> & { file: UploadedFile },
  ) {
    return this.imports.importFile(actor, { productId: input.query.productId, file: input.file });
  }

  @Serve(cardAdminContract.generateCards)
  async generateCards(actor: AdminActor, input: ParsedInput<typeof cardAdminContract.generateCards>) {
    return this.imports.generateCards(actor, input.body);
  }

  @Serve(cardAdminContract.listCardImports)
  async listCardImports(_actor: AdminActor, input: ParsedInput<typeof cardAdminContract.listCardImports>) {
    return this.imports.listImports(input.query);
  }

  @Serve(cardAdminContract.getCardImport)
  async getCardImport(_actor: AdminActor, input: ParsedInput<typeof cardAdminContract.getCardImport>) {
    return this.imports.requireImport(input.params.id);
  }

  @Serve(cardAdminContract.downloadImportErrors)
  async downloadImportErrors(
    _actor: AdminActor,
    input: ParsedInput<typeof cardAdminContract.downloadImportErrors>,
  ) {
    return this.files.errorFile(input.params.id);
  }

  @Serve(cardAdminContract.downloadImportTemplate)
  async downloadImportTemplate() {
    return this.files.template();
  }

  @Serve(cardAdminContract.takePrintFile)
  async takePrintFile(actor: AdminActor, input: ParsedInput<typeof cardAdminContract.takePrintFile>) {
    return this.files.printFile(actor, input.params.id);
  }
}
