import type { Driver, Entry } from './drivers/driver';
import { MemberShop } from './member-shop';
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
  readonly shop: MemberShop;

  constructor(driver: Driver) {
    super(driver);
    this.shop = new MemberShop(driver);
  }

  /** Follows an invite and logs in, which makes a new person a member under the inviter. */
  async registerByInvite(invite: Entry, phone: string, inviter: string): Promise<void> {
    await this.open(invite);
    await this.acceptInvite(phone, inviter);
  }

  /** Registers on the login page that an invite has opened. */
  async acceptInvite(phone: string, inviter: string): Promise<void> {
    await this.driver.waitFor('.invite-notice', inviter);
    await this.shoot('invited');
    await this.typePhoneCode(phone);
    await this.driver.waitFor('.home-kinds');
  }

  /** Becomes a member, or logs in, on the login page that something else asked for. */
  async registerOnTheWay(phone: string): Promise<void> {
    await this.driver.waitFor('.login-foot');
    await this.typePhoneCode(phone);
  }

  async logIn(phone: string): Promise<void> {
    await this.open();
    await this.driver.tap('.home-login');
    await this.typePhoneCode(phone);
    await this.driver.waitFor('.home-kinds');
  }

  async logInByPassword(phone: string, password: string): Promise<void> {
    await this.open();
    await this.driver.tap('.home-login');
    await this.typePassword(phone, password);
    await this.driver.waitFor('.home-kinds');
  }

  openTab(name: '首页' | '提货卡' | '订单' | '我的'): Promise<void> {
    return this.driver.tapTab(name);
  }

  async openCart(): Promise<void> {
    await this.open();
    await this.openTab('我的');
    await this.driver.tap('.mine-cart');
    await this.driver.waitFor('.cart-row');
  }

  async openBinding(): Promise<void> {
    await this.open();
    await this.driver.tap('.home-redeem-open');
    await this.driver.waitFor('.bind-submit');
  }

  async bindCard(card: { cardNo: string; secret: string }): Promise<void> {
    await this.fill('卡号', card.cardNo);
    await this.submitSecret(card.secret);
  }

  /** Takes the number from the code printed on the card. */
  async bindScannedCard(card: { cardNo: string; secret: string }): Promise<void> {
    await this.driver.tapAndScan('.bind-scan', [card.cardNo]);
    await this.submitSecret(card.secret);
  }

  /** Binds on the page that the code of a printed card has opened. */
  async bindOpenedCard(secret: string): Promise<void> {
    await this.driver.waitFor('.bind-submit');
    await this.submitSecret(secret);
  }

  private async submitSecret(secret: string): Promise<void> {
    await this.fill('卡密', secret);
    await this.driver.tap('.bind-submit');
  }

  async openCards(): Promise<void> {
    await this.open();
    await this.openTab('提货卡');
    await this.driver.waitFor('.cards-bind');
  }

  /** Opens the redemption of the first card that can be redeemed. */
  async openRedemption(): Promise<void> {
    await this.openCards();
    await this.driver.tap('.card-redeem');
    await this.driver.waitFor('.redeem-submit');
  }

  async addReceiver(receiver: ReceiverData): Promise<void> {
    await this.driver.tap('.redeem-address');
    // Somebody without an address is asked for the first one at once.
    await this.driver.waitFor('.address-fields, .address-sheet-add');
    if (await this.driver.sees('.address-sheet-add')) await this.driver.tap('.address-sheet-add');
    await this.fill('收件人', receiver.name);
    await this.fill('手机号', receiver.phone);
    await this.driver.choose('.region-field', receiver.region);
    await this.driver.waitFor('.region-field', receiver.region.join(' '));
    await this.fill('详细地址', receiver.detail);
    await this.shoot('new-address');
    await this.driver.tap('.address-sheet-save');
    await this.driver.waitFor('.redeem-address', receiver.detail);
  }

  /** Takes the first day that still has room; the calendar opens at the first month that has one. */
  async chooseFreeDay(): Promise<void> {
    await this.driver.tap('.lk-calendar__day--open, .lk-calendar__day--few');
    await this.driver.waitFor('.lk-calendar__day--on');
  }

  async redeem(remark: string): Promise<void> {
    await this.driver.type('.redeem-remark', remark);
    await this.shoot('redeem');
    await this.driver.tap('.redeem-submit');
    await this.driver.answer(/提货|送达/, true);
    await this.driver.waitFor('.redeemed-head');
  }

  /** Opens the latest order, of all or of those in a state. */
  async openOrder(status?: string): Promise<void> {
    await this.open();
    await this.openTab('订单');
    await this.driver.tap('.order-row', status);
    await this.driver.waitFor('.order-head');
  }

  /** Opens the inbox from 我的, whose badge says how many messages wait. */
  async openInbox(unread: string): Promise<void> {
    await this.open();
    await this.openTab('我的');
    await this.driver.waitFor('.mine-messages .lk-cell__badge', unread);
    await this.shoot('mine');
    await this.driver.tap('.mine-messages');
    await this.driver.waitFor('.lk-inbox__line');
  }

  async track(): Promise<void> {
    await this.driver.tap('.order-track');
    await this.driver.waitFor('.lk-sheet__title', '物流');
  }

  /** Opens the form of after-sale from the order that is open. */
  async openAfterSaleForm(): Promise<void> {
    await this.driver.tap('.order-after-sale');
    await this.driver.waitFor('.after-sale-submit');
  }

  /** Asks for what the form shows, of this kind and for this reason, by their codes. */
  async applyForAfterSale(wish: { kind: string; reason: string; yuan?: string }): Promise<void> {
    await this.driver.tap(`.choice-${wish.kind}`);
    await this.driver.tap(`.choice-${wish.reason}`);
    if (wish.yuan !== undefined) await this.fill('退款金额（元）', wish.yuan);
    await this.shoot('after-sale-form');
    await this.driver.tap('.after-sale-submit');
  }

  /** Opens the list of own cases. */
  async openAfterSales(): Promise<void> {
    await this.open();
    await this.openTab('订单');
    await this.driver.tap('.lk-segment__option', '售后');
    await this.driver.waitFor('.after-sale-row');
  }

  /** Fills in by which parcel the goods come back. */
  async sendBack(waybillNo: string): Promise<void> {
    await this.driver.tap('.after-sale-return');
    await this.fill('物流单号', waybillNo);
    await this.shoot('after-sale-waybill');
    await this.driver.tap('.return-submit');
  }

  closeSheet(): Promise<void> {
    return this.driver.tap('.lk-sheet--open .lk-sheet__close');
  }

  async confirmReceipt(): Promise<void> {
    await this.driver.tap('.order-confirm');
    await this.driver.answer(/收/, true);
    await this.driver.waitGone('.order-confirm');
  }

  async openInvite(): Promise<void> {
    await this.open();
    await this.openTab('我的');
    await this.driver.tap('.mine-invite');
    await this.driver.waitFor('.lk-poster');
  }

  async openProfile(): Promise<void> {
    await this.open();
    await this.openTab('我的');
    await this.driver.tap('.mine-profile');
    await this.driver.waitFor('.profile-save');
  }

  async rename(nickname: string): Promise<void> {
    await this.openProfile();
    await this.saveProfile(nickname);
  }

  async saveProfile(nickname: string): Promise<void> {
    await this.fill('昵称', nickname);
    await this.shoot('profile');
    await this.driver.tap('.profile-save');
    await this.driver.waitFor('.mine-hero', nickname);
  }

  async logOut(): Promise<void> {
    await this.open();
    await this.openTab('我的');
    await this.driver.tap('.mine-settings');
    await this.driver.tap('.settings-log-out');
    await this.driver.answer('退出登录', true);
    await this.driver.waitFor('.home-login');
  }
}
