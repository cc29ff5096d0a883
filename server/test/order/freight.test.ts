import { auditAdminContract } from '@lakeside/shared/audit/audit.contract';
import { freightAdminContract } from '@lakeside/shared/order/freight.contract';
import { purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { FreightTemplateRow } from '../../src/modules/order/entities/freight-template.entity';
import { OrderPurchaseRow } from '../../src/modules/order/entities/order-purchase.entity';
import { freeTemplate } from '../builders/freight.builder';
import { aMemberWithAddress } from '../builders/order.builder';
import { someShopGoods } from '../builders/purchase.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const tariff = { firstPieces: 1, firstFen: 1000, furtherPieces: 2, furtherFen: 500, freeFromFen: 50_000 };
const autumn = {
  ...freeTemplate,
  name: '秋季',
  elsewhere: { ...tariff, firstFen: 3000 },
  zones: [{ provinces: ['江苏省'], ...tariff }],
};

describeOnBothDatabases('freight templates', { modules }, (context) => {
  const token = tokenOf.admin;
  const list = async () =>
    (await context.app.call(freightAdminContract.listFreightTemplates, { token })).body;
  const create = (body: typeof autumn) =>
    context.app.call(freightAdminContract.createFreightTemplate, { token, input: { body } });
  const update = (id: number, body: typeof autumn) =>
    context.app.call(freightAdminContract.updateFreightTemplate, { token, input: { params: { id }, body } });
  const remove = (id: number) =>
    context.app.call(freightAdminContract.deleteFreightTemplate, { token, input: { params: { id } } });

  it('govern what an order costs, and an order keeps the freight it was made with [AD-352]', async () => {
    const { app } = context;
    const member = await aMemberWithAddress(app);
    const goods = await someShopGoods(app, { quantities: [1], retailPriceFen: 10_000 });
    const { body: template } = await create(autumn);
    const lines = (quantity: number) => [{ kind: 'package' as const, id: goods.packageId, quantity }];
    const quote = async (quantity: number, addressId: number | null = member.addressId) =>
      (
        await app.call(purchaseMemberContract.quotePurchase, {
          token: member.token,
          input: { body: { lines: lines(quantity), addressId } },
        })
      ).body;
    const place = (payableFen: number) =>
      app.call(purchaseMemberContract.placePurchase, {
        token: member.token,
        input: {
          body: {
            lines: lines(2).map((line) => ({ ...line, unitPriceFen: 10_000 })),
            addressId: member.addressId,
            payableFen,
          },
        },
      });

    expect((await quote(1)).freightFen).toBe(1000);
    expect(await quote(2)).toMatchObject({ goodsFen: 20_000, freightFen: 1500, payableFen: 21_500 });
    expect((await quote(4)).freightFen).toBe(2000);
    expect((await quote(5)).freightFen).toBe(0);
    expect((await quote(2, null)).freightFen).toBe(0);
    expect((await place(20_000)).error).toMatchObject({ code: 'PRICE_CHANGED' });
    const placed = await place(21_500);
    await update(template.id, { ...autumn, zones: [{ provinces: ['江苏省'], ...tariff, firstFen: 9900 }] });

    expect(placed.body).toMatchObject({ amountFen: 21_500, purchase: { freightFen: 1500 } });
    const row = await app.dataSource
      .getRepository(OrderPurchaseRow)
      .findOneByOrFail({ orderId: placed.body.id });
    expect(row).toMatchObject({ freightFen: 1500, payableFen: 21_500 });
    expect((await quote(2)).freightFen).toBe(10_400);
  });

  it('are kept, of which exactly one is in use, and every change is in the log', async () => {
    await context.app.dataSource.getRepository(FreightTemplateRow).clear();

    const { body: first } = await create({ ...autumn, isDefault: false });
    const { body: second } = await create({ ...autumn, name: '春节', isDefault: true });
    expect((await list()).map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['春节', true],
      ['秋季', false],
    ]);
    expect((await remove(second.id)).error).toMatchObject({ code: 'FREIGHT_TEMPLATE_IN_USE' });
    expect((await update(second.id, { ...autumn, name: '春节', isDefault: false })).body.isDefault).toBe(
      true,
    );
    await update(first.id, { ...autumn, isDefault: true });
    expect((await remove(second.id)).status).toBe(200);
    expect((await remove(second.id)).error).toMatchObject({ code: 'FREIGHT_TEMPLATE_NOT_FOUND' });

    expect(await list()).toEqual([{ ...first, isDefault: true }]);
    const { body: log } = await context.app.call(auditAdminContract.listAuditEntries, {
      token,
      input: { query: {} },
    });
    expect(log.items.slice(0, 2).map((entry) => entry.action)).toEqual(['freight.delete', 'freight.update']);
  });

  it('name a province once, and take whole numbers only', async () => {
    const twice = { ...autumn, zones: [...autumn.zones, { provinces: ['江苏省'], ...tariff }] };
    const both = { ...autumn, undelivered: ['江苏省'] as never[] };
    const odd = { ...autumn, elsewhere: { ...tariff, firstPieces: 0 } };

    for (const body of [twice, both, odd]) expect((await create(body)).status).toBe(422);
  });
});
