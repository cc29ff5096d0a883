import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import type { Screen } from './browser';
import { xlsxType } from './card-sheet';

export interface StoreData {
  readonly name: string;
  readonly contactName: string;
  readonly phone: string;
  readonly rate: string;
  readonly salesperson: string;
  readonly address: { province: string; city: string; district: string; detail: string };
  readonly latitude: string;
  readonly longitude: string;
}

export interface OfferData {
  readonly name: string;
  readonly retailPrice: string;
  readonly settlementPrice: string;
  readonly serviceSubsidy: string;
}

/** The back office on the screen of one of its users. */
export class AdminApp {
  constructor(
    readonly screen: Screen,
    private readonly serverUrl: string,
  ) {}

  private get page(): Page {
    return this.screen.page;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.serverUrl}/admin${path}`);
  }

  async logIn(userName: string, password: string): Promise<void> {
    await this.open('/login');
    await this.screen.shoot('login');
    await this.page.fill('input[name=userName]', userName);
    await this.page.fill('input[name=password]', password);
    await this.page.click('.login__submit');
    await this.page.waitForURL(`${this.serverUrl}/admin/`);
  }

  private dialog(): Locator {
    return this.page.locator('.el-dialog').filter({ visible: true });
  }

  private drawer(): Locator {
    return this.page.locator('.el-drawer').filter({ visible: true });
  }

  /** The part of a form under one label, with or without a remark in brackets behind it. */
  private item(label: string, form: Locator = this.dialog()): Locator {
    const name = this.page.locator('.el-form-item__label', {
      hasText: new RegExp(`^\\s*${escape(label)}\\s*(（|$)`),
    });
    return form.locator('.el-form-item').filter({ has: name });
  }

  private async fill(label: string, text: string, form?: Locator): Promise<void> {
    await this.item(label, form).locator('input, textarea').last().fill(text);
  }

  /** Chooses in a list that is searched while typing. */
  private async choose(select: Locator, name: string): Promise<void> {
    await select.click();
    await select.locator('input').fill(name);
    await this.page
      .locator('.el-select-dropdown__item', { hasText: name })
      .filter({ visible: true })
      .first()
      .click();
  }

  private async chooseIn(label: string, name: string, form?: Locator): Promise<void> {
    await this.choose(this.item(label, form).locator('.el-select'), name);
  }

  /** Province, city and district, found by typing the district. */
  private async chooseRegion(region: { province: string; city: string; district: string }): Promise<void> {
    await this.item('所在地区').locator('input').fill(region.district);
    await this.page
      .locator('.el-cascader__suggestion-item', {
        hasText: [region.province, region.city, region.district].join(' '),
      })
      .first()
      .click();
  }

  /** Sends the form of the dialog and waits until it has closed. */
  private async submit(): Promise<void> {
    const dialog = this.dialog();
    await dialog.locator('.form-dialog__submit').click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** The text of what is open over the list, without white space. */
  async drawerText(): Promise<string> {
    return (await this.drawer().innerText()).replace(/\s/g, '');
  }

  /** The text of the first row of a list that holds a name, without white space. */
  async rowText(name: string): Promise<string> {
    const row = this.page.locator('.el-table__row', { hasText: name }).first();
    return (await row.innerText()).replace(/\s/g, '');
  }

  async createSalesperson(person: { name: string; phone: string }): Promise<void> {
    await this.open('/salespeople');
    await this.page.getByRole('button', { name: '新建销售员' }).click();
    await this.fill('姓名', person.name);
    await this.fill('手机号', person.phone);
    await this.submit();
    await this.page.locator('.el-table__row', { hasText: person.name }).waitFor();
  }

  async createStore(store: StoreData): Promise<void> {
    await this.open('/channels');
    await this.page.click('.channel-create');
    await this.dialog().locator('.el-radio-button', { hasText: '专卖店' }).click();
    await this.fill('渠道名称', store.name);
    await this.fill('折扣', store.rate);
    await this.fill('联系人', store.contactName);
    await this.fill('手机号', store.phone);
    await this.chooseIn('归属销售员', store.salesperson);
    await this.chooseRegion(store.address);
    await this.fill('详细地址', store.address.detail);
    await this.fill('纬度', store.latitude);
    await this.fill('经度', store.longitude);
    await this.screen.shoot('new-store');
    await this.submit();
    await this.drawer().getByText(store.name).first().waitFor();
  }

  /** Books a top-up, a credit grant or a settlement of debt; the amount in yuan. */
  async book(kind: 'top-up' | 'grant' | 'settle', channelName: string, amount: string): Promise<void> {
    await this.open('/finance/documents');
    await this.page.click(`.finance-${kind}`);
    await this.chooseIn('一级渠道', channelName);
    await this.fill('金额', amount);
    await this.dialog().locator('.form-dialog__submit').click();
    await this.dialog().getByText('确认入账').waitFor();
    await this.screen.shoot(`finance-${kind}`);
    await this.submit();
  }

  async createSku(sku: { name: string; spec: string; unit: string }): Promise<void> {
    await this.open('/skus');
    await this.page.click('.sku-create');
    await this.fill('名称', sku.name);
    await this.fill('规格', sku.spec);
    await this.fill('单位', sku.unit);
    await this.submit();
  }

  private async fillOffer(offer: OfferData): Promise<void> {
    await this.fill('名称', offer.name);
    await this.fill('零售价', offer.retailPrice);
    await this.fill('商品结算价', offer.settlementPrice);
    await this.fill('服务补贴', offer.serviceSubsidy);
  }

  async createPackage(offer: OfferData & { skuName: string; quantity: number }): Promise<void> {
    await this.open('/packages');
    await this.page.click('.package-create');
    await this.fillOffer(offer);
    await this.choose(this.dialog().locator('.package-items__sku'), offer.skuName);
    await this.dialog().locator('.package-items__row .el-input-number input').fill(String(offer.quantity));
    await this.screen.shoot('new-package');
    await this.submit();
    await this.page.locator('.el-table__row', { hasText: offer.name }).first().waitFor();
  }

  async createCardProduct(offer: OfferData & { packageName: string }): Promise<void> {
    await this.open('/card-products');
    await this.page.click('.card-product-create');
    await this.fillOffer(offer);
    await this.chooseIn('可提的固定套餐', offer.packageName);
    await this.submit();
    await this.page.locator('.el-table__row', { hasText: offer.name }).first().waitFor();
  }

  async putInStock(stock: { storeName: string; skuName: string; amount: number }): Promise<void> {
    await this.open('/stock');
    await this.page.click('.stock-adjust');
    await this.dialog().locator('.el-radio', { hasText: '专卖店' }).click();
    await this.chooseIn('专卖店', stock.storeName);
    await this.chooseIn('单品', stock.skuName);
    await this.item('数量').locator('.el-input-number input').fill(String(stock.amount));
    await this.fill('原因', '到货入库');
    await this.submit();
    await this.page.locator('.el-table__row', { hasText: stock.skuName }).first().waitFor();
  }

  /** Sets what the season has of a package, and a quota for the workdays of next month. */
  async openDeliveryDays(packageName: string, supply: number, quota: number): Promise<void> {
    await this.open('/delivery-calendar');
    await this.choose(this.page.locator('.delivery-calendar__package'), packageName);
    const panel = this.page.locator('.quota-panel');
    await panel.locator('.quota-panel__line input').fill(String(supply));
    await panel.locator('.supply-save').click();
    await panel.locator('.quota-panel__totals', { hasText: supply.toLocaleString() }).waitFor();
    await this.page.getByRole('button', { name: '下个月' }).click();
    await panel.getByRole('button', { name: '工作日' }).click();
    await panel.locator('.el-form-item input').fill(String(quota));
    await panel.locator('.quota-save').click();
    await this.screen.sees(/已设置/);
    await this.screen.shoot('delivery-calendar');
  }

  /** Uploads a file of card numbers and waits for the counts of its rows. */
  async importCards(
    productName: string,
    fileName: string,
    file: Buffer,
  ): Promise<{ total: string; imported: string; rejected: string }> {
    await this.open('/cards/imports');
    await this.choose(this.page.locator('.import-upload__product'), productName);
    await this.page
      .locator('.import-upload__drop input[type=file]')
      .setInputFiles({ name: fileName, mimeType: xlsxType, buffer: file });
    await this.drawer().locator('.el-tag', { hasText: '完成' }).waitFor();
    const [total = '', imported = '', rejected = ''] = await this.drawer()
      .locator('.import-drawer__counts strong')
      .allInnerTexts();
    return { total, imported, rejected };
  }

  /** The file with the rows that were sent back. */
  async takeErrorFile(): Promise<Buffer> {
    const download = this.page.waitForEvent('download');
    await this.drawer().locator('.import-errors').click();
    return readFile(await (await download).path());
  }

  async orderCards(order: {
    channelName: string;
    productName: string;
    first: string;
    last: string;
  }): Promise<void> {
    await this.open('/cards/orders/new');
    const form = this.page.locator('.new-card-order form');
    await this.chooseIn('一级渠道', order.channelName, form);
    await this.chooseIn('提货卡', order.productName, form);
    await form.locator('.card-selection__from input').fill(order.first);
    await form.locator('.card-selection__to input').fill(order.last);
    await this.page.locator('.order-preview__count').waitFor();
    await this.screen.shoot('new-card-order');
    await form.locator('.card-order-submit').click();
    await this.drawer().getByText(order.channelName).first().waitFor();
  }

  /** Lets everybody see a review that waits for it, found by its words. */
  async approveReview(words: string): Promise<void> {
    await this.open('/reviews');
    await this.page.locator('.el-table__row', { hasText: words }).first().click();
    await this.drawer().locator('.review-show').waitFor();
    await this.screen.shoot('review');
    await this.page.click('.review-show');
    await this.screen.sees('已展示');
  }

  async approve(applicantName: string): Promise<void> {
    await this.open('/channel-applications');
    await this.page.locator('.el-table__row', { hasText: applicantName }).first().click();
    await this.drawer().locator('.channel-approve').waitFor();
    await this.screen.shoot('application');
    await this.page.click('.channel-approve');
    await this.screen.sees(/已通过/);
  }

  /** Opens the order of a receiver and the list of stores that could ship it. */
  async openDispatch(receiverPhone: string): Promise<void> {
    await this.open('/orders');
    await this.page.locator('.el-table__row', { hasText: receiverPhone }).first().click();
    await this.drawer().locator('.order-dispatch').click();
    await this.dialog().locator('.dispatch__store').first().waitFor();
  }

  /** What the list of stores says about one of them. */
  async candidateText(storeName: string): Promise<string> {
    return (await this.dialog().locator('.dispatch__store', { hasText: storeName }).innerText()).replace(
      /\s/g,
      '',
    );
  }

  async dispatchTo(storeName: string): Promise<void> {
    await this.dialog().locator('.dispatch__store', { hasText: storeName }).click();
    await this.screen.shoot('dispatch');
    await this.submit();
  }

  /** What happened to a card, the latest first. */
  async lifeLineOf(cardNo: string): Promise<string[]> {
    await this.open(`/cards/search/${cardNo}`);
    const line = this.drawer().locator('.card-drawer__movement strong');
    await line.first().waitFor();
    return line.allInnerTexts();
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
