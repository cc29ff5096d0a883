import { ledgerAdminContract, ledgerChannelContract } from '@lakeside/shared/ledger/ledger.contract';
import type { ServerModule } from '../../platform/server-module';
import { FinanceDocument } from './entities/finance-document.entity';
import { LedgerAccount } from './entities/ledger-account.entity';
import { LedgerEntry } from './entities/ledger-entry.entity';
import { LedgerTransaction } from './entities/ledger-transaction.entity';
import { FinanceDocumentQueries } from './finance-document.queries';
import { FinanceDocumentService } from './finance-document.service';
import { LedgerAccountQueries } from './ledger-account.queries';
import { LedgerStatementQueries } from './ledger-statement.queries';
import { LedgerStatementService } from './ledger-statement.service';
import { LedgerVerificationJob } from './ledger-verification.job';
import { LedgerVerificationService } from './ledger-verification.service';
import { LedgerAdminController } from './ledger.admin.controller';
import { LedgerChannelController } from './ledger.channel.controller';
import { LedgerService } from './ledger.service';
import { CreateLedger1110000000000 } from './migrations/1110000000000-create-ledger';
import { AddMemberShares1801000000000 } from './migrations/1801000000000-add-member-shares';
import { AddMemberSales1110100000000 } from './migrations/1110100000000-add-member-sales';
import { RevenueLedgerService } from './revenue-ledger.service';
import { AddStoreSales1806000000000 } from './migrations/1806000000000-add-store-sales';

/** Money of L1 channels, double entry (rules.md §4). */
export const ledgerModule: ServerModule = {
  name: 'ledger',
  providers: [
    LedgerService,
    LedgerAccountQueries,
    LedgerStatementQueries,
    LedgerStatementService,
    LedgerVerificationService,
    FinanceDocumentQueries,
    FinanceDocumentService,
    RevenueLedgerService,
  ],
  controllers: [LedgerAdminController, LedgerChannelController],
  contracts: [ledgerAdminContract, ledgerChannelContract],
  entities: [LedgerAccount, LedgerTransaction, LedgerEntry, FinanceDocument],
  migrations: [
    CreateLedger1110000000000,
    AddMemberSales1110100000000,
    AddMemberShares1801000000000,
    AddStoreSales1806000000000,
  ],
  jobs: [LedgerVerificationJob],
};
