import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { ledgerChannelContract } from '@lakeside/shared/ledger/ledger.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { LedgerStatementService } from './ledger-statement.service';
import { LedgerService } from './ledger.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class LedgerChannelController {
  @Inject() private readonly statements: LedgerStatementService;
  @Inject() private readonly ledger: LedgerService;

  @Serve(ledgerChannelContract.getOwnBalances)
  async getOwnBalances(actor: ChannelActor) {
    return this.ledger.balancesOf(actor.channelId);
  }

  @Serve(ledgerChannelContract.listOwnStatement)
  async listOwnStatement(
    actor: ChannelActor,
    input: ParsedInput<typeof ledgerChannelContract.listOwnStatement>,
  ) {
    return this.statements.listStatement(actor.channelId, input.query);
  }
}
