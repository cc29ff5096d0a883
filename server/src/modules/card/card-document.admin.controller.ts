import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { CardDocumentService } from './card-document.service';
import { CardHandoverService } from './card-handover.service';
import { CardReceiptService } from './card-receipt.service';
import { CardSelectionService } from './card-selection.service';
import { CardVoidService } from './card-void.service';

const contract = cardAdminContract;
type Input<Name extends keyof typeof cardAdminContract> = ParsedInput<(typeof cardAdminContract)[Name]>;

/** The back office's view of the papers that move cards: card orders, transfers, returns, activations, voids. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardDocumentAdminController {
  @Inject() private readonly selections: CardSelectionService;
  @Inject() private readonly documents: CardDocumentService;
  @Inject() private readonly handovers: CardHandoverService;
  @Inject() private readonly receipts: CardReceiptService;
  @Inject() private readonly voids: CardVoidService;

  @Serve(contract.voidCards)
  async voidCards(actor: AdminActor, input: Input<'voidCards'>) {
    return this.voids.voidCards(actor, input.body);
  }

  @Serve(contract.getCardVoid)
  async getCardVoid(_actor: AdminActor, input: Input<'getCardVoid'>) {
    return this.voids.requireVoid(input.params.id);
  }

  @Serve(contract.listVoidCards)
  async listVoidCards(_actor: AdminActor, input: Input<'listVoidCards'>) {
    return this.voids.listVoidCards(input.params.id, input.query);
  }

  @Serve(contract.previewCardOrder)
  async previewCardOrder(_actor: AdminActor, input: Input<'previewCardOrder'>) {
    return this.selections.previewCardOrder(input.body);
  }

  @Serve(contract.createCardOrder)
  async createCardOrder(actor: AdminActor, input: Input<'createCardOrder'>) {
    return this.handovers.createCardOrder(actor, input.body);
  }

  @Serve(contract.listHandovers)
  async listHandovers(_actor: AdminActor, input: Input<'listHandovers'>) {
    return this.documents.listHandovers(input.query);
  }

  @Serve(contract.getHandover)
  async getHandover(_actor: AdminActor, input: Input<'getHandover'>) {
    return this.documents.getHandover(input.params.id);
  }

  @Serve(contract.listHandoverCards)
  async listHandoverCards(_actor: AdminActor, input: Input<'listHandoverCards'>) {
    return this.documents.listHandoverCards(input.params.id, input.query);
  }

  @Serve(contract.cancelHandover)
  async cancelHandover(actor: AdminActor, input: Input<'cancelHandover'>) {
    return this.receipts.cancelByPlatform(actor, input.params.id);
  }

  @Serve(contract.receiveReturn)
  async receiveReturn(actor: AdminActor, input: Input<'receiveReturn'>) {
    return this.receipts.receiveByPlatform(actor, input.params.id, { ...input.body, foundCardNos: null });
  }

  @Serve(contract.listActivations)
  async listActivations(_actor: AdminActor, input: Input<'listActivations'>) {
    return this.documents.listActivations(input.query);
  }

  @Serve(contract.getActivation)
  async getActivation(_actor: AdminActor, input: Input<'getActivation'>) {
    return this.documents.getActivation(input.params.id);
  }

  @Serve(contract.listActivationCards)
  async listActivationCards(_actor: AdminActor, input: Input<'listActivationCards'>) {
    return this.documents.listActivationCards(input.params.id, input.query);
  }
}
