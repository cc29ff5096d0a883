import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AdminApp } from '../../src/admin-app';
import { launchBrowser, officeScreen, Screen } from '../../src/browser';
import { readSheet, writeCardSheet } from '../../src/card-sheet';
import { ChannelApp } from '../../src/channel-app';
import type { Driver } from '../../src/drivers/driver';
import { H5Driver } from '../../src/drivers/h5-driver';
import { MemberApp } from '../../src/member-app';
import { SalesApp } from '../../src/sales-app';
import { startLakeside, type RunningServer } from '../../src/server';
import { labelOf } from './label';
import type { Platform } from './world';

const salesperson = { name: '许销售', phone: '13700000801' };
const store = {
  name: '昆山巴城专卖店',
  contactName: '钱店长',
  phone: '13900000801',
  rate: '0.60',
  salesperson: salesperson.name,
  address: { province: '江苏省', city: '苏州市', district: '昆山市', detail: '湖滨北路 8 号' },
  latitude: '31.4486',
  longitude: '120.8722',
};
const dealer = { name: '张浦湖鲜经销', contactName: '孙经理', phone: '13900000802' };
const merchant = { name: '陆家小馆', contactName: '俞老板', phone: '13900000803' };
const member = { phone: '13800000801' };
const receiver = {
  name: '何女士',
  phone: '13800000802',
  region: ['江苏省', '苏州市', '昆山市'],
  detail: '前进中路 66 号 2 幢 301',
} as const;

const sku = { name: '湖蟹对装', spec: '3.5 两', unit: '只' };
const offer = { retailPrice: '500', settlementPrice: '260', serviceSubsidy: '20' };
const packageName = '团圆六只装';
const productName = '团圆六只提货卡';

/** The number of the nth card, beginning at 1. */
const cardNo = (nth: number) => `9901${String(nth).padStart(8, '0')}`;
const secret = (nth: number) => `LAKE${String(nth).padStart(4, '0')}`;
const waybillNo = 'SF1398221077451';

let server: RunningServer;
let browser: Browser;
let platform: Platform;
const phones: Driver[] = [];

/** The phone of somebody in the story. */
async function phoneOf(app: 'member' | 'channel', name: string): Promise<Driver> {
  const phone = await platform(browser, { app, who: `story-${name}`, serverUrl: server.url });
  phones.push(phone);
  return phone;
}

const channelOf = async (name: string) => new ChannelApp(await phoneOf('channel', name));

/** The story of one card through the four apps, those of members and channels on the given platform. */
export function storyOfACard(members: Platform): void {
  beforeAll(async () => {
    platform = members;
    server = await startLakeside();
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('plays a card from the printing press to the doorstep', async () => {
    const screen = await Screen.open(browser, 'story-office', officeScreen);
    const office = new AdminApp(screen, server.url);
    await office.logIn('admin', 'lakeside123');
    await office.screen.shoot('dashboard');
    await openStore(office);
    await sellSomethingNew(office);
    await importCards(office);
    await office.orderCards({ channelName: store.name, productName, first: cardNo(1), last: cardNo(20) });

    const l1 = await channelOf('l1');
    const l2 = await channelOf('l2');
    const l3 = await channelOf('l3');
    await l1.logIn(store.phone);
    await receiveFromPlatform(l1);
    await join(office, { inviter: l1, invitee: l2, level: '二级', rate: '0.70', applicant: dealer });
    await join(office, { inviter: l2, invitee: l3, level: '三级', rate: '0.80', applicant: merchant });
    await passCardsDown(l1, l2, l3);
    await activateForL3(office, l1, l2, l3);

    const buyer = new MemberApp(await phoneOf('member', 'member'));
    await bindAndRedeem(buyer, l3);
    await dispatch(office);
    await shipFromStore(l1);
    await receiveGoods(buyer);
    await lookBack(office, l1);

    expect(screen.faults).toEqual([]);
    for (const phone of phones) expect(await phone.problems()).toEqual([]);
  });
}

/** A store with ¥800 stored value and ¥500 credit, looked after by a salesperson. */
async function openStore(office: AdminApp): Promise<void> {
  await office.createSalesperson(salesperson);
  await office.createStore(store);
  await office.book('top-up', store.name, '800');
  await office.book('grant', store.name, '500');
  await office.open('/finance/documents');
  expect(await office.rowText(store.name)).toContain('500.00');
  await office.screen.shoot('finance');
}

async function sellSomethingNew(office: AdminApp): Promise<void> {
  await office.createSku(sku);
  await office.createPackage({ ...offer, name: packageName, skuName: sku.name, quantity: 6 });
  await office.createCardProduct({ ...offer, name: productName, packageName });
  await office.putInStock({ storeName: store.name, skuName: sku.name, amount: 60 });
  await office.openDeliveryDays(packageName, 900, 30);
}

/** 20 cards, three of their rows wrong at first: a short secret, a short number and a number given twice. */
async function importCards(office: AdminApp): Promise<void> {
  const rows = Array.from({ length: 20 }, (_, index) => [cardNo(index + 1), secret(index + 1)] as const);
  const withFaults = rows.map((row, index) => (index === 6 ? ([row[0], 'ab'] as const) : row));
  withFaults[12] = ['12', secret(13)];
  withFaults.push([cardNo(1), secret(1)]);

  const first = await office.importCards(productName, '首批.xlsx', await writeCardSheet(withFaults));
  expect(first).toEqual({ total: '21', imported: '18', rejected: '3' });
  await office.screen.shoot('import-with-errors');

  const [titles = [], ...returned] = await readSheet(await office.takeErrorFile());
  expect(titles.slice(0, 3)).toEqual(['卡号', '卡密', '原因']);
  expect(returned.map((row) => row[0])).toEqual([cardNo(7), '12', cardNo(1)]);
  expect(returned.every((row) => (row[2] ?? '') !== '')).toBe(true);

  const corrected = [
    [cardNo(7), secret(7)],
    [cardNo(13), secret(13)],
  ] as const;
  const second = await office.importCards(productName, '更正.xlsx', await writeCardSheet(corrected));
  expect(second).toEqual({ total: '2', imported: '2', rejected: '0' });
}

async function receiveFromPlatform(l1: ChannelApp): Promise<void> {
  expect(await l1.textOf('.workbench__money')).toContain('储值余额¥800.00剩余额度¥500.00');
  expect(await l1.textOf('.workbench__to-receive')).toBe('1待确认收卡');
  await l1.shoot('workbench');
  await l1.cards.confirmReceipt();
  expect(await l1.factOf('实收')).toBe('20张');
}

async function join(
  office: AdminApp,
  step: {
    inviter: ChannelApp;
    invitee: ChannelApp;
    level: '二级' | '三级';
    rate: string;
    applicant: typeof dealer;
  },
): Promise<void> {
  const link = await step.inviter.inviteChild(step.level, step.rate);
  await step.inviter.shoot('invite-channel');
  await step.invitee.apply(link, step.applicant);
  await office.approve(step.applicant.name);
  await step.invitee.logIn(step.applicant.phone);
}

/** L1 → L2 twelve cards of which one is missing, L2 → L3 six. */
async function passCardsDown(l1: ChannelApp, l2: ChannelApp, l3: ChannelApp): Promise<void> {
  await l1.cards.prepareTransfer({ to: dealer.name, first: cardNo(1), last: cardNo(12) });
  expect(await l1.textOf('.selection-summary')).toContain('12张');
  expect(await l1.textOf('.selection-summary')).toContain('¥4,200.00');
  await l1.shoot('transfer');
  await l1.cards.submit();
  await l1.shoot('cards-sent');

  await l2.cards.confirmReceipt([cardNo(12).slice(-4)]);
  expect(await l2.factOf('实收')).toBe('11张');
  expect(await l2.factOf('少收（已退回发出方）')).toBe('1张');
  await l2.shoot('received-with-difference');

  await l2.cards.transferRange({ to: merchant.name, first: cardNo(1), last: cardNo(6) });
  await l3.cards.confirmReceipt();
  expect(await l3.factOf('实收')).toBe('6张');
}

/** Five cards: the L3 pays its L2 ¥2,000, the L2 its L1 ¥1,750, the platform takes ¥1,500 from the L1. */
async function activateForL3(
  office: AdminApp,
  l1: ChannelApp,
  l2: ChannelApp,
  l3: ChannelApp,
): Promise<void> {
  await l3.cards.requestActivation({ first: cardNo(1), last: cardNo(5) });
  await l2.cards.openActivation(null, merchant.name);
  expect(await l2.factOf('应收三级货款')).toBe('¥2,000.00');
  expect(await l2.factOf('应付一级货款')).toBe('¥1,750.00');
  await l2.shoot('activation');
  await l2.cards.forward();

  await l1.cards.openActivation(/下属二级/, merchant.name);
  expect(await l1.factOf('线下应收')).toBe('¥1,750.00');
  expect(await l1.factOf('应扣')).toBe('¥1,500.00');
  expect(await l1.textOf('.activation-quote__shortage')).toBe('余额不足，还差200.00元');
  expect(await l1.cards.canActivate()).toBe(false);
  await l1.shoot('activation-short');
  await l1.openWorkbench();
  expect(await l1.textOf('.workbench__money')).toContain('储值余额¥800.00剩余额度¥500.00');

  await office.book('top-up', store.name, '400');
  await l1.cards.openActivation(/下属二级/, merchant.name);
  expect(await l1.cards.canActivate()).toBe(true);
  await l1.shoot('activation-quote');
  await l1.cards.activate();
  await l1.shoot('activated');
  await l1.openWorkbench();
  expect(await l1.textOf('.workbench__money')).toMatch(/储值余额¥0.00剩余额度¥200.00.*欠款¥300.00/);
}

async function bindAndRedeem(buyer: MemberApp, l3: ChannelApp): Promise<void> {
  const link = await l3.inviteMember();
  await l3.shoot('invite-member');
  await buyer.registerByInvite(link, member.phone, merchant.name);
  await buyer.shoot('home');

  await buyer.openBinding();
  await buyer.bindCard({ cardNo: cardNo(2), secret: 'WRONG123' });
  await buyer.driver.waitFor('.bind-refusal', /卡号或卡密/);
  await buyer.shoot('wrong-secret');
  await buyer.bindCard({ cardNo: cardNo(2), secret: secret(2) });
  await buyer.driver.waitFor('.card-bound', '绑定成功');
  await buyer.shoot('bound');

  await buyer.openRedemption();
  await buyer.addReceiver(receiver);
  await buyer.chooseFreeDay();
  await buyer.redeem('放门卫');
  await buyer.shoot('redeemed');
}

async function dispatch(office: AdminApp): Promise<void> {
  await office.openDispatch(receiver.phone);
  expect(await office.candidateText('苏州平江专卖店')).toContain('缺货');
  expect(await office.candidateText(store.name)).toContain('货齐，可以发货');
  await office.dispatchTo(store.name);
}

async function shipFromStore(l1: ChannelApp): Promise<void> {
  await l1.shipping.openShipment();
  await l1.shoot('shipment');
  expect(await labelOf(l1)).toContain(receiver.name);
  await l1.shipping.ship(waybillNo);
  await l1.shoot('shipped');
}

async function receiveGoods(buyer: MemberApp): Promise<void> {
  await buyer.openOrder();
  expect(await buyer.textOf('.order-head')).toContain('待收货');
  await buyer.driver.waitFor('.parcel', waybillNo);
  await buyer.track();
  await buyer.shoot('track');
  await buyer.closeSheet();
  await buyer.shoot('order');
  await buyer.confirmReceipt();
  expect(await buyer.textOf('.order-head')).toContain('已完成');
}

/** The store has been paid once for goods and service; the life line and the salesperson's view agree. */
async function lookBack(office: AdminApp, l1: ChannelApp): Promise<void> {
  await expect
    .poll(
      async () => {
        await l1.openWorkbench();
        return l1.textOf('.workbench__money');
      },
      { timeout: 30_000, interval: 500 },
    )
    .toContain('储值余额¥280.00');
  const lines = await l1.money.storedValueLines();
  expect(lines.filter((line) => line.includes('260.00') && line.includes('+'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('+¥20.00'))).toHaveLength(1);
  await l1.shoot('statement');
  await l1.money.openSettlements();
  await l1.shoot('settlements');

  expect(await office.lifeLineOf(cardNo(2))).toEqual([
    '提货',
    '绑卡',
    '激活',
    '申请激活',
    '收卡',
    '流转，待收',
    '收卡',
    '流转，待收',
    '收卡',
    '平台发卡，待收',
    '入库',
  ]);
  await office.screen.shoot('life-line');

  const sales = new SalesApp(
    await H5Driver.start(browser, { app: 'sales', who: 'story-sales', serverUrl: server.url }),
  );
  await sales.logIn(salesperson.phone);
  await sales.shoot('today');
  await sales.openCustomers();
  await sales.shoot('customers');
  await sales.openCustomer(store.name);
  expect(await sales.textOf('.customer-funds')).toBe('储值余额¥280.00可用额度¥200.00');
  expect(await sales.factOf('额度欠款')).toBe('¥300.00');
  await sales.shoot('customer');
}
