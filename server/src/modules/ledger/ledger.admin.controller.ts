import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { ledgerAdminContract } from '@lakeside/shared/ledger/ledger.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { FinanceDocumentService } from './finance-document.service';
import { LedgerStatementService } from './ledger-statement.service';
import { LedgerService } from './ledger.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class LedgerAdminController {
  @Inject() private readonly financeDocuments: FinanceDocumentService;
  @Inject() private readonly statements: LedgerStatementService;
  @Inject() private readonly ledger: LedgerService;

  @Serve(ledgerAdminContract.topUp)
  async topUp(actor: AdminActor, input: ParsedInput<typeof ledgerAdminContract.topUp>) {
    return this.financeDocuments.topUp(actor, input.body);
  }

  @Serve(ledgerAdminContract.grantCredit)
  async grantCredit(actor: AdminActor, input: ParsedInput<typeof ledgerAdminContract.grantCredit>) {
    return this.financeDocuments.grantCredit(actor, input.body);
  }

  @Serve(ledgerAdminContract.settleCreditDebt)
  async settleCreditDebt(actor: AdminActor, input: ParsedInput<typeof ledgerAdminContract.settleCreditDebt>) {
    return this.financeDocuments.settleCreditDebt(actor, input.body);
  }

  @Serve(ledgerAdminContract.reverseFinanceDocument)
  async reverseFinanceDocument(
    actor: AdminActor,
    input: ParsedInput<typeof ledgerAdminContract.reverseFinanceDocument>,
  ) {
    return this.financeDocuments.reverse(actor, { id: input.params.id, reason: input.body.reason });
  }

  @Serve(ledgerAdminContract.listFinanceDocuments)
  async listFinanceDocuments(
    _actor: AdminActor,
    input: ParsedInput<typeof ledgerAdminContract.listFinanceDocuments>,
  ) {
    return this.financeDocuments.listDocuments(input.query);
  }

  @Serve(ledgerAdminContract.getFinanceDocument)
  async getFinanceDocument(
    _actor: AdminActor,
    input: ParsedInput<typeof ledgerAdminContract.getFinanceDocument>,
  ) {
    return this.financeDocuments.requireDocument(input.params.id);
  }

  @Serve(ledgerAdminContract.getBalances)
  async getBalances(_actor: AdminActor, input: ParsedInput<typeof ledgerAdminContract.getBalances>) {
    return this.ledger.balancesOf(input.params.id);
  }

  @Serve(ledgerAdminContract.listStatement)
  async listStatement(_actor: AdminActor, input: ParsedInput<typeof ledgerAdminContract.listStatement>) {
    return this.statements.listStatement(input.params.id, input.query);
  }
}
