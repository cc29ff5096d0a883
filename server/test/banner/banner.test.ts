import {
  bannerAdminContract,
  type BannerInput,
  bannerPublicContract,
} from '@lakeside/shared/banner/banner.contract';
import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import { offerAdminContract } from '@lakeside/shared/catalog/offer.admin.contract';
import { addDays, toDay } from '@lakeside/shared/kernel/date';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { anAdmin, fixedSessions } from '../builders/fixed-sessions';
import { someGoods } from '../builders/goods.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const banner = (input: Partial<BannerInput>): BannerInput => ({
  title: '九月开湖',
  pictureUrl: '/media/a.png',
  sortOrder: 0,
  startsOn: null,
  endsOn: null,
  isOn: true,
  landing: { kind: 'none' },
  ...input,
});

const adminToken = 'admin';
const modules = [...serverModules, fixedSessions({ [adminToken]: anAdmin() })];

describeOnBothDatabases('banners', { modules }, (context) => {
  const create = (app: TestApp, input: Partial<BannerInput>) =>
    app.call(bannerAdminContract.createBanner, { token: adminToken, input: { body: banner(input) } });
  const shown = async (app: TestApp) => (await app.call(bannerPublicContract.listShownBanners, {})).body;
  const pageOf = (app: TestApp, id: number) =>
    app.call(bannerPublicContract.getBannerPage, { input: { params: { id } } });

  it('are shown in their order, while they are on and within their days [MB-007]', async () => {
    const { app } = context;
    const today = toDay(app.clock.now());
    await create(app, { title: '第二', sortOrder: 2 });
    await create(app, { title: '第一', sortOrder: 1, startsOn: today, endsOn: today });
    await create(app, { title: '明天', startsOn: addDays(today, 1) });
    await create(app, { title: '昨天', endsOn: addDays(today, -1) });
    const off = await create(app, { title: '关着', isOn: false });
    const wrong = await create(app, { startsOn: today, endsOn: addDays(today, -1) });

    const titles = (await shown(app)).map(({ title }) => title);
    const input = { params: { id: off.body.id }, body: banner({ title: '打开', sortOrder: 9 }) };
    await app.call(bannerAdminContract.updateBanner, { token: adminToken, input });
    const later = (await shown(app)).map(({ title }) => title);
    const { body: all } = await app.call(bannerAdminContract.listBanners, { token: adminToken });
    for (const { id } of all) {
      await app.call(bannerAdminContract.deleteBanner, { token: adminToken, input: { params: { id } } });
    }

    expect(titles).toEqual(['第一', '第二']);
    expect(later).toEqual(['第一', '第二', '打开']);
    expect(wrong.status).toBe(422);
    expect(await shown(app)).toEqual([]);
  });

  it('lead to offers, categories and own pages, and nowhere when that is gone [MB-007]', async () => {
    const { app } = context;
    const { packageId } = await someGoods(app);
    const { body: category } = await app.call(catalogAdminContract.createCategory, {
      token: adminToken,
      input: { body: { kind: 'package', name: '开湖' } },
    });
    const offer = { kind: 'package', id: packageId } as const;
    await create(app, { landing: { kind: 'offer', offer }, sortOrder: 1 });
    await create(app, { landing: { kind: 'category', categoryId: category.id }, sortOrder: 2 });
    const detail = '<h2>开湖</h2><script>alert(1)</script><p onclick="x">九月</p>';
    const page = await create(app, { landing: { kind: 'page', detail }, sortOrder: 3 });
    const unknown = await create(app, { landing: { kind: 'category', categoryId: 99_999 } });
    const landings = async () => (await shown(app)).map(({ landing }) => landing);

    const before = await landings();
    await app.call(offerAdminContract.setOfferShelf, {
      token: adminToken,
      input: { params: offer, body: { status: 'offShelf' } },
    });
    await app.call(catalogAdminContract.deleteCategory, {
      token: adminToken,
      input: { params: { id: category.id } },
    });
    const after = await landings();

    expect(before).toEqual([
      { kind: 'offer', offer },
      { kind: 'category', category: { kind: 'package', id: category.id } },
      { kind: 'page' },
    ]);
    expect(after.map(({ kind }) => kind)).toEqual(['none', 'none', 'page']);
    expect((await pageOf(app, page.body.id)).body.detail).toBe('<h2>开湖</h2><p>九月</p>');
    expect((await pageOf(app, 99_999)).error.code).toBe('BANNER_NOT_FOUND');
    expect(unknown.error.code).toBe('BANNER_TARGET_MISSING');
  });
});
