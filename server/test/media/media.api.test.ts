import { mediaAdminContract } from '@lakeside/shared/media/media.contract';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { anAdmin, fixedSessions } from '../builders/fixed-sessions';
import { upload } from '../builders/upload.builder';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [
  ...serverModules,
  fixedSessions({ editor: anAdmin(['catalog.edit']), clerk: anAdmin(['catalog.view'], 2) }),
];

const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  Buffer.from('0000028000000140', 'hex'),
  Buffer.alloc(100),
]);

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
});
