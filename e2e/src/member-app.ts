import type { Screen } from './browser';
import { PhoneApp } from './phone-app';

export interface ReceiverData {
  readonly name: string;
  readonly phone: string;
  /** Names on the three wheels of the region. */
  readonly region: readonly [province: string, city: string, district: string];
  readonly detail: string;
}

/** The members' app in the hands of one person. */
export class MemberApp extends PhoneApp {
  constructor(screen: Screen, serverUrl: string) {
    super(screen, `${serverUrl}/member/`);
  }

  /** Opens the link of an invite and logs in, which makes a new person a member under the inviter. */
  async registerByInvite(link: string, phone: string, inviter: string): Promise<void> {
    await this.open(link);
    await this.seen('.home-login, .lk-phone-login').first().waitFor();
    if (await this.seen('.home-login').isVisible()) await this.press('.home-login');
    await this.seen('.invite-notice', inviter).waitFor();
    await this.screen.shoot('invited');
    await this.typePhoneCode(phone);
    await this.seen('.home-kinds').waitFor();
  }

  async logIn(phone: string): Promise<void> {
    await this.open();
    await this.press('.home-login');
    await this.typePhoneCode(phone);
    await this.seen('.home-kinds').waitFor();
  }

  async openTab(name: '首页' | '提货卡' | '订单' | '我的'): Promise<void> {
    await this.press('.uni-tabbar__item', name);
  }

  async openBinding(): Promise<void> {
    await this.open();
    await this.press('.home-redeem-open');
    await this.seen('.bind-submit').waitFor();
  }

  async bindCard(card: { cardNo: string; secret: string }): Promise<void> {
    await this.fill('卡号', card.cardNo);
    await this.fill('卡密', card.secret);
    await this.press('.bind-submit');
  }

  async openCards(): Promise<void> {
    await this.open();
    await this.openTab('提货卡');
    await this.seen('.cards-bind').waitFor();
  }

  /** Opens the redemption of the first card that can be redeemed. */
  async openRedemption(): Promise<void> {
    await this.openCards();
    await this.press('.card-redeem');
    await this.seen('.redeem-submit').waitFor();
  }

  async addReceiver(receiver: ReceiverData): Promise<void> {
    await this.press('.redeem-address');
    // Somebody without an address is asked for the first one at once.
    await this.seen('.address-fields, .address-sheet-add').first().waitFor();
    if (await this.seen('.address-sheet-add').isVisible()) await this.press('.address-sheet-add');
    await this.fill('收件人', receiver.name);
    await this.fill('手机号', receiver.phone);
    await this.chooseRegion(receiver.region);
    await this.fill('详细地址', receiver.detail);
    await this.screen.shoot('new-address');
    await this.press('.address-sheet-save');
    await this.seen('.redeem-address', receiver.detail).waitFor();
  }

  private async chooseRegion(names: ReceiverData['region']): Promise<void> {
    await this.press('.region-field');
    for (const [column, name] of names.entries()) {
      const wheel = this.page.locator('.uni-picker-toggle .uni-picker-view-group').nth(column);
      const item = wheel.locator('.uni-picker-item', { hasText: name });
      // A wheel gets its names when the one before it has come to rest.
      await item.waitFor({ state: 'attached' });
      const rows = await wheel.locator('.uni-picker-item').allInnerTexts();
      await wheel.hover();
      for (let turn = 0; turn < rows.indexOf(name); turn += 1) await this.page.mouse.wheel(0, 40);
      const marks = [
        await item.elementHandle(),
        await wheel.locator('.uni-picker-view-indicator').elementHandle(),
      ];
      await this.page.waitForFunction(([row, window]) => {
        const distance = (row?.getBoundingClientRect().top ?? 0) - (window?.getBoundingClientRect().top ?? 0);
        return Math.abs(distance) < 2;
      }, marks);
    }
    await this.page.locator('.uni-picker-toggle .uni-picker-action-confirm').click();
    await this.seen('.region-field', names.join(' ')).waitFor();
  }

  /** Takes the first day that still has room; the calendar opens at the first month that has one. */
  async chooseFreeDay(): Promise<void> {
    const calendar = this.seen('.lk-calendar');
    await calendar.locator('.lk-calendar__day--open, .lk-calendar__day--few').first().click();
    await calendar.locator('.lk-calendar__day--on').waitFor();
  }

  async redeem(remark: string): Promise<void> {
    await this.fill('.redeem-remark', remark);
    await this.screen.shoot('redeem');
    await this.press('.redeem-submit');
    await this.agree(/提货|送达/);
    await this.seen('.redeemed-head').waitFor();
  }

  /** Opens the latest order, of all or of those in a state. */
  async openOrder(status?: string): Promise<void> {
    await this.open();
    await this.openTab('订单');
    await this.press('.order-row', status);
    await this.seen('.order-head').waitFor();
  }

  async track(): Promise<void> {
    await this.press('.order-track');
    await this.seen('.lk-sheet__title', '物流').waitFor();
  }

  async closeSheet(): Promise<void> {
    await this.press('.lk-sheet--open .lk-sheet__close');
  }

  async confirmReceipt(): Promise<void> {
    await this.press('.order-confirm');
    await this.agree(/收/);
    await this.seen('.order-confirm').waitFor({ state: 'hidden' });
  }
}
