import { orderAdminContract } from '@lakeside/shared/order/order.contract';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { CardProduct } from '../../src/modules/catalog/entities/card-product.entity';
import { Package } from '../../src/modules/catalog/entities/package.entity';
import { Sku } from '../../src/modules/catalog/entities/sku.entity';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { type Goods, someGoods } from '../builders/goods.builder';
import { aMemberWithAddress, type MemberWithAddress } from '../builders/order.builder';
import { aStore } from '../builders/store.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { downloadWatched, megabyte } from '../kit/memory-in-use';
import { plansOf, statementsOf } from '../kit/sql-listener';
import { bootTestApp, type TestApp } from '../kit/test-app';

/** 20,000 unless told otherwise; with 500,000 the export took 136 s on two busy cores, memory in use grew by 2 MB. */
const orderCount = Number(process.env['EXPORT_ORDERS'] ?? 20_000);
const token = tokenOf.admin;

/** Every other order redeems a card, and every tenth of those an e-card; twenty receivers, four shippers, a hundred days. */
async function fillOrders(app: TestApp, made: { goods: Goods; member: MemberWithAddress }): Promise<void> {
  const { goods, member } = made;
  // One connection that takes rows without the members, cards and articles they name.
  const runner = app.dataSource.createQueryRunner();
  await runner.query('SET foreign_key_checks = 0');
  await runner.query(
    `INSERT INTO \`order\` (kind, number, status, memberId, cardId, cardNo, cardKind, productId, packageId, title, quantity,
       retailPriceFen, serviceSubsidyFen, receiverName, receiverPhone, receiverProvince, receiverCity, receiverDistrict,
       receiverDetail, deliveryDay, fulfillerKind, fulfillerChannelId, fulfillerName, createdAt, payUntil, dispatchedAt)
     SELECT IF(seq MOD 2 = 0, 'redemption', 'purchase'), CONCAT('TH20260101-', seq),
       ELT(1 + seq MOD 5, 'toPay', 'toShip', 'partlyShipped', 'shipped', 'completed'),
       IF(seq MOD 100 = 0, ?, 1000000 + seq), IF(seq MOD 2 = 0, 1000000 + seq, NULL), IF(seq MOD 2 = 0, CONCAT('99', seq), NULL),
       IF(seq MOD 2 = 1, NULL, IF(seq MOD 20 = 0, 'eCard', 'physicalCard')), IF(seq MOD 200 = 0, ?, 1000000 + seq MOD 200), ?,
       '阳澄湖大闸蟹', 1, 10000, 0, CONCAT('收货人', seq MOD 20), CONCAT('139', LPAD(seq, 8, '0')), '江苏省', '苏州市', '姑苏区',
       '平江路 1 号', '2026-10-12', IF(seq MOD 4 = 0, NULL, IF(seq MOD 4 = 1, 'platform', 'store')),
       IF(seq MOD 4 < 2, NULL, 2000000 + seq MOD 300), '门店', DATE_ADD('2026-01-01', INTERVAL seq MOD 100 DAY), IF(seq MOD 2 = 0, NULL, NOW(3)),
       IF(seq MOD 50 = 1, NULL, NOW(3))
     FROM seq_1_to_${orderCount}`,
    [member.memberId, goods.productId, goods.packageId],
  );
  await runner.query(
    `INSERT INTO order_item (orderId, skuId, name, spec, unit, quantity)
     SELECT id, IF(id MOD 200 = 0, ?, 1000000 + id MOD 200), '公蟹', '4 两', '只', 4 FROM \`order\``,
    [goods.skuIds[0]],
  );
  await runner.query(
    `INSERT INTO order_line (orderId, offerKind, offerId, packageId, title, quantity, retailPriceFen, unitPriceFen,
       serviceSubsidyFen, soldByDay, dayPlaces)
     SELECT id, 'package', 7, IF(id MOD 201 = 0, ?, 1000000 + id MOD 200), '套餐', 1, 10000, 9000, 0, 0, 0
     FROM \`order\` WHERE kind = 'purchase'`,
    [goods.packageId],
  );
  await runner.query(
    `INSERT INTO order_purchase (orderId, freightFen, payableFen, paidFen, refundedFen, memberLevelId, memberRateBp, channels)
     SELECT id, 0, 9000, 9000, 0, 1, 9000, '[]' FROM \`order\` WHERE kind = 'purchase'`,
  );
  await runner.query('ANALYZE TABLE `order`, order_item, order_line, order_purchase');
  await runner.query('SET foreign_key_checks = 1');
  await runner.release();
}

describe.skipIf('reason' in inject('mariadb'))('an order desk with many orders on MariaDB', () => {
  let app: TestApp;
  let filters: Record<string, Record<string, string | number>>;
  beforeAll(async () => {
    app = await bootTestApp({ database: 'mariadb', modules: [...serverModules, typedSessions] });
    const goods = await someGoods(app);
    const member = await aMemberWithAddress(app);
    const channelId = await aStore(app);
    const row = await app.dataSource.getRepository(MemberRow).findOneByOrFail({ id: member.memberId });
    await app.dataSource.getRepository(MemberRow).update({ id: row.id }, { channelId });
    await fillOrders(app, { goods, member });
    const name = '湖畔特选';
    await app.dataSource.getRepository(CardProduct).update({ id: goods.productId }, { name });
    await app.dataSource.getRepository(Package).update({ id: goods.packageId }, { name });
    await app.dataSource.getRepository(Sku).update({ id: goods.skuIds[0] ?? 0 }, { name });
    filters = {
      number: { number: 'TH20260101-19' },
      phone: { receiver: '13900019' },
      name: { receiver: '收货人7' },
      product: { product: name },
      buyer: { buyerPhone: row.phone },
      channel: { channelId },
      store: { storeId: 2_000_006 },
      type: { type: 'eCard', stage: 'toPay' },
      waiting: { shipper: 'none' },
      days: { from: '2026-01-05', to: '2026-01-05' },
      none: {},
    };
  }, 240_000);
  afterAll(() => app.stop());

  it('finds by number, product, type, shipper and receiver through an index [AD-281]', async () => {
    const scanned: string[] = [];
    const keys: Record<string, (string | null)[]> = {};

    for (const [name, query] of Object.entries(filters)) {
      const statements = await statementsOf(app.dataSource, async () => {
        const answer = await app.call(orderAdminContract.listOrders, { token, input: { query } });
        expect(answer.status).toBe(200);
        expect(answer.body.total).toBeGreaterThan(0);
      });
      for (const statement of statements) {
        if (!/FROM `order`\s/i.test(statement.sql)) continue;
        for (const plan of await plansOf(app.dataSource, statement)) {
          // The list of ids that a typed product was turned into is no table.
          if (plan.type === 'ALL' && !plan.table.startsWith('<')) scanned.push(`${name}: ${statement.sql}`);
          keys[name] = [...(keys[name] ?? []), plan.key];
        }
      }
    }

    expect(scanned).toEqual([]);
    expect(keys['number']).toContain('ux_order_number');
    expect(keys['phone']).toContain('ix_order_phone');
    expect(keys['name']).toContain('ix_order_receiver');
    expect(keys['product']).toEqual(
      expect.arrayContaining(['ix_order_item_sku', 'ix_order_line_package', 'ix_order_product']),
    );
    expect(keys['buyer']).toContain('ix_order_member');
    expect(keys['channel']).toContain('ix_order_member');
    // The foreign key has an index of its own here, which serves as well.
    expect(keys['store']?.[0]).toMatch(/_order_fulfiller$/);
    expect(keys['type']).toContain('ix_order_type');
    expect(keys['waiting']).toContain('ix_order_status');
    expect(keys['days']).toContain('ix_order_created');
  });

  it('counts every stage from an index alone [AD-282]', async () => {
    const statements = await statementsOf(app.dataSource, async () => {
      const { body } = await app.call(orderAdminContract.countOrders, { token, input: { query: {} } });
      expect(body).toMatchObject({ all: orderCount, toPay: orderCount / 5 });
    });

    const [counting] = statements.filter(({ sql }) => sql.includes('GROUP BY'));
    const plans = counting ? await plansOf(app.dataSource, counting) : [];
    expect(plans).toMatchObject([{ key: 'ix_order_type', Extra: expect.stringContaining('Using index') }]);
  });

  it('exports all of them with flat memory', { timeout: 600_000 }, async () => {
    const startedAt = performance.now();

    const { status, sizeBytes, growthMb } = await downloadWatched(
      `${app.url}/api/admin/orders/export`,
      token,
    );

    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(
      `export of ${orderCount} orders: ${seconds} s, ${(sizeBytes / megabyte).toFixed(1)} MB, memory in use grew by ${growthMb} MB`,
    );
    expect(status).toBe(200);
    expect(sizeBytes).toBeGreaterThan(orderCount * 20);
    expect(growthMb).toBeLessThan(30);
  });
});
