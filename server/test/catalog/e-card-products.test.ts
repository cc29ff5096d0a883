import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import { catalogMemberContract } from '@lakeside/shared/catalog/catalog.member.contract';
import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { ECardStockService } from '../../src/modules/catalog/e-card-stock.service';
import { CardProduct } from '../../src/modules/catalog/entities/card-product.entity';
import { someGoods } from '../builders/goods.builder';
import { aMemberWithAddress } from '../builders/order.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

describeOnBothDatabases('e-card products', { modules }, (context) => {
  const token = tokenOf.admin;
  const anECard = (packageId: number, name: string) => ({
    name,
    packageId,
    retailPriceFen: 19_990,
    serviceSubsidyFen: 1500,
    detail: '线上购买，付款即到账',
    form: 'electronic' as const,
    stockTotal: 50,
  });

  it('is entered with category, retail price, subsidy, one fixed package and a stock of its own, and keeps its form [AD-229] [AD-230] [AD-231] [AD-232] [AD-235] [AD-236] [AD-237] [AD-239] [AD-240] [AD-241]', async () => {
    const { app } = context;
    const { packageId } = await someGoods(app);
    const category = await app.call(catalogAdminContract.createCategory, {
      token,
      input: { body: { kind: 'eCard', name: '中秋电子卡' } },
    });
    const body = { ...anECard(packageId, '电子卡甲'), categoryId: category.body.id };

    const created = await app.call(catalogAdminContract.createCardProduct, { token, input: { body } });
    const params = { id: created.body.id };
    const edited = await app.call(catalogAdminContract.updateCardProduct, {
      token,
      input: { params, body: { ...body, stockTotal: 80 } },
    });
    const printed = await app.call(catalogAdminContract.updateCardProduct, {
      token,
      input: { params, body: { ...body, form: 'physical', categoryId: null } },
    });
    const uncounted = await app.call(catalogAdminContract.createCardProduct, {
      token,
      input: { body: { ...body, name: '电子卡乙', stockTotal: null } },
    });
    const wrongCategory = await app.call(catalogAdminContract.createCardProduct, {
      token,
      input: { body: { ...body, name: '实体卡丙', form: 'physical', stockTotal: null } },
    });
    const listed = await app.call(catalogAdminContract.listCardProducts, {
      token,
      input: { query: { form: 'electronic', search: '电子卡甲' } },
    });

    expect(created.body).toMatchObject({
      form: 'electronic',
      category: { name: '中秋电子卡' },
      retailPriceFen: 19_990,
      serviceSubsidyFen: 1500,
      stockTotal: 50,
      stockTaken: 0,
      package: { id: packageId },
    });
    expect(edited.body).toMatchObject({ stockTotal: 80 });
    expect(printed.error).toMatchObject({ code: 'CARD_FORM_FIXED' });
    expect(uncounted.error).toMatchObject({ code: 'CARD_STOCK_REQUIRED' });
    expect(wrongCategory.error).toMatchObject({ code: 'CATEGORY_NOT_FOUND' });
    expect(listed.body.items.map(({ id }) => id)).toEqual([created.body.id]);
  });

  it('is an offer of its own kind at the price of the member, and gone when taken off the shelf [MB-041] [MB-044] [MB-046] [AD-234] [AD-242]', async () => {
    const { app } = context;
    const { packageId, productId: physicalId } = await someGoods(app);
    const body = anECard(packageId, '电子卡丁');
    const { id } = (await app.call(catalogAdminContract.createCardProduct, { token, input: { body } })).body;
    const member = await aMemberWithAddress(app);
    const get = (kind: 'cardProduct' | 'eCard', offerId: number) =>
      app.call(catalogMemberContract.getOffer, {
        token: member.token,
        input: { params: { kind, id: offerId } },
      });

    const shelf = await app.call(catalogMemberContract.listOffers, {
      token: member.token,
      input: { query: { kind: 'eCard' } },
    });
    const offer = await get('eCard', id);
    const asPhysical = await get('cardProduct', id);
    const physicalAsElectronic = await get('eCard', physicalId);
    await app.call(catalogAdminContract.updateCardProduct, {
      token,
      input: { params: { id }, body: { ...body, status: 'offShelf' } },
    });
    const gone = await get('eCard', id);

    expect(shelf.body.items.map((item) => item.kind)).not.toContain('cardProduct');
    expect(shelf.body.items.map((item) => item.id)).toContain(id);
    expect(offer.body).toMatchObject({ kind: 'eCard', memberPriceFen: 19_990, stockLeft: 50 });
    for (const refused of [asPhysical, physicalAsElectronic, gone]) {
      expect(refused.error).toMatchObject({ code: 'CARD_PRODUCT_NOT_FOUND' });
    }
  });

  it('never keeps more cards than there are, however many ask at once [AD-239]', async () => {
    const { app } = context;
    const { productId } = await someGoods(app, { eCards: 10 });
    const stock = await app.get(ECardStockService);

    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        app.dataSource.transaction((tx) => stock.take(tx, { productId, quantity: 3 })),
      ),
    );
    await app.dataSource.transaction((tx) => stock.giveBack(tx, { productId, quantity: 2 }));

    const taken = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(taken).toHaveLength(3);
    const row = await app.dataSource.getRepository(CardProduct).findOneByOrFail({ id: productId });
    expect(row).toMatchObject({ stockTotal: 10, stockTaken: 7 });
  });

  it('has no printed numbers', async () => {
    const { app } = context;
    const { productId } = await someGoods(app, { eCards: 1 });

    const refused = await app.call(cardAdminContract.generateCards, {
      token,
      input: { body: { productId, firstCardNo: 'EE000001', count: 1 } },
    });

    expect(refused.error).toMatchObject({ code: 'PHYSICAL_CARD_ONLY' });
  });
});
