import { ChannelCards } from './channel-cards';
import { ChannelMoney } from './channel-money';
import { ChannelShipping } from './channel-shipping';
import type { Driver, Entry } from './drivers/driver';
import { PhoneApp } from './phone-app';
import { scanPicture } from './read-qr';

export interface ApplicantData {
  readonly name: string;
  readonly contactName: string;
  readonly phone: string;
}

/** The app of channels in the hands of one owner or staff member. */
export class ChannelApp extends PhoneApp {
  readonly cards: ChannelCards;
  readonly shipping: ChannelShipping;
  readonly money: ChannelMoney;

  constructor(driver: Driver) {
    super(driver);
    const openWorkbench = () => this.openWorkbench();
    this.cards = new ChannelCards(driver, openWorkbench);
    this.shipping = new ChannelShipping(driver, openWorkbench);
    this.money = new ChannelMoney(driver, openWorkbench);
  }

  async logIn(phone: string): Promise<void> {
    await this.open();
    await this.typePhoneCode(phone);
    await this.driver.waitFor('.workbench__todo');
  }

  async logInByPassword(phone: string, password: string): Promise<void> {
    await this.open();
    await this.typePassword(phone, password);
    await this.driver.waitFor('.workbench__todo');
  }

  async openWorkbench(): Promise<void> {
    await this.open();
    await this.driver.waitFor('.workbench__todo');
  }

  openTab(tab: 'workbench' | 'cards' | 'shipping' | 'network' | 'mine'): Promise<void> {
    return this.driver.tap(`.channel-tab-bar__tab--${tab}`);
  }

  /** Opens the inbox from the line on the workbench that says how many messages wait. */
  async openInbox(unread: string): Promise<void> {
    await this.openWorkbench();
    await this.driver.waitFor('.workbench__messages', unread);
    await this.driver.tap('.workbench__messages');
    await this.driver.waitFor('.lk-inbox__line');
  }

  /** Makes the invite of a downline channel, as the invited gets it. */
  async inviteChild(level: '二级' | '三级', rate: string): Promise<Entry> {
    await this.openWorkbench();
    await this.openTab('network');
    await this.driver.tap('.network__invite-channel');
    await this.driver.tap('.invite-channel .lk-segment__option', level);
    await this.typeRate(rate);
    await this.driver.tap('.invite-channel__create');
    await this.driver.waitFor('.lk-poster');
    return this.takeInvite();
  }

  /** Types a rate over the proposed one, which is there a moment after the page has opened. */
  private async typeRate(rate: string): Promise<void> {
    await this.driver.waitFor('.rate-chooser__value', '折');
    await this.driver.type('.rate-chooser__field', rate);
    await this.driver.waitFor('.rate-chooser__value', `${Number(rate) * 10} 折`);
  }

  /** Makes the invite of a member, as whoever scans the saved picture gets it. */
  async inviteMember(): Promise<Entry> {
    await this.openMemberInvite();
    return scanPicture(await this.driver.tapAndSave('.invite-member__save'));
  }

  /** Opens the own code that customers scan to become members. */
  async openMemberInvite(): Promise<void> {
    await this.openWorkbench();
    if (await this.driver.sees('.workbench__invite', '邀请会员')) await this.driver.tap('.workbench__invite');
    else {
      await this.openTab('network');
      await this.driver.tap('.network__invite-member');
    }
    await this.driver.waitFor('.lk-poster');
  }

  /** A mini program hands itself over in a chat; where there is no chat, the address is copied. */
  private async takeInvite(): Promise<Entry> {
    if (await this.driver.sees('.invite-channel__share'))
      return this.driver.tapAndShare('.invite-channel__share');
    await this.driver.tap('.lk-button', '复制链接');
    await this.driver.waitForToast('已复制');
    return { link: await this.driver.copied() };
  }

  /** Applies through an invite; the application then waits for the back office. */
  async apply(invite: Entry, applicant: ApplicantData): Promise<void> {
    await this.open(invite);
    await this.fill('店铺名称', applicant.name);
    await this.fill('联系人', applicant.contactName);
    await this.fill('手机号', applicant.phone);
    await this.driver.tap('.lk-code-field__send');
    await this.driver.tap('.lk-code-field__demo');
    await this.shoot('apply');
    await this.driver.tap('.apply__submit');
    await this.driver.waitFor('.apply__headline', '申请已提交');
  }

  /** Gives somebody of the shop an account that may do one thing. */
  async addOperator(operator: { name: string; phone: string; module: string }): Promise<void> {
    await this.openWorkbench();
    await this.openTab('mine');
    await this.driver.tap('.lk-cell', /员工/);
    await this.driver.tap('.staff__add');
    await this.fill('姓名', operator.name);
    await this.fill('手机号', operator.phone);
    await this.driver.tap(`.staff-member__module--${operator.module}`);
    await this.driver.tap('.staff-member__save');
    await this.driver.waitFor('.staff__row', operator.name);
  }
}
