import { mediaAdminContract, mediaMemberContract } from '@lakeside/shared/media/media.contract';
import { memberSelfContract } from '@lakeside/shared/member/member.contract';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { aMemberActor, anAdmin, fixedSessions } from '../builders/fixed-sessions';
import { upload } from '../builders/upload.builder';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [
  ...serverModules,
  fixedSessions({
    editor: anAdmin(['catalog.edit']),
    clerk: anAdmin(['catalog.view'], 2),
    eager: aMemberActor(1),
    other: aMemberActor(2),
  }),
];

const chunk = (type: string, data: Uint8Array) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, data, Buffer.alloc(4)]);
};
const pngOf = (size: string, ...extra: Buffer[]) =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.from(`${size}0806000000`, 'hex')),
    ...extra,
    chunk('IDAT', Buffer.alloc(100)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
const png = pngOf('0000028000000140');

describeOnBothDatabases('uploading a picture', { modules }, (context) => {
  const send = (fileName: string, content: Uint8Array, token = 'editor') =>
    upload(context.app, mediaAdminContract.uploadPicture, { token, fileName, content });

  it('stores it under a random name and serves it for good, as what its bytes are', async () => {
    const { app } = context;

    const first = await send('../../etc/蟹.html', png);
    const second = await send('same.png', png);
    const served = await fetch(`${app.url}${first.body.url}`);

    expect(first.body).toEqual({
      url: expect.stringMatching(/^\/media\/\w{22}\.png$/),
      width: 640,
      height: 320,
    });
    expect(second.body.url).not.toBe(first.body.url);
    expect(served.headers.get('content-type')).toBe('image/png');
    expect(served.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await served.arrayBuffer()).equals(png)).toBe(true);
  });

  it('refuses what is too large and what only calls itself a picture, keeping nothing', async () => {
    const { app } = context;
    const before = (await readdir(join(app.dataDir, 'media'))).length;

    const large = await send('large.png', Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]));
    const huge = await send('huge.png', Buffer.concat([png, Buffer.alloc(21 * 1024 * 1024)]));
    const disguised = await send('page.png', Buffer.from('<script>alert(1)</script>'.padEnd(64)));
    const drawing = await send(
      'drawing.svg',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'.padEnd(64)),
    );

    expect([large, huge].map((answer) => answer.error.code)).toEqual([
      'PAYLOAD_TOO_LARGE',
      'PAYLOAD_TOO_LARGE',
    ]);
    expect([disguised, drawing].map((answer) => answer.error.code)).toEqual([
      'UNSUPPORTED_MEDIA_TYPE',
      'UNSUPPORTED_MEDIA_TYPE',
    ]);
    expect((await readdir(join(app.dataDir, 'media'))).length).toBe(before);
  });

  it('lets only those who edit the catalog upload', async () => {
    expect((await send('a.png', png, 'clerk')).status).toBe(403);
  });

  it('drops what a camera wrote before anybody is served the picture', async () => {
    const { app } = context;
    const withPlace = pngOf('0000028000000140', chunk('eXIf', Buffer.from('N31.4,E120.7')));

    const { body } = await send('at-home.png', withPlace);
    const served = Buffer.from(await (await fetch(`${app.url}${body.url}`)).arrayBuffer());

    expect(served.equals(png)).toBe(true);
  });

  it('refuses a small file that would fill the memory of every phone', async () => {
    const bomb = await send('bomb.png', pngOf('0000c3500000c350'));

    expect(bomb.error.code).toBe('PICTURE_TOO_DETAILED');
  });
});

describeOnBothDatabases('a member uploading pictures', { modules }, (context) => {
  const send = (token: string, content: Uint8Array = png) =>
    upload(context.app, mediaMemberContract.uploadPicture, { token, fileName: '我.png', content });

  it('gets an address that the own profile takes, and leaves an audit row', async () => {
    const { app } = context;

    const { body } = await send('other');
    const [row] = await app.dataSource.query(
      `SELECT action, actorKind, targetId FROM audit_entry WHERE targetKind = 'picture'`,
    );

    expect(v.parse(memberSelfContract.updateProfile.body, { nickname: '我', avatarUrl: body.url })).toEqual({
      nickname: '我',
      avatarUrl: body.url,
    });
    expect(row).toEqual({
      action: 'media.uploadPicture',
      actorKind: 'member',
      targetId: body.url.replace('/media/', ''),
    });
  });

  it('stops at sixty a day, each member for itself', async () => {
    for (let count = 0; count < 60; count += 1) expect((await send('eager')).status).toBe(200);

    const refused = await send('eager');
    const otherMember = await send('other');

    expect(refused.error).toMatchObject({
      code: 'PICTURE_LIMIT_REACHED',
      message: '今天上传的图片太多了，请明天再上传',
    });
    expect(otherMember.status).toBe(200);
  });

  it('takes no address of somebody else for a picture', () => {
    for (const avatarUrl of ['https://example.com/a.png', '/media/../api/x.png', 'javascript:alert(1)'])
      expect(v.safeParse(memberSelfContract.updateProfile.body, { nickname: '我', avatarUrl }).success).toBe(
        false,
      );
  });
});
