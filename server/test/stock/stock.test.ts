import { AppError } from '@lakeside/shared/kernel/app-error';
import { stockAdminContract, stockChannelContract } from '@lakeside/shared/stock/stock.contract';
import { expect, it } from 'vitest';
import { StockMovement } from '../../src/modules/stock/entities/stock-movement.entity';
import { Stock } from '../../src/modules/stock/entities/stock.entity';
import { type StockClaim, StockService } from '../../src/modules/stock/stock.service';
import { TransactionService, type Tx } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { someGoods } from '../builders/goods.builder';
import { someStock } from '../builders/stock.builder';
import { aStore } from '../builders/store.builder';
import { tokenOf } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';
import { stockModules as modules } from './stock-modules';

const token = tokenOf.admin;
const actor = systemActor('test');
const refusalOf = (error: unknown) => (error instanceof AppError ? error.code : String(error));
let documentId = 0;

function aClaim(channelId: number | null, quantities: Readonly<Record<number, number>>): StockClaim {
  documentId += 1;
  return {
    channelId,
    items: Object.entries(quantities).map(([skuId, quantity]) => ({
      skuId: Number(skuId),
      name: '蟹',
      quantity,
    })),
    document: { kind: 'shipment', id: documentId, number: `FD20261006-${documentId}` },
  };
}

describeOnBothDatabases('stock', { modules }, (context) => {
  const stock = () => context.app.get(StockService);
  const inTransaction = async <Result>(work: (tx: Tx) => Promise<Result>) =>
    (await context.app.get(TransactionService)).run(actor, work);
  const reserve = async (claim: StockClaim) => {
    const service = await stock();
    return inTransaction((tx) => service.reserve(tx, actor, claim)).then(() => 'reserved', refusalOf);
  };
  const levelOf = (placeChannelId: number, skuId: number) =>
    context.app.dataSource.getRepository(Stock).findOneByOrFail({ placeChannelId, skuId });

  it('is adjusted with a reason, listed by place and article, and every change is written down [AD-158] [AD-159]', async () => {
    const { app } = context;
    const [skuId = 0] = (await someGoods(app)).skuIds;
    const storeId = await aStore(app, { name: '观前街店' });
    await someStock(app, { channelId: null, skuIds: [skuId], quantity: 30 });
    await someStock(app, { channelId: storeId, skuIds: [skuId], quantity: 8 });
    const spoilt = await app.call(stockAdminContract.adjustStock, {
      token,
      input: { body: { channelId: null, skuId, delta: -4, note: '损耗' } },
    });
    const name = spoilt.body.sku.name;

    const list = await app.call(stockAdminContract.listStock, { token, input: { query: { search: name } } });
    const inStores = await app.call(stockAdminContract.listStock, {
      token,
      input: { query: { search: name, place: 'stores' } },
    });
    const movements = await app.call(stockAdminContract.listStockMovements, {
      token,
      input: { query: { skuId } },
    });
    const own = await app.call(stockChannelContract.listOwnStock, { token: tokenOf.store(storeId) });

    expect(spoilt.body).toMatchObject({
      place: { channelId: null, name: '湖畔总仓' },
      onHand: 26,
      available: 26,
    });
    expect(
      list.body.items.filter((row) => row.sku.id === skuId).map((row) => [row.place.name, row.onHand]),
    ).toEqual([
      ['湖畔总仓', 26],
      ['观前街店', 8],
    ]);
    expect(inStores.body.items.every((row) => row.place.channelId !== null)).toBe(true);
    expect(movements.body.items.map((row) => [row.kind, row.onHandDelta, row.note])).toEqual([
      ['adjustment', -4, '损耗'],
      ['adjustment', 30, '期初'],
    ]);
    expect(movements.body.items[0]).toMatchObject({
      actorName: '王会计',
      documentNumber: expect.stringMatching(/^KC/),
    });
    expect(own.body).toMatchObject([{ onHand: 8, reserved: 0 }]);
  });

  it('lies only at the platform and at active stores', async () => {
    const { app } = context;
    const [skuId = 0] = (await someGoods(app)).skuIds;
    const partner = await aStore(app, { l1Subtype: 'cityPartner' });
    const closed = await aStore(app, { status: 'closed' });
    const adjust = (channelId: number) =>
      app.call(stockAdminContract.adjustStock, {
        token,
        input: { body: { channelId, skuId, delta: 1, note: '试' } },
      });

    expect((await adjust(partner)).error.code).toBe('NOT_A_STORE');
    expect((await adjust(closed)).error.code).toBe('NOT_A_STORE');
    expect((await adjust(999_999)).error.code).toBe('CHANNEL_NOT_FOUND');
    expect(
      (await app.call(stockChannelContract.listOwnStock, { token: tokenOf.cityPartner(partner) })).status,
    ).toBe(403);
  });

  it('is never adjusted below what is promised, and a refusal leaves every row as it was', async () => {
    const { app } = context;
    const [skuId = 0] = (await someGoods(app)).skuIds;
    await someStock(app, { channelId: null, skuIds: [skuId], quantity: 10 });
    await reserve(aClaim(null, { [skuId]: 6 }));

    const refused = await app.call(stockAdminContract.adjustStock, {
      token,
      input: { body: { channelId: null, skuId, delta: -5, note: '盘亏' } },
    });

    expect(refused.error).toMatchObject({ code: 'STOCK_BELOW_RESERVED', details: { reserved: 6 } });
    expect(await levelOf(0, skuId)).toMatchObject({ onHand: 10, reserved: 6 });
    expect(await app.dataSource.getRepository(StockMovement).countBy({ skuId })).toBe(2);
  });

  it('is kept for a document, moved to another place and let go, with a movement for each', async () => {
    const { app } = context;
    const { skuIds } = await someGoods(app);
    const [a = 0, b = 0] = skuIds;
    const storeId = await aStore(app);
    await someStock(app, { channelId: null, skuIds, quantity: 5 });
    await someStock(app, { channelId: storeId, skuIds, quantity: 5 });
    const service = await stock();
    const first = aClaim(null, { [a]: 2, [b]: 1 });
    const second = aClaim(storeId, { [a]: 2, [b]: 1 });

    await reserve(first);
    await inTransaction((tx) => service.moveReservation(tx, actor, { from: first, to: second }));
    await inTransaction((tx) => service.ship(tx, actor, second));

    expect(await levelOf(0, a)).toMatchObject({ onHand: 5, reserved: 0 });
    expect(await levelOf(storeId, a)).toMatchObject({ onHand: 3, reserved: 0 });
    expect(await levelOf(storeId, b)).toMatchObject({ onHand: 4, reserved: 0 });
    const kinds = await app.dataSource
      .getRepository(StockMovement)
      .find({ where: { skuId: a }, order: { id: 'ASC' } });
    expect(kinds.map((row) => row.kind)).toEqual([
      'adjustment',
      'adjustment',
      'reservation',
      'release',
      'reservation',
      'shipment',
    ]);
    expect(kinds.reduce((sum, row) => sum + row.onHandDelta, 0)).toBe(8);
  });

  it('is promised once: 30 at once for 10 pieces keep exactly 10, also when they name the articles in different order', async () => {
    const { app } = context;
    const { skuIds } = await someGoods(app);
    const [a = 0, b = 0] = skuIds;
    await someStock(app, { channelId: null, skuIds, quantity: 10 });

    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, index) => {
        const claim = aClaim(null, { [a]: 1, [b]: 1 });
        return reserve(index % 2 ? claim : { ...claim, items: [...claim.items].reverse() });
      }),
    );

    expect(outcomes.filter((outcome) => outcome === 'reserved')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === 'STOCK_SHORT')).toHaveLength(20);
    expect(await levelOf(0, a)).toMatchObject({ onHand: 10, reserved: 10 });
    expect(await levelOf(0, b)).toMatchObject({ onHand: 10, reserved: 10 });
  });

  it('tells what is free at each place', async () => {
    const { app } = context;
    const { skuIds } = await someGoods(app);
    const [a = 0, b = 0] = skuIds;
    const storeId = await aStore(app);
    await someStock(app, { channelId: storeId, skuIds, quantity: 3 });
    await reserve(aClaim(storeId, { [b]: 1 }));

    const available = await (await stock()).availability(null, skuIds);

    expect(available.get(storeId)).toEqual(
      new Map([
        [a, 3],
        [b, 2],
      ]),
    );
    expect(available.get(null)).toBeUndefined();
  });
});
