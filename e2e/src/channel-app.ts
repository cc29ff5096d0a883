import type { Screen } from './browser';
import { PhoneApp } from './phone-app';

export interface ApplicantData {
  readonly name: string;
  readonly contactName: string;
  readonly phone: string;
}

/** The app of channels in the hands of one owner or staff member. */
export class ChannelApp extends PhoneApp {
  constructor(screen: Screen, serverUrl: string) {
    super(screen, `${serverUrl}/channel/`);
  }

  async logIn(phone: string): Promise<void> {
    await this.open();
    await this.typePhoneCode(phone);
    await this.seen('.workbench__todo').waitFor();
  }

  async openWorkbench(): Promise<void> {
    await this.open();
    await this.seen('.workbench__todo').waitFor();
  }

  async openTab(tab: 'workbench' | 'cards' | 'shipping' | 'network' | 'mine'): Promise<void> {
    await this.press(`.channel-tab-bar__tab--${tab}`);
  }

  /** Makes the invite of a downline channel; the link behind its code. */
  async inviteChild(level: '二级' | '三级', rate: string): Promise<string> {
    await this.openWorkbench();
    await this.openTab('network');
    await this.press('.network__invite-channel');
    await this.press('.invite-channel .lk-segment__option', level);
    await this.typeRate(rate);
    await this.press('.invite-channel__create');
    await this.seen('.invite-poster').waitFor();
    return this.copyLink();
  }

  /** Types a rate over the proposed one, which the field shows a moment after the page has opened. */
  private async typeRate(rate: string): Promise<void> {
    const box = await this.seen('.rate-chooser__field').locator('input').elementHandle();
    await this.page.waitForFunction((input) => input instanceof HTMLInputElement && input.value !== '', box);
    await this.fill('.rate-chooser__field', rate);
    await this.seen('.rate-chooser__value', `${Number(rate) * 10} 折`).waitFor();
  }

  async inviteMember(): Promise<string> {
    await this.openWorkbench();
    await this.press('.workbench__invite', '邀请会员');
    await this.seen('.invite-poster').waitFor();
    return this.copyLink();
  }

  private async copyLink(): Promise<string> {
    await this.press('uni-button', '复制链接');
    await this.screen.sees(/已复制/);
    return this.screen.clipboard();
  }

  /** Applies through an invite; the application then waits for the back office. */
  async apply(link: string, applicant: ApplicantData): Promise<void> {
    await this.open(link);
    await this.fill('店铺名称', applicant.name);
    await this.fill('联系人', applicant.contactName);
    await this.fill('手机号', applicant.phone);
    await this.press('.code-field__send');
    await this.press('.code-field__demo');
    await this.screen.shoot('apply');
    await this.press('.apply__submit');
    await this.screen.sees('申请已提交');
  }

  /** Chooses a range for a child and waits until the numbers have been checked. */
  async prepareTransfer(transfer: { to: string; first: string; last: string }): Promise<void> {
    await this.openWorkbench();
    await this.press('.workbench__transfer');
    await this.press('.child-picker');
    await this.press('.child-picker__row', transfer.to);
    await this.fillRange(transfer.first, transfer.last);
  }

  async transferRange(transfer: { to: string; first: string; last: string }): Promise<void> {
    await this.prepareTransfer(transfer);
    await this.submitCards();
  }

  private async fillRange(first: string, last: string): Promise<void> {
    await this.fill('.card-picker__from', first);
    await this.fill('.card-picker__to', last);
    await this.seen('.selection-summary').waitFor();
  }

  async submitCards(): Promise<void> {
    await this.press('.send-cards__submit');
    await this.seen('.cards-sent__number').waitFor();
  }

  /** Opens the first card document that waits to be received. */
  async openIncoming(): Promise<void> {
    await this.openWorkbench();
    await this.press('.workbench__to-receive');
    await this.press('.handover-row');
    await this.seen('.handover__receive').waitFor();
  }

  /** Receives the first waiting document, all of it or without some cards, each named by the end of its number. */
  async confirmReceipt(missing: readonly string[] = []): Promise<void> {
    await this.openIncoming();
    await this.press('.handover__receive');
    await this.seen('.receive__submit').waitFor();
    if (missing.length > 0) await this.press('.receive .lk-segment__option', '勾选缺少的');
    for (const ending of missing) await this.press('.receive__number', new RegExp(`${ending}\\s*收到`));
    await this.screen.shoot('receive');
    await this.press('.receive__submit');
    await this.agree(/收/);
    await this.seen('.handover .lk-pair', '实收').waitFor();
  }

  async requestActivation(range: { first: string; last: string }): Promise<void> {
    await this.openWorkbench();
    await this.press('.workbench__activate');
    await this.fillRange(range.first, range.last);
    await this.screen.shoot('request-activation');
    await this.submitCards();
  }

  /** Opens the activation of a requester in one of the queues. */
  async openActivation(queue: RegExp | null, requester: string): Promise<void> {
    await this.openWorkbench();
    await this.press('.workbench__to-activate');
    if (queue) await this.press('.activations__filters .lk-segment__option', queue);
    await this.seen('.activation-row', requester).first().waitFor();
    await this.screen.shoot('activations');
    await this.press('.activation-row', requester);
    await this.seen('.activation .lk-steps').waitFor();
  }

  async forward(): Promise<void> {
    await this.press('.activation__forward');
    await this.agree('已收到货款');
    await this.seen('.activation__forward').waitFor({ state: 'hidden' });
  }

  async canActivate(): Promise<boolean> {
    const state = await this.seen('.activation__activate').first().getAttribute('aria-disabled');
    return state !== 'true';
  }

  async activate(): Promise<void> {
    await this.press('.activation__activate');
    await this.agree(/激活/);
    await this.seen('.activation__result').waitFor();
  }

  /** Opens the first shipment that waits in the store. */
  async openShipment(): Promise<void> {
    await this.openWorkbench();
    await this.press('.workbench__to-ship');
    await this.press('.shipping__row');
    await this.seen('.ship-form').waitFor();
  }

  /** Looks at the label as it will be printed, and comes back. */
  async previewLabel(): Promise<string> {
    await this.press('.shipment__print');
    await this.seen('.print-label__paper').waitFor();
    const label = await this.textOf('.print-label__paper');
    await this.screen.shoot('label');
    await this.page.goBack();
    await this.seen('.shipment__ship').waitFor();
    return label;
  }

  async ship(waybillNo: string): Promise<void> {
    await this.fill('.ship-form__waybill', waybillNo);
    await this.press('.shipment__ship');
    await this.agree(/发货/);
    await this.seen('.shipment__waybill').waitFor();
  }

  async openBalances(): Promise<void> {
    await this.openWorkbench();
    await this.press('.workbench__money');
    await this.seen('.balances__stored').waitFor();
  }

  /** Money in and out of the stored value, the latest first. */
  async storedValueLines(): Promise<string[]> {
    await this.openBalances();
    await this.press('.balances__stored');
    await this.seen('.statement__row').first().waitFor();
    const rows = await this.seen('.statement__row').allInnerTexts();
    return rows.map((row) => row.replace(/\s/g, ''));
  }

  async openSettlements(): Promise<void> {
    await this.openWorkbench();
    await this.press('.workbench__link', '发货结算');
    await this.seen('.settlements__sums').waitFor();
  }

  /** Gives somebody of the shop an account that may do one thing. */
  async addOperator(operator: { name: string; phone: string; module: string }): Promise<void> {
    await this.openWorkbench();
    await this.openTab('mine');
    await this.press('.lk-cell', /员工/);
    await this.press('uni-button', /添加|新增/);
    await this.fill('姓名', operator.name);
    await this.fill('手机号', operator.phone);
    await this.press(`.staff-member__module--${operator.module}`);
    await this.press('.staff-member__save');
    await this.screen.sees(operator.name);
  }
}
