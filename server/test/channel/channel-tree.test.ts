import { channelAdminContract, channelSelfContract } from '@lakeside/shared/channel/channel.contract';
import { ledgerAdminContract } from '@lakeside/shared/ledger/ledger.contract';
import { expect, it } from 'vitest';
import { ChannelRow } from '../../src/modules/channel/entities/channel.entity';
import { LedgerService } from '../../src/modules/ledger/ledger.service';
import { anAdmin } from '../builders/admin.builder';
import { aChild, anL1, channelToken } from '../builders/channel.builder';
import { aPhone } from '../builders/sms.builder';
import { describeOnBothDatabases } from '../kit/test-app';

const address = { province: '浙江省', city: '湖州市', district: '吴兴区', detail: '太湖路 8 号' };
const location = { latitude: 30.8, longitude: 120.1 };

describeOnBothDatabases('a level-1 channel', {}, (context) => {
  const details = () => ({ name: '湖畔店', contactName: '张三', phone: aPhone(), rateBp: 6000 });

  it('is entered by the back office as 专卖店 or 城市合伙人, with its discount and its accounts [AD-015, AD-016, AD-021]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const create = (body: object) =>
      app.call(channelAdminContract.createL1, { token, input: { body: { ...details(), ...body } as never } });

    const store = await create({ l1Subtype: 'store', address, location });
    const partner = await create({ l1Subtype: 'cityPartner', rateBp: 6500 });

    expect(store.body).toMatchObject({ level: 1, l1Subtype: 'store', rateBp: 6000, status: 'active' });
    expect(store.body.l1.id).toBe(store.body.id);
    expect(partner.body).toMatchObject({ l1Subtype: 'cityPartner', rateBp: 6500, parent: null });
    const balances = await (await app.get(LedgerService)).balancesOf(partner.body.id);
    expect(balances).toMatchObject({ storedValueFen: 0, creditAvailableFen: 0 });
  });

  it('as 专卖店 needs address and location to be found for dispatch', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);

    const refused = await app.call(channelAdminContract.createL1, {
      token,
      input: { body: { ...details(), l1Subtype: 'store', address } },
    });

    expect(refused.error.code).toBe('STORE_LOCATION_REQUIRED');
  });

  it('has a phone nobody else logs in with, even when two are entered at once', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const body = { ...details(), l1Subtype: 'cityPartner' as const };

    const twins = await Promise.all(
      [1, 2].map(() => app.call(channelAdminContract.createL1, { token, input: { body } })),
    );

    expect(twins.map((twin) => twin.status).sort()).toEqual([200, 409]);
    expect(await app.dataSource.getRepository(ChannelRow).countBy({ phone: body.phone })).toBe(1);
  });

  it('is entered once however often the same request comes', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const input = { body: { ...details(), l1Subtype: 'cityPartner' as const } };

    const [first, second] = await Promise.all(
      [1, 2].map(() =>
        app.call(channelAdminContract.createL1, { token, input, idempotencyKey: `key-${input.body.phone}` }),
      ),
    );

    expect(second?.body).toEqual(first?.body);
  });

  it('has its data edited, and a new phone is the new login [AD-027, AD-019, AD-020]', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const l1 = await anL1(app, admin.token);
    const phone = aPhone();
    const body = { name: '新名字', contactName: '王五', phone, address, location };

    const edited = await app.call(channelAdminContract.updateChannel, {
      token: admin.token,
      input: { params: { id: l1.id }, body: { ...body, businessMode: 'distributor' } },
    });
    const asDealer = await app.call(channelAdminContract.updateChannel, {
      token: admin.token,
      input: { params: { id: l1.id }, body: { ...body, businessMode: 'dealer', l1Subtype: 'cityPartner' } },
    });

    expect(edited.body).toMatchObject({
      name: '新名字',
      phone,
      businessMode: 'distributor',
      l1Subtype: 'store',
    });
    expect(asDealer.body).toMatchObject({ businessMode: 'dealer', l1Subtype: 'cityPartner' });
    expect(await channelToken(app, phone)).not.toBe('');
  });

  it('goes by its new name on the papers of finance', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const l1 = await anL1(app, token);
    await app.call(channelAdminContract.updateChannel, {
      token,
      input: {
        params: { id: l1.id },
        body: { name: '改名店', contactName: '王五', phone: aPhone(), address, location },
      },
    });

    const paper = await app.call(ledgerAdminContract.topUp, {
      token,
      input: { body: { channelId: l1.id, amountFen: 100 } },
    });

    expect(paper.body.channel.name).toBe('改名店');
  });
});

describeOnBothDatabases('the workspace', {}, (context) => {
  it('shows only what level and subtype allow [CH-009, CH-010, CH-011, CH-012]', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const store = await anL1(app, admin.token);
    const partner = await anL1(app, admin.token, { l1Subtype: 'cityPartner' });
    const dealer = await aChild(
      app,
      { admin: admin.token, parent: store.token },
      { childLevel: 2, rateBp: 7000 },
    );
    const profile = async (token: string) => (await app.call(channelSelfContract.getProfile, { token })).body;

    const [storeProfile, partnerProfile, dealerProfile] = await Promise.all(
      [store, partner, dealer].map((login) => profile(login.token)),
    );

    expect(storeProfile?.modules).toEqual(['cards', 'activation', 'shipment', 'goods', 'finance', 'network']);
    expect(partnerProfile?.modules).not.toContain('shipment');
    expect(dealerProfile?.modules).toEqual(['cards', 'activation', 'network']);
    expect(dealerProfile?.channel.parent).toEqual({ id: store.id, name: store.name, level: 1 });
    expect(storeProfile?.channel.parent).toBeNull();
  });

  it('shows each level its own downline and level 3 none [CH-013, CH-014, CH-015, AD-034, AD-017, AD-018]', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const l1 = await anL1(app, admin.token);
    const stranger = await anL1(app, admin.token);
    const logins = { admin: admin.token, parent: l1.token };
    const dealer = await aChild(app, logins, { childLevel: 2, rateBp: 7000 });
    const direct = await aChild(app, logins, { childLevel: 3, rateBp: 8000 });
    const under = await aChild(
      app,
      { admin: admin.token, parent: dealer.token },
      { childLevel: 3, rateBp: 8000 },
    );
    const network = (token: string) => app.call(channelSelfContract.getNetwork, { token });

    const own = (await network(l1.token)).body;
    const ofDealer = (await network(dealer.token)).body;
    const ofMerchant = await network(direct.token);
    const inBackOffice = await app.call(channelAdminContract.getChannelTree, {
      token: admin.token,
      input: { params: { id: l1.id } },
    });

    const shape = (node: typeof own): object => ({
      id: node.id,
      level: node.level,
      children: node.children.map(shape),
    });
    const expected = {
      id: l1.id,
      level: 1,
      children: [
        { id: dealer.id, level: 2, children: [{ id: under.id, level: 3, children: [] }] },
        { id: direct.id, level: 3, children: [] },
      ],
    };
    expect(shape(own)).toEqual(expected);
    expect(shape(inBackOffice.body)).toEqual(expected);
    expect(ofDealer.children.map((child) => child.id)).toEqual([under.id]);
    expect(ofMerchant.status).toBe(403);
    const foreign = await app.call(channelSelfContract.getChild, {
      token: stranger.token,
      input: { params: { id: under.id } },
    });
    expect(foreign.error.code).toBe('CHANNEL_NOT_FOUND');
  });
});

describeOnBothDatabases('the list of channels', {}, (context) => {
  it('is searched by name and phone and narrowed by level and subtype [AD-024, AD-025, AD-026]', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const l1 = await anL1(app, admin.token);
    const partner = await anL1(app, admin.token, { l1Subtype: 'cityPartner' });
    const dealer = await aChild(
      app,
      { admin: admin.token, parent: l1.token },
      { childLevel: 2, rateBp: 7000 },
    );
    const list = async (query: object) => {
      const { body } = await app.call(channelAdminContract.listChannels, {
        token: admin.token,
        input: { query: { ...query } },
      });
      return body.items.map((item) => item.id);
    };

    expect(await list({ search: dealer.phone })).toEqual([dealer.id]);
    expect(await list({ search: partner.name })).toEqual([partner.id]);
    expect(await list({ level: 2 })).toEqual([dealer.id]);
    expect(await list({ l1Subtype: 'cityPartner' })).toEqual([partner.id]);
    expect(await list({ parentId: l1.id })).toEqual([dealer.id]);
    expect(await list({})).toEqual([dealer.id, partner.id, l1.id]);
  });

  it('opens to one with its data, its level, and a subtype on level 1 only [AD-031, AD-032, AD-033]', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const l1 = await anL1(app, admin.token);
    const dealer = await aChild(
      app,
      { admin: admin.token, parent: l1.token },
      { childLevel: 2, rateBp: 7000 },
    );
    const detail = async (id: number) =>
      (await app.call(channelAdminContract.getChannel, { token: admin.token, input: { params: { id } } }))
        .body;

    expect(await detail(l1.id)).toMatchObject({
      name: l1.name,
      phone: l1.phone,
      level: 1,
      l1Subtype: 'store',
      childCount: 1,
      memberCount: 0,
      address: { city: '苏州市' },
    });
    expect(await detail(dealer.id)).toMatchObject({
      level: 2,
      l1Subtype: null,
      rateBp: 7000,
      l1: { id: l1.id },
    });
    const refused = await app.call(channelAdminContract.updateChannel, {
      token: admin.token,
      input: {
        params: { id: dealer.id },
        body: { name: '甲', contactName: '乙', phone: dealer.phone, l1Subtype: 'store', address, location },
      },
    });
    expect(refused.error.code).toBe('SUBTYPE_ONLY_L1');
  });
});

describeOnBothDatabases('the level of a channel', {}, (context) => {
  it('changes with whatever stands below it, while the order holds [AD-029]', async () => {
    const { app } = context;
    const admin = await anAdmin(app);
    const l1 = await anL1(app, admin.token);
    const other = await anL1(app, admin.token);
    const dealer = await aChild(
      app,
      { admin: admin.token, parent: l1.token },
      { childLevel: 2, rateBp: 7000 },
    );
    const merchant = await aChild(
      app,
      { admin: admin.token, parent: dealer.token },
      { childLevel: 3, rateBp: 8000 },
    );
    const move = (id: number, body: { level: 1 | 2 | 3; parentId: number | null; rateBp: number }) =>
      app.call(channelAdminContract.changeLevel, {
        token: admin.token,
        input: { params: { id }, body: { ...body, l1Subtype: body.level === 1 ? 'cityPartner' : null } },
      });

    const belowChild = await move(dealer.id, { level: 3, parentId: l1.id, rateBp: 7000 });
    const belowItself = await move(l1.id, { level: 2, parentId: dealer.id, rateBp: 7000 });
    const moved = await move(dealer.id, { level: 2, parentId: other.id, rateBp: 7500 });
    const promoted = await move(dealer.id, { level: 1, parentId: null, rateBp: 6500 });

    expect(belowChild.error).toMatchObject({
      code: 'LEVEL_BREAKS_TREE',
      details: { channelNames: merchant.name },
    });
    expect(belowItself.status).toBeGreaterThanOrEqual(409);
    expect(moved.body).toMatchObject({ parent: { id: other.id }, l1: { id: other.id }, rateBp: 7500 });
    expect(promoted.body).toMatchObject({
      level: 1,
      parent: null,
      l1: { id: dealer.id },
      l1Subtype: 'cityPartner',
    });
    const below = await app.dataSource.getRepository(ChannelRow).findOneByOrFail({ id: merchant.id });
    expect(below).toMatchObject({ parentId: dealer.id, l1Id: dealer.id, level: 3 });
  });
});
