import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { CardAdminService } from './card-admin.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class CardAdminController {
  @Inject() private readonly cards: CardAdminService;

  @Serve(cardAdminContract.listCards)
  async listCards(_actor: AdminActor, input: ParsedInput<typeof cardAdminContract.listCards>) {
    return this.cards.listCards(input.query);
  }

  @Serve(cardAdminContract.exportCards)
  async exportCards(_actor: AdminActor, input: ParsedInput<typeof cardAdminContract.exportCards>) {
    return this.cards.exportCards(input.query);
  }

  @Serve(cardAdminContract.getCard)
  async getCard(_actor: AdminActor, input: ParsedInput<typeof cardAdminContract.getCard>) {
    return this.cards.requireCard(input.params.cardNo);
  }
}
