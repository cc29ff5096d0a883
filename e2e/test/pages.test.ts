import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminApp } from '../src/admin-app';
import { adminPaths, phonePages } from '../src/app-pages';
import { launchBrowser, officeScreen, phoneScreen, Screen } from '../src/browser';
import { ChannelApp } from '../src/channel-app';
import { checkPage } from '../src/check-page';
import { MemberApp } from '../src/member-app';
import type { PhoneApp } from '../src/phone-app';
import { SalesApp } from '../src/sales-app';
import { startLakeside, type RunningServer } from '../src/server';

/** The demo's people; the server's landing page lists them. */
const people = {
  store: '13900000001',
  cityPartner: '13900000003',
  dealer: '13900000011',
  merchant: '13900000021',
  operator: '13900000901',
  member: '13800000415',
  freshMember: '13800000901',
  salesperson: '13700000001',
};

/** What a page about one record is asked for, by the order in which the demo makes its records. */
const channelQueries: Record<string, string> = {
  '/features/card/pages/card': '?cardNo=882604150001',
  '/features/card/pages/cards-sent': '?kind=handover&id=3',
  '/features/card/pages/handover': '?id=3',
  '/features/card/pages/receive': '?id=2',
  '/features/card/pages/activation': '?id=4',
  '/features/network/pages/child': '?id=4',
  '/features/shipping/pages/shipment': '?id=1',
  '/features/shipping/pages/print-label': '?id=1',
};
const memberQueries: Record<string, string> = {
  '/features/catalog/pages/offer': '?kind=cardProduct&id=1',
  '/features/card/pages/redeemed': '?id=1',
  '/features/order/pages/order': '?id=1',
  '/features/order/pages/reschedule': '?id=2',
  '/features/account/pages/address': '?id=1',
};
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
  '/shipments/:id(\\\\d+)?': ['/shipments', '/shipments/1'],
  '/finance/documents/:id(\\\\d+)?': ['/finance/documents', '/finance/documents/1'],
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

async function visitAll(app: PhoneApp, home: string, pages: readonly string[]): Promise<void> {
  for (const page of pages) {
    await app.open(`${server.url}${home}#${page}`);
    await checkPage(app.screen, titleOf(page));
  }
}

const titleOf = (page: string) =>
  page
    .replace(/\?.*$/, '')
    .replace(/\/(?:features|pages|tabs)(?=\/)/g, '')
    .replace(/[^\w]+/g, '-')
    .replace(/^-|-$/g, '') || 'home';

const withQueries = (pages: readonly string[], queries: Record<string, string>) =>
  pages.map((page) => page + (queries[page] ?? ''));

describe.concurrent('every page of the channel app', () => {
  const pages = withQueries(phonePages('miniapp-channel'), channelQueries);
  const isPublic = (page: string) => page.includes('/identity/');
  // Papers and stock that only a store has.
  const ofEverybody = pages.filter(
    (page) => !page.includes('?') && !page.includes('/shipping') && !isPublic(page),
  );

  it('is whole before the login', async () => {
    const app = new ChannelApp(await screenOf('channel-guest'), server.url);
    await visitAll(app, '/channel/', pages.filter(isPublic));
  });

  it('is whole for a store', async () => {
    const app = new ChannelApp(await screenOf('channel-store'), server.url);
    await app.logIn(people.store);
    await visitAll(
      app,
      '/channel/',
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
    const app = new ChannelApp(await screenOf(`channel-${who}`), server.url);
    await app.logIn(people[who]);
    await visitAll(app, '/channel/', own);
  });

  it('is whole for an operator who may only ship', async () => {
    const owner = new ChannelApp(await screenOf('channel-owner'), server.url);
    await owner.logIn(people.store);
    await owner.addOperator({ name: '小陈', phone: people.operator, module: 'shipment' });
    const app = new ChannelApp(await screenOf('channel-operator'), server.url);
    await app.logIn(people.operator);
    const own = pages.filter((page) =>
      /workbench|mine|shipping|invite-member|members|channel-info/.test(page),
    );
    await visitAll(app, '/channel/', own);
  });
});

describe.concurrent('every page of the member app', () => {
  const pages = phonePages('miniapp-member');
  const tabs = pages.filter((page) => page.startsWith('/tabs/'));

  it('is whole for a guest', async () => {
    const app = new MemberApp(await screenOf('member-guest'), server.url);
    await visitAll(app, '/member/', [...tabs, ...pages.filter((page) => page.endsWith('/login'))]);
  });

  it('is whole for a member with cards and orders', async () => {
    const app = new MemberApp(await screenOf('member'), server.url);
    await app.logIn(people.member);
    await visitAll(
      app,
      '/member/',
      withQueries(
        pages.filter((page) => !page.endsWith('/login') && !page.endsWith('/redeem')),
        memberQueries,
      ),
    );
    await app.openRedemption();
    await checkPage(app.screen, 'card-redeem');
  });

  it('is whole for a member with nothing', async () => {
    const app = new MemberApp(await screenOf('member-fresh'), server.url);
    await app.logIn(people.freshMember);
    const own = pages.filter((page) => !(page in memberQueries) && !/\/(login|redeem)$/.test(page));
    await visitAll(app, '/member/', [...own, '/features/account/pages/address']);
  });
});

describe.concurrent('every page of the sales app', () => {
  const pages = phonePages('app-sales');

  it('is whole for a guest and a salesperson', async () => {
    const guest = new SalesApp(await screenOf('sales-guest'), server.url);
    await visitAll(
      guest,
      '/sales/',
      pages.filter((page) => page.startsWith('/tabs/') || page.endsWith('/login')),
    );
    const app = new SalesApp(await screenOf('sales'), server.url);
    await app.logIn(people.salesperson);
    const own = pages.filter((page) => !page.endsWith('/login'));
    await visitAll(app, '/sales/', withQueries(own, { '/features/customer/pages/customer': '?id=1' }));
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
