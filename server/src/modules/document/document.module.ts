import { documentContract } from '@lakeside/shared/document/document.contract';
import type { ServerModule } from '../../platform/server-module';
import { DocumentAdminController } from './document.admin.controller';
import { DocumentService } from './document.service';
import { DocumentRow } from './entities/document.entity';
import { DocumentStepRow } from './entities/document-step.entity';
import { CreateDocument1102000000000 } from './migrations/1102000000000-create-document';

/** Numbers and steps of all papers that move cards, money or goods. */
export const documentModule: ServerModule = {
  name: 'document',
  providers: [DocumentService],
  controllers: [DocumentAdminController],
  contracts: [documentContract],
  entities: [DocumentRow, DocumentStepRow],
  migrations: [CreateDocument1102000000000],
};
