import { libraryAdminContract as contract } from '@lakeside/shared/media/library.contract';
import { mediaAdminContract } from '@lakeside/shared/media/media.contract';
import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import { expect, it } from 'vitest';
import { drawBanner } from '../../src/demo/draw-banner';
import { serverModules } from '../../src/modules';
import { anAdmin } from '../builders/admin.builder';
import { someGoods } from '../builders/goods.builder';
import { upload } from '../builders/upload.builder';
import { describeOnBothDatabases } from '../kit/test-app';

describeOnBothDatabases('the library of pictures', { modules: serverModules }, (context) => {
  let calls = 0;
  const uploaded = async (token: string, fileName = '蟹.png') => {
    const content = drawBanner('gold');
    const { body } = await upload(context.app, mediaAdminContract.uploadPicture, {
      token,
      fileName,
      content,
    });
    return body.url;
  };
  const add = (token: string, pictures: { url: string; name: string }[], groupName = '', key = '') =>
    context.app.call(contract.addPictures, {
      token,
      input: { body: { pictures, groupName } },
      idempotencyKey: key || `library-${(calls += 1)}`,
    });
  const list = async (token: string, query: { search?: string; groupName?: string; page?: number } = {}) =>
    (await context.app.call(contract.listPictures, { token, input: { query: { pageSize: 2, ...query } } }))
      .body;

  it('keeps uploaded pictures by name and group, to be picked for goods that are published [AD-357]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const urls = [await uploaded(token), await uploaded(token), await uploaded(token)];
    const [first = '', second = '', third = ''] = urls;

    const { body: added } = await add(token, [
      { url: first, name: '母蟹' },
      { url: second, name: '公蟹' },
    ]);
    await add(token, [{ url: third, name: '礼盒 100%' }], '包装');
    const { body: again } = await add(token, [{ url: first, name: '另一个名字' }]);

    expect(added).toMatchObject([
      { url: first, name: '母蟹', groupName: '', width: expect.any(Number), sizeBytes: expect.any(Number) },
      { url: second, name: '公蟹' },
    ]);
    expect(again).toMatchObject([{ name: '母蟹' }]);
    expect(await list(token)).toMatchObject({ total: 3, items: [{ url: third }, { url: second }] });
    expect((await list(token, { page: 2 })).items).toMatchObject([{ url: first }]);
    expect((await list(token, { search: '蟹' })).total).toBe(2);
    expect((await list(token, { search: '100%' })).total).toBe(1);
    expect((await list(token, { groupName: '包装' })).items).toMatchObject([{ url: third }]);
    expect((await app.call(contract.listGroups, { token })).body).toEqual(['包装']);

    const { skuIds } = await someGoods(app);
    const made = await app.call(catalogAdminContract.createPackage, {
      token,
      input: {
        body: {
          name: '图库礼盒',
          pictureUrls: [third, first],
          retailPriceFen: 10_000,
          settlementPriceFen: null,
          serviceSubsidyFen: 0,
          items: [{ skuId: skuIds[0] ?? 0, quantity: 1 }],
        },
      },
    });
    expect(made.body.pictureUrls).toEqual([third, first]);
  });

  it('lets a picture go while goods that show it keep it', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const url = await uploaded(token);
    const { body } = await add(token, [{ url, name: '要移出的' }]);
    const params = { id: body[0]?.id ?? 0 };

    const renamed = await app.call(contract.updatePicture, {
      token,
      input: { params, body: { name: '改了名🦀', groupName: '活动' } },
    });
    const removed = await app.call(contract.removePicture, { token, input: { params } });
    const twice = await app.call(contract.removePicture, { token, input: { params } });

    expect(renamed.body).toMatchObject({ name: '改了名🦀', groupName: '活动' });
    expect(removed.body).toEqual({ ok: true });
    expect(twice.error).toMatchObject({ code: 'LIBRARY_PICTURE_NOT_FOUND' });
    expect((await list(token, { groupName: '活动' })).total).toBe(0);
    expect((await fetch(`${app.url}${url}`)).status).toBe(200);
  });

  it('takes no address without a picture of ours, and nothing from whoever may only look', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const { token: viewer } = await anAdmin(app, ['catalog.view']);
    const url = await uploaded(token);

    const missing = await add(token, [{ url: `/media/${'x'.repeat(22)}.png`, name: '没有' }]);
    const foreign = await add(token, [{ url: 'https://a.example/x.png', name: '别人的' }]);
    const nameless = await add(token, [{ url, name: ' ' }]);
    const many = await add(
      token,
      Array.from({ length: 21 }, () => ({ url, name: '太多' })),
    );

    expect(missing.error).toMatchObject({ code: 'PICTURE_FILE_MISSING' });
    expect([foreign, nameless, many].map(({ status }) => status)).toEqual([422, 422, 422]);
    expect((await add(viewer, [{ url, name: '看看' }])).status).toBe(403);
    expect((await list(viewer)).total).toBeGreaterThan(0);
  });
});
