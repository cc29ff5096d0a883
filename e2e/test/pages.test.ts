import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminApp } from '../src/admin-app';
import { adminPaths, phonePages } from '../src/app-pages';
import { launchBrowser, officeScreen, phoneScreen, Screen } from '../src/browser';
import { ChannelApp } from '../src/channel-app';
import { checkPage } from '../src/check-page';
import { channelQueries, memberQueries, people } from '../src/demo-records';
import { H5Driver } from '../src/drivers/h5-driver';
import { MemberApp } from '../src/member-app';
import { SalesApp } from '../src/sales-app';
import { startLakeside, type RunningServer } from '../src/server';

const adminPages: Record<string, string[]> = {
  '/channels/:id(\\\\d+)?': ['/channels', '/channels/1'],
  '/channel-applications/:id(\\\\d+)?': ['/channel-applications', '/channel-applications/6'],
  '/members/:id(\\\\d+)?': ['/members', '/members/1'],
  '/cards/search/:cardNo?': ['/cards/search', '/cards/search/882604150001'],
  '/cards/imports/:id(\\\\d+)?': ['/cards/imports', '/cards/imports/1'],
  '/cards/orders/:id(\\\\d+)?': ['/cards/orders', '/cards/orders/1'],
  '/cards/:kind(transfers|returns)/:id(\\\\d+)?': [
    '/cards/transfers',
    '/cards/transfers/3',
    '/cards/returns',
  ],
  '/cards/activations/:id(\\\\d+)?': ['/cards/activations', '/cards/activations/3'],
  '/orders/:id(\\\\d+)?': ['/orders', '/orders/1'],
  '/e-card-orders/:id(\\\\d+)?': ['/e-card-orders'],
  '/physical-card-orders/:id(\\\\d+)?': ['/physical-card-orders'],
  '/after-sales/:id(\\\\d+)?': ['/after-sales', '/after-sales/1'],
  '/store-orders/:id(\\\\d+)?': ['/store-orders', '/store-orders/1'],
  '/store-shipments/:id(\\\\d+)?': ['/store-shipments', '/store-shipments/1'],
  '/store-after-sales/:id(\\\\d+)?': ['/store-after-sales', '/store-after-sales/1'],
  '/shipments/:id(\\\\d+)?': ['/shipments', '/shipments/1'],
  '/reviews/:id(\\\\d+)?': ['/reviews', '/reviews/1'],
  '/finance/withdrawals/:id(\\\\d+)?': ['/finance/withdrawals'],
  '/finance/documents/:id(\\\\d+)?': ['/finance/documents', '/finance/documents/1'],
  '/finance/payments/:id(\\\\d+)?': ['/finance/payments'],
  '/finance/statements': ['/finance/statements?channelId=1'],
  '/print/labels': ['/print/labels?ids=1'],
  '/:rest(.*)*': ['/nowhere'],
};

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await startLakeside();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const screenOf = (name: string, kind = phoneScreen) => Screen.open(browser, `page-${name}`, kind);

type PhoneAppName = 'member' | 'channel' | 'sales';

const phoneOf = async (app: PhoneAppName, name: string) =>
  new H5Driver(await screenOf(name), `${server.url}/${app}/`);

async function visitAll(driver: H5Driver, pages: readonly string[]): Promise<void> {
  for (const page of pages) {
    await driver.open({ path: page });
    await checkPage(driver.screen, titleOf(page));
  }
}

const titleOf = (page: string) =>
  page
    .replace(/\?.*$/, '')
    .replace(/\/(?:features|pages|tabs)(?=\/)/g, '')
    .replace(/[^\w]+/g, '-')
    .replace(/^-|-$/g, '') || 'home';

const withQueries = (pages: readonly string[], queries: Readonly<Record<string, string>>) =>
  pages.map((page) => page + (queries[page] ?? ''));

describe.concurrent('every page of the channel app', () => {
  const pages = withQueries(phonePages('miniapp-channel'), channelQueries);
  const isPublic = (page: string) => page.includes('/identity/');
  // Papers, stock and orders of goods that only a store has.
  const ofEverybody = pages.filter(
    (page) => !page.includes('?') && !/shipping|\/goods\//.test(page) && !isPublic(page),
  );

  it('is whole before the login', async () => {
    const app = await phoneOf('channel', 'channel-guest');
    await visitAll(app, pages.filter(isPublic));
  });

  it('is whole for a store', async () => {
    const app = await phoneOf('channel', 'channel-store');
    await new ChannelApp(app).logIn(people.store);
    await visitAll(
      app,
      pages.filter((page) => !isPublic(page)),
    );
  });

  it.each([
    ['cityPartner', ofEverybody.filter((page) => !page.endsWith('/settlements'))],
    ['dealer', ofEverybody.filter((page) => !page.includes('/finance/'))],
    [
      'merchant',
      ofEverybody.filter((page) => !/finance|network\/pages\/invite-channel|tabs\/network/.test(page)),
    ],
  ] as const)('is whole for a %s', async (who, own) => {
    const app = await phoneOf('channel', `channel-${who}`);
    await new ChannelApp(app).logIn(people[who]);
    await visitAll(app, own);
  });

  it('is whole for an operator who may only ship', async () => {
    const owner = new ChannelApp(await phoneOf('channel', 'channel-owner'));
    await owner.logIn(people.store);
    await owner.addOperator({ name: '小陈', phone: people.operator, module: 'shipment' });
    const app = await phoneOf('channel', 'channel-operator');
    await new ChannelApp(app).logIn(people.operator);
    const own = pages.filter((page) =>
      /workbench|mine|shipping|invite-member|members|channel-info/.test(page),
    );
    await visitAll(app, own);
  });
});

describe.concurrent('every page of the member app', () => {
  // A guest's page, and pages about a card or a gift that the demo does not have.
  const ofOneRecord = /\/(login|redeem|give|sent-gift)$/;
  const pages = phonePages('miniapp-member');
  const tabs = pages.filter((page) => page.startsWith('/tabs/'));

  it('is whole for a guest', async () => {
    const app = await phoneOf('member', 'member-guest');
    await visitAll(app, [...tabs, ...pages.filter((page) => page.endsWith('/login'))]);
  });

  it('is whole for a member with cards and orders', async () => {
    const app = await phoneOf('member', 'member');
    await new MemberApp(app).logIn(people.member);
    await visitAll(
      app,
      withQueries(
        pages.filter((page) => !ofOneRecord.test(page)),
        memberQueries,
      ),
    );
    await new MemberApp(app).openRedemption();
    await checkPage(app.screen, 'card-redeem');
  });

  it('is whole for a member with nothing', async () => {
    const app = await phoneOf('member', 'member-fresh');
    await new MemberApp(app).logIn(people.freshMember);
    const own = pages.filter((page) => !(page in memberQueries) && !ofOneRecord.test(page));
    await visitAll(app, [...own, '/features/account/pages/address']);
  });
});

describe.concurrent('every page of the sales app', () => {
  const pages = phonePages('app-sales');

  it('is whole for a guest and a salesperson', async () => {
    const guest = await phoneOf('sales', 'sales-guest');
    await visitAll(
      guest,
      pages.filter((page) => page.startsWith('/tabs/') || page.endsWith('/login')),
    );
    const app = await phoneOf('sales', 'sales');
    await new SalesApp(app).logIn(people.salesperson);
    const own = pages.filter((page) => !page.endsWith('/login'));
    await visitAll(app, withQueries(own, { '/features/customer/pages/customer': '?id=1' }));
  });
});

describe.concurrent('every page of the back office', () => {
  it('is whole for a user with all permissions', async () => {
    const app = new AdminApp(await screenOf('admin', officeScreen), server.url);
    await app.logIn('admin', 'lakeside123');
    const paths = adminPaths().filter((path) => path !== '/login');
    expect(paths.length).toBeGreaterThan(25);
    for (const path of paths.flatMap((one) => adminPages[one] ?? [one])) {
      await app.open(path);
      await checkPage(app.screen, titleOf(path));
    }
  });

  it('is whole for a user of finance, who is told what is not allowed', async () => {
    const app = new AdminApp(await screenOf('admin-finance', officeScreen), server.url);
    await app.logIn('finance', 'lakeside123');
    for (const path of ['/', '/channels', '/finance/documents', '/orders']) {
      await app.open(path);
      await checkPage(app.screen, titleOf(path));
    }
    await app.screen.sees(/没有权限/);
  });
});
