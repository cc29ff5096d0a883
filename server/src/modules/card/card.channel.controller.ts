import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { CardActivationRequestService } from './card-activation-request.service';
import { CardActivationService } from './card-activation.service';
import { CardDocumentService } from './card-document.service';
import { CardHandoverService } from './card-handover.service';
import { CardLibraryService } from './card-library.service';
import { CardReceiptService } from './card-receipt.service';
import { CardSelectionService } from './card-selection.service';

const contract = cardChannelContract;
type Input<Name extends keyof typeof cardChannelContract> = ParsedInput<(typeof cardChannelContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class CardChannelController {
  @Inject() private readonly library: CardLibraryService;
  @Inject() private readonly selections: CardSelectionService;
  @Inject() private readonly documents: CardDocumentService;
  @Inject() private readonly handovers: CardHandoverService;
  @Inject() private readonly receipts: CardReceiptService;
  @Inject() private readonly requests: CardActivationRequestService;
  @Inject() private readonly activations: CardActivationService;

  @Serve(contract.getCardSummary)
  async getCardSummary(actor: ChannelActor) {
    return this.library.getSummary(actor);
  }

  @Serve(contract.listCards)
  async listCards(actor: ChannelActor, input: Input<'listCards'>) {
    return this.library.listCards(actor, input.query);
  }

  @Serve(contract.getCard)
  async getCard(actor: ChannelActor, input: Input<'getCard'>) {
    return this.library.getCard(actor, input.params.cardNo);
  }

  @Serve(contract.previewSelection)
  async previewSelection(actor: ChannelActor, input: Input<'previewSelection'>) {
    return this.selections.previewSelection(actor, input.body);
  }

  @Serve(contract.transferCards)
  async transferCards(actor: ChannelActor, input: Input<'transferCards'>) {
    return this.handovers.transferCards(actor, input.body);
  }

  @Serve(contract.returnCards)
  async returnCards(actor: ChannelActor, input: Input<'returnCards'>) {
    return this.handovers.returnCards(actor, input.body);
  }

  @Serve(contract.listHandovers)
  async listHandovers(actor: ChannelActor, input: Input<'listHandovers'>) {
    return this.documents.listHandoversOf(actor, input.query);
  }

  @Serve(contract.getHandover)
  async getHandover(actor: ChannelActor, input: Input<'getHandover'>) {
    return this.documents.getHandoverOf(actor, input.params.id);
  }

  @Serve(contract.listHandoverCards)
  async listHandoverCards(actor: ChannelActor, input: Input<'listHandoverCards'>) {
    return this.documents.listHandoverCardsOf(actor, input.params.id, input.query);
  }

  @Serve(contract.receiveHandover)
  async receiveHandover(actor: ChannelActor, input: Input<'receiveHandover'>) {
    return this.receipts.receiveByChannel(actor, input.params.id, input.body);
  }

  @Serve(contract.cancelHandover)
  async cancelHandover(actor: ChannelActor, input: Input<'cancelHandover'>) {
    return this.receipts.cancelByChannel(actor, input.params.id);
  }

  @Serve(contract.requestActivation)
  async requestActivation(actor: ChannelActor, input: Input<'requestActivation'>) {
    return this.requests.requestActivation(actor, input.body);
  }

  @Serve(contract.listActivations)
  async listActivations(actor: ChannelActor, input: Input<'listActivations'>) {
    return this.documents.listActivationsOf(actor, input.query);
  }

  @Serve(contract.getActivation)
  async getActivation(actor: ChannelActor, input: Input<'getActivation'>) {
    return this.documents.getActivationOf(actor, input.params.id);
  }

  @Serve(contract.listActivationCards)
  async listActivationCards(actor: ChannelActor, input: Input<'listActivationCards'>) {
    return this.documents.listActivationCardsOf(actor, input.params.id, input.query);
  }

  @Serve(contract.forwardActivation)
  async forwardActivation(actor: ChannelActor, input: Input<'forwardActivation'>) {
    return this.requests.forwardActivation(actor, input.params.id);
  }

  @Serve(contract.activateCards)
  async activateCards(actor: ChannelActor, input: Input<'activateCards'>) {
    return this.activations.activateCards(actor, input.params.id, input.body.cardNos);
  }

  @Serve(contract.rejectActivation)
  async rejectActivation(actor: ChannelActor, input: Input<'rejectActivation'>) {
    return this.requests.rejectActivation(actor, input.params.id, input.body.reason);
  }

  @Serve(contract.withdrawActivation)
  async withdrawActivation(actor: ChannelActor, input: Input<'withdrawActivation'>) {
    return this.requests.withdrawActivation(actor, input.params.id);
  }

  @Serve(contract.getTodo)
  async getTodo(actor: ChannelActor) {
    return this.library.getTodo(actor);
  }
}
