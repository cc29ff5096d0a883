import { cardMemberContract } from '@lakeside/shared/card/card.member.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { CardMemberService } from './card-member.service';

const contract = cardMemberContract;
type Input<Name extends keyof typeof cardMemberContract> = ParsedInput<(typeof cardMemberContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class CardMemberController {
  @Inject() private readonly cards: CardMemberService;

  @Serve(contract.bindCard)
  async bindCard(actor: MemberActor, input: Input<'bindCard'>) {
    return this.cards.bindCard(actor, input.body);
  }

  @Serve(contract.listMyCards)
  async listMyCards(actor: MemberActor, input: Input<'listMyCards'>) {
    return this.cards.listMyCards(actor, input.query);
  }

  @Serve(contract.getMyCard)
  async getMyCard(actor: MemberActor, input: Input<'getMyCard'>) {
    return this.cards.getMyCard(actor, input.params.id);
  }
}
