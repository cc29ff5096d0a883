import { cartMemberContract } from '@lakeside/shared/order/cart.contract';
import { purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import { beforeEach, expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { Package } from '../../src/modules/catalog/entities/package.entity';
import { CartLineRow } from '../../src/modules/order/entities/cart-line.entity';
import { Order } from '../../src/modules/order/entities/order.entity';
import { aMemberWithAddress, type MemberWithAddress } from '../builders/order.builder';
import { type ShopGoods, someShopGoods } from '../builders/purchase.builder';
import { typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

describeOnBothDatabases('the cart', { modules }, (context) => {
  let member: MemberWithAddress;
  let goods: ShopGoods;

  beforeEach(async () => {
    member = await aMemberWithAddress(context.app);
    goods = await someShopGoods(context.app, { quantities: [1], retailPriceFen: 10_000, inStock: 10 });
  });

  const cart = async (token = member.token) =>
    (await context.app.call(cartMemberContract.getCart, { token })).body;
  const add = (id: number, quantity: number, token = member.token) =>
    context.app.call(cartMemberContract.addToCart, {
      token,
      input: { body: { kind: 'package', id, quantity } },
    });
  const setQuantity = (id: number, quantity: number, token = member.token) =>
    context.app.call(cartMemberContract.setCartQuantity, {
      token,
      input: { params: { id }, body: { quantity } },
    });
  const choose = (lineIds: number[], isChosen: boolean, token = member.token) =>
    context.app.call(cartMemberContract.chooseCartLines, { token, input: { body: { lineIds, isChosen } } });
  const remove = (lineIds: number[], token = member.token) =>
    context.app.call(cartMemberContract.removeCartLines, { token, input: { body: { lineIds } } });
  const restore = (lineIds: number[], token = member.token) =>
    context.app.call(cartMemberContract.restoreCartLines, { token, input: { body: { lineIds } } });
  const lineIdOf = async (packageId: number) =>
    (await cart()).lines.find((line) => line.id === packageId)?.lineId ?? 0;
  const order = (wished: { goods: ShopGoods; quantity: number }[], payableFen: number) =>
    context.app.call(purchaseMemberContract.placePurchase, {
      token: member.token,
      input: {
        body: {
          lines: wished.map(({ goods: { packageId, retailPriceFen }, quantity }) => ({
            kind: 'package' as const,
            id: packageId,
            quantity,
            unitPriceFen: retailPriceFen,
          })),
          addressId: member.addressId,
          fromCart: true,
          payableFen,
        },
      },
    });
  const change = (packageId: number, to: Partial<Package>) =>
    context.app.dataSource.getRepository(Package).update({ id: packageId }, to);

  it('keeps one line an offer with its total, and follows a changed quantity [MB-017] [MB-020] [MB-021]', async () => {
    const other = await someShopGoods(context.app, { quantities: [1], retailPriceFen: 250, inStock: 10 });

    expect((await add(goods.packageId, 2)).body).toEqual({ pieces: 2, quantity: 2 });
    expect((await add(goods.packageId, 1)).body).toEqual({ pieces: 3, quantity: 3 });
    expect((await add(other.packageId, 4)).body).toEqual({ pieces: 7, quantity: 4 });
    expect(await cart()).toMatchObject({
      pieces: 7,
      chosenFen: 31_000,
      lines: [
        { id: other.packageId, quantity: 4, unitPriceFen: 250, amountFen: 1000, isChosen: true },
        { id: goods.packageId, quantity: 3, amountFen: 30_000, changedFromFen: null, problem: null },
      ],
    });
    const changed = await setQuantity(await lineIdOf(goods.packageId), 1);

    expect(changed.body).toMatchObject({ pieces: 5, chosenFen: 11_000 });
    const count = await context.app.call(cartMemberContract.countCart, { token: member.token });
    expect(count.body).toEqual({ pieces: 5 });
  });

  it('holds at most 999 of an offer and refuses quantities that are none', async () => {
    await add(goods.packageId, 998);

    expect((await add(goods.packageId, 5)).body).toEqual({ pieces: 999, quantity: 999 });
    const lineId = await lineIdOf(goods.packageId);
    for (const [quantity, message] of [
      [0, '数量至少 1'],
      [1_000_000, '数量最多 999'],
      [1.5, '数量必须是整数'],
    ] as const) {
      for (const refused of [await add(goods.packageId, quantity), await setQuantity(lineId, quantity)]) {
        expect(refused.status).toBe(422);
        expect(JSON.stringify(refused.error)).toContain(message);
      }
    }
    expect((await cart()).pieces).toBe(999);
  });

  it('tells for each line why it cannot be bought, and what has become of its price', async () => {
    const gone = await someShopGoods(context.app, { quantities: [1], retailPriceFen: 5000 });
    const short = await someShopGoods(context.app, { quantities: [2], retailPriceFen: 7000, inStock: 1 });
    await add(goods.packageId, 1);
    await add(gone.packageId, 1);
    await add(short.packageId, 2);
    await change(goods.packageId, { retailPriceFen: 9000 });
    await change(gone.packageId, { status: 'offShelf' });

    expect(await cart()).toMatchObject({
      chosenFen: 9000,
      lines: [
        { id: short.packageId, problem: '库存不足' },
        { id: gone.packageId, problem: '已下架', isOnShelf: false },
        { id: goods.packageId, problem: null, unitPriceFen: 9000, changedFromFen: 10_000 },
      ],
    });
    expect((await add(gone.packageId, 1)).error).toMatchObject({ code: 'OFFER_OFF_SHELF' });
    const enough = await setQuantity(await lineIdOf(short.packageId), 1);

    expect(enough.body.lines[0]).toMatchObject({ problem: null });
  });

  it('counts goods that several lines share only for the chosen ones', async () => {
    await add(goods.packageId, 10);
    const [skuId = 0] = goods.skuIds;
    const twin = await someShopGoods(context.app, { quantities: [1], inStock: 0 });
    await context.app.dataSource.query(`UPDATE package_item SET skuId = ? WHERE packageId = ?`, [
      skuId,
      twin.packageId,
    ]);
    await add(twin.packageId, 1);

    expect((await cart()).lines.map((line) => line.problem)).toEqual(['库存不足', '库存不足']);
    const apart = await choose([await lineIdOf(twin.packageId)], false);

    expect(apart.body).toMatchObject({ chosenFen: 100_000 });
    expect(apart.body.lines.map((line) => line.problem)).toEqual([null, null]);
  });

  it('takes several lines out and puts them back as they were', async () => {
    const other = await someShopGoods(context.app, { quantities: [1] });
    await add(goods.packageId, 3);
    await add(other.packageId, 1);
    const before = await cart();
    const lineIds = before.lines.map((line) => line.lineId);

    expect((await remove(lineIds)).body).toEqual({ lines: [], pieces: 0, chosenFen: 0 });
    expect((await restore(lineIds)).body).toEqual(before);
    await remove(lineIds);
    expect((await add(goods.packageId, 1)).body).toEqual({ pieces: 1, quantity: 1 });
    context.app.clock.advance({ minutes: 11 });
    await remove([lineIds[1] ?? 0]);
    await restore(lineIds);

    expect((await cart()).lines.map((line) => [line.id, line.quantity])).toEqual([[goods.packageId, 1]]);
  });

  it('loses exactly what is ordered, together with the order, and keeps the rest [MB-018] [MB-022]', async () => {
    const kept = await someShopGoods(context.app, { quantities: [1] });
    await add(goods.packageId, 2);
    await add(kept.packageId, 1);
    const late = await add(goods.packageId, 1);

    expect((await order([{ goods, quantity: 11 }], 110_000)).error).toMatchObject({ code: 'STOCK_SHORT' });
    expect((await cart()).pieces).toBe(4);
    const placed = await order([{ goods, quantity: 2 }], 20_000);
    const again = await order([{ goods, quantity: 5 }], 50_000);

    expect(late.body.quantity).toBe(3);
    expect([placed.status, again.status]).toEqual([200, 200]);
    expect((await cart()).lines.map((line) => [line.id, line.quantity])).toEqual([[kept.packageId, 1]]);
  });

  it('loses nothing when two phones write at once', async () => {
    const others: ShopGoods[] = [];
    for (let index = 0; index < 5; index += 1) {
      others.push(await someShopGoods(context.app, { quantities: [1], inStock: 100 }));
    }
    const adds = [...others, ...others, goods, goods, goods].map((one) => add(one.packageId, 1));

    const answers = await Promise.all(adds);

    expect(answers.map((answer) => answer.status)).toEqual(adds.map(() => 200));
    const { lines, pieces } = await cart();
    expect(pieces).toBe(13);
    expect(lines.map((line) => line.quantity).sort()).toEqual([2, 2, 2, 2, 2, 3]);
  });

  it('neither orders twice nor loses a piece when one phone orders while another adds', async () => {
    await add(goods.packageId, 1);

    const [placed, ...added] = await Promise.all([
      order([{ goods, quantity: 1 }], 10_000),
      add(goods.packageId, 1),
      add(goods.packageId, 1),
    ]);

    expect(placed.status).toBe(200);
    expect(added.map((answer) => answer.status)).toEqual([200, 200]);
    expect((await cart()).pieces).toBe(2);
    expect(await context.app.dataSource.getRepository(Order).countBy({ memberId: member.memberId })).toBe(1);
  });

  it('holds a hundred offers', async () => {
    const rows = Array.from({ length: 99 }, (_, index) => ({
      memberId: member.memberId,
      offerKind: 'package' as const,
      offerId: 1_000_000 + index,
      quantity: 1,
      isChosen: false,
      seenPriceFen: 1,
      addedAt: context.app.clock.now(),
      removedAt: null,
    }));
    await context.app.dataSource.getRepository(CartLineRow).insert(rows);
    const other = await someShopGoods(context.app);

    const [first, second] = await Promise.all([add(goods.packageId, 1), add(other.packageId, 1)]);

    const refused = first.status === 200 ? second : first;
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    expect(refused.error).toMatchObject({ code: 'CART_FULL' });
  });

  it('belongs to its member alone', async () => {
    await add(goods.packageId, 2);
    const lineId = await lineIdOf(goods.packageId);
    const stranger = (await aMemberWithAddress(context.app)).token;

    expect((await setQuantity(lineId, 9, stranger)).error).toMatchObject({ code: 'CART_LINE_NOT_FOUND' });
    await choose([lineId], false, stranger);
    await remove([lineId], stranger);

    expect((await cart(stranger)).lines).toEqual([]);
    expect((await cart()).lines).toMatchObject([{ quantity: 2, isChosen: true }]);
  });
});
