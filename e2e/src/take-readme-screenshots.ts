import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { AdminApp } from './admin-app';
import { launchBrowser, officeScreen, phoneScreen, Screen } from './browser';
import { ChannelApp } from './channel-app';
import { H5Driver } from './drivers/h5-driver';
import { MemberApp } from './member-app';
import { SalesApp } from './sales-app';
import { startLakeside } from './server';

const folder = fileURLToPath(new URL('../../docs/screenshots', import.meta.url));
const open = (browser: Browser, kind = phoneScreen) => Screen.open(browser, 'readme', { ...kind, scale: 1 });
const save = (screen: Screen, name: string) => screen.save(join(folder, `${name}.png`));

/** The member with two cards in hand. */
async function shootMember(browser: Browser, url: string): Promise<void> {
  const screen = await open(browser);
  const app = new MemberApp(new H5Driver(screen, `${url}/member/`));
  await app.logIn('13800000415');
  await app.openBinding();
  await app.bindCard({ cardNo: '882604159001', secret: 'HP7K2M9Q' });
  await app.driver.waitFor('.card-bound');
  await app.openRedemption();
  await app.chooseFreeDay();
  await save(screen, 'member-redeem');
  await app.openCards();
  await save(screen, 'member-cards');
}

/** The store with cards to pass on, an activation to pay and a parcel to send. */
async function shootChannel(browser: Browser, url: string): Promise<void> {
  const screen = await open(browser);
  const store = new ChannelApp(new H5Driver(screen, `${url}/channel/`));
  await store.logIn('13900000001');
  await save(screen, 'channel-workspace');
  await store.cards.prepareTransfer({ to: '昆山正仪经销', first: '882604150450', last: '882604150549' });
  await save(screen, 'channel-transfer');
  await store.cards.openActivation(/下属二级/, '昆山正仪经销');
  await save(screen, 'channel-activation');
  await store.shipping.openShipment();
  await save(screen, 'channel-shipment');
  await store.shipping.ship('SF1398221077451');
}

/** The parcel that the store has just sent, as the member sees it. */
async function shootOrder(browser: Browser, url: string): Promise<void> {
  const screen = await open(browser);
  const app = new MemberApp(new H5Driver(screen, `${url}/member/`));
  await app.logIn('13800000415');
  await app.openOrder('待收货');
  await save(screen, 'member-order');
}

async function shootSales(browser: Browser, url: string): Promise<void> {
  const screen = await open(browser);
  const app = new SalesApp(new H5Driver(screen, `${url}/sales/`));
  await app.logIn('13700000001');
  await app.openCustomers();
  await save(screen, 'sales-customers');
}

async function shootOffice(browser: Browser, url: string): Promise<void> {
  const app = new AdminApp(await open(browser, officeScreen), url);
  await app.logIn('admin', 'lakeside123');
  // Few rows keep the picture small.
  await app.open('/cards/search?cardNo=88260415900');
  await app.rowText('陈女士');
  await save(app.screen, 'admin-cards');
}

mkdirSync(folder, { recursive: true });
const server = await startLakeside();
const browser = await launchBrowser();
try {
  for (const shoot of [shootMember, shootChannel, shootOrder, shootSales, shootOffice])
    await shoot(browser, server.url);
} finally {
  await browser.close();
  await server.stop();
}
