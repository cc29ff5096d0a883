import { demoPassword } from '@lakeside/server/src/demo/demo-world';
import { describe, expect, it } from 'vitest';
import { ChannelApp } from '../../src/channel-app';
import { MemberApp } from '../../src/member-app';
import { scanPicture } from '../../src/read-qr';
import type { Channel } from './shop';
import type { World } from './world';

export const money = { storedValueFen: 3_000_000, creditFen: 1_000_000 };

/** The channel app on a phone of its own, with the owner logged in. */
export async function ownerOf(world: World, channel: Channel): Promise<ChannelApp> {
  const app = new ChannelApp(await world.phone('channel', `owner-${channel.phone.slice(-4)}`));
  await app.logInByPassword(channel.phone, demoPassword);
  return app;
}

async function channelRow(world: World, phone: string) {
  const found = await world.shop.office.channel.listChannels({ query: { search: phone } });
  return found.items[0];
}

/** Who works with whom: invites, applications, members, staff. */
export function networkJourneys(world: World): void {
  describe('growing a network', () => {
    it('invites a level 2, who applies and works once the platform agrees [CH-009] [CH-016] [CH-017] [CH-018]', async () => {
      const store = await world.shop.newStore('巴城湖畔专卖店', money);
      const applicant = { name: '张浦湖鲜经销', contactName: '孙经理', phone: world.shop.newPhone() };
      const owner = await ownerOf(world, store);
      const newcomer = new ChannelApp(await world.phone('channel', 'newcomer'));

      const invite = await owner.inviteChild('二级', '0.70');
      await owner.shoot('invite');
      await newcomer.apply(invite, applicant);
      const applied = await channelRow(world, applicant.phone);
      expect(applied).toMatchObject({ status: 'pending', level: 2, rateBp: 7000 });
      await world.shop.approve(applied?.id ?? 0);
      await newcomer.logIn(applicant.phone);

      expect(await newcomer.driver.sees('.channel-tab-bar__tab--shipping')).toBe(false);
      expect(await newcomer.textOf('.workbench__parent')).toContain(store.name);
    });

    it('opens the application of the code that is scanned, also while the app is open [CH-016]', async () => {
      const store = await world.shop.newStore('巴城湖畔专卖店', money);
      const other = await world.shop.newStore('淀山湖畔专卖店', money);
      const path = '/features/identity/pages/apply';
      const first = await store.client.channel.createChannelInvite({ body: { childLevel: 2, rateBp: 7000 } });
      const second = await other.client.channel.createChannelInvite({
        body: { childLevel: 3, rateBp: 8000 },
      });
      const app = new ChannelApp(await world.phone('channel', 'scanning'));

      await app.open({ path, scene: first.token });
      await app.driver.waitFor('.apply__from', store.name);
      expect(await app.textOf('.apply__level')).toBe('二级经销商');
      await app.driver.openAgain({ path, scene: second.token });

      await app.driver.waitFor('.apply__from', other.name);
      expect(await app.textOf('.apply__level')).toBe('三级小商户');
    });

    it('hands out the code that makes customers its members [CH-019] [CH-020]', async () => {
      const store = await world.shop.newStore('巴城湖畔专卖店', money);
      const owner = await ownerOf(world, store);
      const customer = new MemberApp(await world.phone('member', 'customer'));
      const customerPhone = world.shop.newPhone();
      await owner.openMemberInvite();
      await owner.shoot('invite-member');

      const picture = await owner.driver.tapAndSave('.invite-member__save');
      await customer.registerByInvite(scanPicture(picture), customerPhone, store.name);

      const members = await store.client.channel.listMembers({ query: {} });
      expect(members.items).toMatchObject([{ phone: customerPhone }]);
      const { phone } = owner.driver;
      if (phone) {
        await phone.answerPermission('album', false);
        await owner.driver.tap('.invite-member__save');
        await owner.driver.answer('需要相册权限', true);
        await expect.poll(() => phone.openedSettings()).toBe(1);
      }
    });

    it('saves the code after all once the album is allowed in the settings [CH-019]', async () => {
      const store = await world.shop.newStore('巴城湖畔专卖店', money);
      const owner = await ownerOf(world, store);
      const { phone } = owner.driver;
      if (!phone) return;
      await owner.openMemberInvite();

      await phone.answerPermission('album', false);
      await owner.driver.tap('.invite-member__save');
      await owner.driver.waitFor('.mp-modal', '需要相册权限');
      await phone.answerPermission('album', true);
      await owner.driver.answer('需要相册权限', true);

      await owner.driver.waitForToast('已保存');
    });
  });

  describe('the staff of a shop', () => {
    it('sees what the owner has ticked and nothing else [CH-004] [CH-082] [CH-096]', async () => {
      const store = await world.shop.newStore('巴城湖畔专卖店', money);
      const owner = await ownerOf(world, store);
      const operator = { name: '小陈', phone: world.shop.newPhone(), module: 'shipment' };

      await owner.addOperator(operator);
      const app = new ChannelApp(await world.phone('channel', 'operator'));
      await app.logIn(operator.phone);

      expect(await app.driver.count('.workbench__to-ship')).toBe(1);
      expect(await app.driver.count('.workbench__to-receive')).toBe(0);
      const staff = await store.client.channel.listStaff({ query: {} });
      expect(staff.items).toMatchObject([{ name: '小陈', phone: operator.phone, modules: ['shipment'] }]);
    });
  });
}
