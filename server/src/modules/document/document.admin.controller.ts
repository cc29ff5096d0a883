import { documentContract } from '@lakeside/shared/document/document.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { DocumentService } from './document.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class DocumentAdminController {
  @Inject() private readonly documents: DocumentService;

  @Serve(documentContract.findDocument)
  async findDocument(_actor: AdminActor, input: ParsedInput<typeof documentContract.findDocument>) {
    return this.documents.requireByNumber(input.query.number);
  }
}
