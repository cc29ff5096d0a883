import { channelSelfContract } from '@lakeside/shared/channel/channel.contract';
import { memberSelfContract } from '@lakeside/shared/member/member.contract';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { anAdmin } from '../builders/admin.builder';
import { anL1 } from '../builders/channel.builder';
import { aMember } from '../builders/member.builder';
import { demoMiniPrograms } from '../doubles/wechat/wechat.double';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const canScan = existsSync('/usr/bin/zbarimg');

/** What a phone reads from the picture. */
function scan(picture: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'lakeside-scan-'));
  const file = join(folder, 'code.png');
  writeFileSync(file, picture);
  const text = execFileSync('/usr/bin/zbarimg', ['--raw', '-q', file]).toString().trim();
  rmSync(folder, { recursive: true });
  return text;
}

/** The picture as the app's image element loads it: without a login. */
async function load(app: TestApp, pictureUrl: string) {
  const { pathname } = new URL(pictureUrl);
  const response = await fetch(`${app.url}${pathname}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('content-type'), bytes };
}

const memberInvite = async (app: TestApp) => {
  const { token } = await aMember(app);
  return (await app.call(memberSelfContract.getInvite, { token })).body;
};

describeOnBothDatabases('the picture of an invite', { withDoubles: true }, (context) => {
  it.runIf(canScan)(
    'is a mini program code that opens the page with the token as scene [MB-059, CH-016]',
    async () => {
      const { app } = context;
      const own = await memberInvite(app);
      const l1 = await anL1(app, (await anAdmin(app)).token);
      const offer = await app.call(channelSelfContract.createChannelInvite, {
        token: l1.token,
        input: { body: { childLevel: 2, rateBp: 7000 } },
      });

      const opened = [];
      for (const invite of [own, offer.body]) {
        const picture = await load(app, invite.pictureUrl);
        expect([picture.status, picture.type]).toEqual([200, 'image/png']);
        const { searchParams } = new URL(scan(picture.bytes));
        opened.push(Object.fromEntries(searchParams));
      }

      const [member, channel] = [demoMiniPrograms.member.appId, demoMiniPrograms.channel.appId];
      expect(opened).toEqual([
        { appid: member, page: 'tabs/home', scene: own.token },
        { appid: channel, page: 'features/identity/pages/apply', scene: offer.body.token },
      ]);
    },
  );

  it('is asked from WeChat once, then kept', async () => {
    const { app } = context;
    const { pictureUrl } = await memberInvite(app);
    const asked = () =>
      app.doubles.received('wechat').filter(({ path }) => path === '/wxa/getwxacodeunlimit').length;
    const before = asked();

    const first = await load(app, pictureUrl);
    const second = await load(app, pictureUrl);

    expect(asked() - before).toBe(1);
    expect(second.bytes.equals(first.bytes)).toBe(true);
  });

  it.runIf(canScan)('is a QR code of the web page while WeChat does not answer', async () => {
    const { app } = context;
    const invite = await memberInvite(app);
    app.doubles.faults.set('wechat', [{ kind: 'serverError' }]);
    const picture = await load(app, invite.pictureUrl);
    app.doubles.faults.clear();

    expect(scan(picture.bytes)).toBe(invite.url);
    expect(new URL(scan((await load(app, invite.pictureUrl)).bytes)).searchParams.get('scene')).toBe(
      invite.token,
    );
  });

  it('is not found for a token nobody made', async () => {
    const { app } = context;

    const picture = await load(app, `${app.url}/api/public/invites/nobodyinvites/picture`);

    expect(picture.status).toBe(404);
  });
});
