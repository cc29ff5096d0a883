import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import { catalogMemberContract } from '@lakeside/shared/catalog/catalog.member.contract';
import { libraryAdminContract } from '@lakeside/shared/media/library.contract';
import { mediaAdminContract as contract } from '@lakeside/shared/media/media.contract';
import { maxVideoBytes } from '@lakeside/shared/media/video-url';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { drawBanner } from '../../src/demo/draw-banner';
import { serverModules } from '../../src/modules';
import { anAdmin } from '../builders/admin.builder';
import { someGoods } from '../builders/goods.builder';
import { aMember } from '../builders/member.builder';
import { upload } from '../builders/upload.builder';
import { aVideo } from '../builders/video.builder';
import { describeOnBothDatabases } from '../kit/test-app';

describeOnBothDatabases('videos of goods', { modules: serverModules }, (context) => {
  let calls = 0;
  const send = (token: string, content: Uint8Array = aVideo(), fileName = '捕蟹.mp4') =>
    upload(context.app, contract.uploadVideo, { token, fileName, content });
  const uploaded = async (token: string) => (await send(token)).body.url;
  const add = (token: string, pictures: { url: string; name: string }[], groupName = '') =>
    context.app.call(libraryAdminContract.addPictures, {
      token,
      input: { body: { pictures, groupName } },
      idempotencyKey: `video-library-${(calls += 1)}`,
    });
  const get = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${context.app.url}${url}`, { method, headers });

  it('stores an MP4 under a random name with an audit row and serves it whole or in the parts a player asks for [AD-358]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const content = aVideo({ contentBytes: 300_000 });

    const { url } = (await send(token, content, '../../蟹🦀.mov')).body;
    const part = async (range: string) => {
      const answer = await get(url, { range });
      const bytes = Buffer.from(await answer.arrayBuffer());
      return [answer.status, answer.headers.get('content-range'), bytes] as const;
    };
    const size = content.length;
    const whole = await get(url);
    const head = await get(url, {}, 'HEAD');
    const beyond = await get(url, { range: `bytes=${size}-` });
    const [row] = await app.dataSource.query(
      `SELECT targetId, targetLabel FROM audit_entry WHERE action = 'media.uploadVideo'`,
    );

    expect(url).toMatch(/^\/media\/\w{22}\.mp4$/);
    expect(row).toEqual({ targetId: url.replace('/media/', ''), targetLabel: '蟹🦀.mov' });
    expect([whole.status, whole.headers.get('content-type'), whole.headers.get('accept-ranges')]).toEqual([
      200,
      'video/mp4',
      'bytes',
    ]);
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(size)]);
    expect(await part('bytes=0-1')).toEqual([206, `bytes 0-1/${size}`, content.subarray(0, 2)]);
    expect(await part(`bytes=${size - 3}-`)).toEqual([
      206,
      `bytes ${size - 3}-${size - 1}/${size}`,
      content.subarray(-3),
    ]);
    expect(await part('bytes=-5')).toEqual([
      206,
      `bytes ${size - 5}-${size - 1}/${size}`,
      content.subarray(-5),
    ]);
    expect(await part(`bytes=100-${size * 2}`)).toEqual([
      206,
      `bytes 100-${size - 1}/${size}`,
      content.subarray(100),
    ]);
    for (const senseless of ['bytes=5-2', 'lines=1-2', 'bytes=-', 'bytes=0-1,5-6'])
      expect((await part(senseless))[0]).toBe(200);
    expect([beyond.status, beyond.headers.get('content-range'), await beyond.text()]).toEqual([
      416,
      `bytes */${size}`,
      '',
    ]);
    expect((await part('bytes=-0'))[0]).toBe(416);
  });

  it('refuses what only calls itself a video and what is too large, and keeps no file [AD-358]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    await uploaded(token);
    const stored = async () => (await readdir(join(app.dataDir, 'media'))).length;
    const before = await stored();

    const renamed = await send(token, Buffer.from('这只是一个文本文件'.repeat(20)));
    const picture = await send(token, drawBanner('gold'));
    const film = await send(token, aVideo({ brand: 'qt  ' }));
    const cutOff = await send(token, aVideo().subarray(0, -1));
    const large = await send(token, aVideo({ contentBytes: maxVideoBytes }));

    for (const answer of [renamed, picture, film, cutOff])
      expect([answer.status, answer.error.code, answer.error.message]).toEqual([
        415,
        'UNSUPPORTED_MEDIA_TYPE',
        '请选择完整的 MP4 视频',
      ]);
    expect([large.status, large.error.message]).toEqual([413, '视频不能超过 50 MB']);
    expect(await stored()).toBe(before);
    expect(await readdir(join(app.dataDir, 'tmp'))).toEqual([]);
  });

  it('keeps videos in the library by name and group beside the pictures [AD-358]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const { body: cover } = await upload(app, contract.uploadPicture, {
      token,
      fileName: '蟹.png',
      content: drawBanner('gold'),
    });
    const [first, second] = [await uploaded(token), await uploaded(token)];

    const { body: added } = await add(token, [
      { url: first, name: '开湖捕蟹' },
      { url: cover.url, name: '捕蟹封面' },
    ]);
    await add(token, [{ url: second, name: '包装' }], '视频组');
    const missing = await add(token, [{ url: `/media/${'x'.repeat(22)}.mp4`, name: '没有' }]);
    const list = async (query: { kind?: 'picture' | 'video'; search?: string; groupName?: string }) => {
      const { body } = await app.call(libraryAdminContract.listPictures, { token, input: { query } });
      return body.items.map(({ kind, url }) => [kind, url]);
    };

    expect(added[0]).toMatchObject({ kind: 'video', width: 0, height: 0, sizeBytes: aVideo().length });
    expect(missing.error).toMatchObject({ code: 'PICTURE_FILE_MISSING' });
    expect(await list({ kind: 'video' })).toEqual([
      ['video', second],
      ['video', first],
    ]);
    expect(await list({ kind: 'picture' })).toEqual([['picture', cover.url]]);
    expect(await list({ search: '捕蟹' })).toEqual([
      ['picture', cover.url],
      ['video', first],
    ]);
    expect(await list({ kind: 'video', groupName: '视频组' })).toEqual([['video', second]]);
  });

  it('is picked for goods of both tables, shown in the shop, and taken off again [AD-358]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const member = await aMember(app);
    const { skuIds } = await someGoods(app);
    const videoUrl = await uploaded(token);
    const base = { retailPriceFen: 100_00, settlementPriceFen: null, serviceSubsidyFen: 0 };
    const packageBody = {
      ...base,
      name: '视频礼盒',
      videoUrl,
      items: [{ skuId: skuIds[0] ?? 0, quantity: 1 }],
    };

    const { body: pack } = await app.call(catalogAdminContract.createPackage, {
      token,
      input: { body: packageBody },
    });
    const { body: card } = await app.call(catalogAdminContract.createCardProduct, {
      token,
      input: { body: { ...base, name: '视频卡', videoUrl, packageId: pack.id } },
    });
    const shown = async (kind: 'package' | 'cardProduct', id: number) => {
      const input = { params: { kind, id } };
      return (await app.call(catalogMemberContract.getOffer, { token: member.token, input })).body.videoUrl;
    };
    const foreign = await app.call(catalogAdminContract.createPackage, {
      token,
      input: { body: { ...packageBody, name: '别处的视频', videoUrl: 'https://a.example/x.mp4' } },
    });

    expect([pack.videoUrl, card.videoUrl]).toEqual([videoUrl, videoUrl]);
    expect([await shown('package', pack.id), await shown('cardProduct', card.id)]).toEqual([
      videoUrl,
      videoUrl,
    ]);
    expect(foreign.error).toMatchObject({ code: 'VALIDATION_FAILED' });

    const { body: changed } = await app.call(catalogAdminContract.updatePackage, {
      token,
      input: { params: { id: pack.id }, body: { ...packageBody, videoUrl: null } },
    });
    expect([changed.videoUrl, await shown('package', pack.id)]).toEqual([null, null]);
  });

  it('takes no video from members or from those who may only look [AD-358]', async () => {
    const { app } = context;
    const { token: viewer } = await anAdmin(app, ['catalog.view']);
    const member = await aMember(app);

    expect((await send(viewer)).status).toBe(403);
    expect((await send(member.token)).status).toBe(403);
    expect((await send('nobody')).status).toBe(401);
  });
});
