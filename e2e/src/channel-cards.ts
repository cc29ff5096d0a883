import { formatCardNo } from '@lakeside/shared/card/card-number';
import { ChannelDesk } from './channel-desk';

export interface CardRange {
  readonly first: string;
  readonly last: string;
}

/** Cards in a channel: passing on, receiving, activating, returning. */
export class ChannelCards extends ChannelDesk {
  /** Chooses a range for a child and waits until the numbers have been checked. */
  async prepareTransfer(transfer: CardRange & { to: string }): Promise<void> {
    await this.beginTransfer(transfer.to);
    await this.typeRange(transfer);
  }

  private async beginTransfer(to: string): Promise<void> {
    await this.openWorkbench();
    await this.driver.tap('.workbench__transfer');
    await this.driver.tap('.child-picker');
    await this.driver.tap('.child-picker__row', to);
    await this.driver.waitFor('.child-picker', to);
  }

  async transferRange(transfer: CardRange & { to: string }): Promise<void> {
    await this.prepareTransfer(transfer);
    await this.submit();
  }

  /** Picks cards one after another with the camera, or with a scanner that types where there is no camera. */
  async transferScanned(transfer: { to: string; cardNos: readonly string[] }): Promise<void> {
    await this.beginTransfer(transfer.to);
    await this.driver.tap('.card-picker .lk-segment__option', '逐张扫码');
    await this.driver.waitFor('.scan-line');
    await this.scanRun(transfer.cardNos);
    await this.driver.waitFor('.send-cards__count', `${transfer.cardNos.length} 张`);
    await this.driver.waitFor('.selection-summary');
    await this.shoot('scanned');
    await this.submit();
  }

  private async scanRun(cardNos: readonly string[]): Promise<void> {
    if (await this.driver.sees('.card-picker__run'))
      return this.driver.tapAndScan('.card-picker__run .lk-button', cardNos);
    for (const cardNo of cardNos) {
      await this.driver.type('.scan-line__input', cardNo);
      await this.driver.tap('.scan-line__add');
      await this.driver.waitFor('.card-picker__row', cardNo.slice(-4));
    }
  }

  private async typeRange(range: CardRange): Promise<void> {
    await this.driver.type('.card-picker__from', range.first);
    await this.driver.type('.card-picker__to', range.last);
    await this.driver.waitFor('.selection-summary');
  }

  async submit(): Promise<void> {
    await this.driver.tap('.send-cards__submit');
    await this.driver.waitFor('.cards-sent__number');
  }

  async returnRange(range: CardRange): Promise<void> {
    await this.openWorkbench();
    // Whoever cannot pass cards on has a button for it.
    if (await this.driver.sees('.workbench__return')) await this.driver.tap('.workbench__return');
    else await this.driver.tap('.workbench__link', '返还');
    await this.typeRange(range);
    await this.shoot('return');
    await this.submit();
  }

  /** Opens the first card document that waits to be received. */
  async openIncoming(): Promise<void> {
    await this.openWorkbench();
    await this.driver.tap('.workbench__to-receive');
    await this.driver.tap('.handover-row');
    await this.driver.waitFor('.handover__receive');
  }

  /** Receives the first waiting document, all of it or without some cards, each named by the end of its number. */
  async confirmReceipt(missing: readonly string[] = []): Promise<void> {
    await this.openIncoming();
    await this.driver.tap('.handover__receive');
    await this.driver.waitFor('.receive__submit');
    if (missing.length > 0) await this.driver.tap('.receive .lk-segment__option', '勾选缺少的');
    for (const ending of missing) await this.driver.tap('.receive__number', new RegExp(`${ending}\\s*收到`));
    await this.shoot('receive');
    await this.driver.tap('.receive__submit');
    await this.driver.answer(/收/, true);
    await this.driver.waitFor('.handover .lk-pair', '实收');
  }

  async requestActivation(range: CardRange): Promise<void> {
    await this.openWorkbench();
    await this.driver.tap('.workbench__activate');
    await this.typeRange(range);
    await this.shoot('request-activation');
    await this.submit();
  }

  /** Opens the activation of a requester in one of the queues. */
  async openActivation(queue: RegExp | null, requester: string): Promise<void> {
    await this.openWorkbench();
    await this.driver.tap('.workbench__to-activate');
    if (queue) await this.driver.tap('.activations__filters .lk-segment__option', queue);
    await this.driver.waitFor('.activation-row', requester);
    await this.shoot('activations');
    await this.driver.tap('.activation-row', requester);
    await this.driver.waitFor('.activation .lk-steps');
  }

  async forward(): Promise<void> {
    await this.driver.tap('.activation__forward');
    await this.driver.answer('已收到货款', true);
    await this.driver.waitGone('.activation__forward');
  }

  /** Opens the own library. */
  async openLibrary(): Promise<void> {
    await this.openWorkbench();
    await this.driver.tap('.channel-tab-bar__tab--cards');
    await this.driver.waitFor('.cards-tab__row');
  }

  /** Looks for one number in the library. */
  async findCard(cardNo: string): Promise<void> {
    await this.driver.type('.lk-search-box', cardNo);
    await this.driver.confirm('.lk-search-box');
    await this.driver.waitFor('.cards-tab__row', formatCardNo(cardNo));
  }

  async canActivate(): Promise<boolean> {
    await this.driver.waitFor('.activation-quote');
    return !(await this.driver.sees('.activation__activate.lk-button--off'));
  }

  async activate(): Promise<void> {
    await this.driver.tap('.activation__activate');
    await this.driver.answer(/激活/, true);
    await this.driver.waitFor('.activation__result');
  }
}
