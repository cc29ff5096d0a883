import { memberAdminContract } from '@lakeside/shared/member/member.contract';
import { memberRecordAdminContract } from '@lakeside/shared/member/member-record.contract';
import { memberOrderAdminContract } from '@lakeside/shared/order/member-order.contract';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { MemberOrderService } from '../../src/modules/order/member-order.service';
import { aMemberWithAddress } from '../builders/order.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { plansOf, statementsOf } from '../kit/sql-listener';
import { bootTestApp, type TestApp } from '../kit/test-app';

const token = tokenOf.admin;
/** Read set by set; whole ones stay small. */
const bigTables = new Set(['member', 'order', 'order_purchase', 'member_change', 'member_tag_link']);

/** 20,000 members invited by each other in a tree of a hundred branches, each with an order, a change and a tag. */
async function fill(app: TestApp, levelId: number): Promise<void> {
  const runner = app.dataSource.createQueryRunner();
  await runner.query('SET foreign_key_checks = 0');
  await runner.query(
    `INSERT INTO member (id, phone, nickname, levelId, channelId, staffId, inviterMemberId, status, joinedAt)
     SELECT 1000 + seq, CONCAT('188', LPAD(seq, 8, '0')), CONCAT('会员', seq), ?, seq MOD 200, seq MOD 900,
       1000 + seq DIV 100, 'active', DATE_ADD('2026-01-01', INTERVAL seq MOD 280 DAY)
     FROM seq_1_to_20000`,
    [levelId],
  );
  await runner.query(
    `INSERT INTO \`order\` (kind, number, status, memberId, title, quantity, retailPriceFen, serviceSubsidyFen, receiverName,
       receiverPhone, receiverProvince, receiverCity, receiverDistrict, receiverDetail, deliveryDay, createdAt, payUntil)
     SELECT IF(seq MOD 2 = 0, 'purchase', 'eCard'), CONCAT('DD-', seq), IF(seq MOD 3 = 0, 'toPay', 'completed'), 1000 + seq,
       '阳澄湖大闸蟹', 1, 10000, 0, '李湖', '13900000000', '江苏省', '苏州市', '姑苏区', '平江路 1 号', '2026-10-12', NOW(3), NOW(3)
     FROM seq_1_to_20000`,
  );
  await runner.query(
    `INSERT INTO order_purchase (orderId, freightFen, payableFen, paidFen, refundedFen, memberLevelId, memberRateBp, channels,
       paidAt)
     SELECT id, 0, 9000, 9000, 0, 1, 9000, '[]', '2026-09-01' FROM \`order\``,
  );
  await runner.query(
    `INSERT INTO member_change (memberId, kind, reason, actorName, createdAt)
     SELECT 1000 + seq, 'level', '测试', '管理员', NOW(3) FROM seq_1_to_20000`,
  );
  await runner.query(
    `INSERT INTO member_tag_link (memberId, tagId) SELECT 1000 + seq, seq MOD 50 FROM seq_1_to_20000`,
  );
  await runner.query('ANALYZE TABLE member, `order`, order_purchase, member_change, member_tag_link');
  await runner.query('SET foreign_key_checks = 1');
  await runner.release();
}

describe.skipIf('reason' in inject('mariadb'))('one member among 20,000 on MariaDB', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await bootTestApp({ database: 'mariadb', modules: [...serverModules, typedSessions] });
    const { memberId } = await aMemberWithAddress(app);
    const [row]: { levelId: number }[] = await app.dataSource.query(
      'SELECT levelId FROM member WHERE id = ?',
      [memberId],
    );
    await fill(app, row?.levelId ?? 1);
  });
  afterAll(() => app.stop());

  it('is read through indexes: spending, trends, invited members, orders and history [AD-132, AD-133, AD-138, AD-140]', async () => {
    const params = { id: 1050 };
    const memberOrders = await app.get(MemberOrderService);
    const reads: (() => Promise<unknown>)[] = [
      () => app.call(memberOrderAdminContract.getMemberSpending, { token, input: { params } }),
      () =>
        app.call(memberOrderAdminContract.listOrdersOfMember, {
          token,
          input: { params, query: { kind: 'eCard' } },
        }),
      () => app.call(memberRecordAdminContract.listInvitedMembers, { token, input: { params, query: {} } }),
      () => app.call(memberRecordAdminContract.getInviteTrend, { token, input: { params } }),
      () => app.call(memberRecordAdminContract.listMemberChanges, { token, input: { params, query: {} } }),
      () => app.call(memberAdminContract.listMembers, { token, input: { query: { tagId: 7 } } }),
      () => app.call(memberAdminContract.listMembers, { token, input: { query: { channelId: 7 } } }),
      () => app.call(memberAdminContract.listMembers, { token, input: { query: { staffId: 7 } } }),
      () => memberOrders.upgradeBuyer(50),
    ];
    const scanned: string[] = [];
    let checked = 0;

    for (const read of reads) {
      for (const statement of await statementsOf(app.dataSource, read)) {
        if (!/^SELECT/i.test(statement.sql)) continue;
        for (const plan of await plansOf(app.dataSource, statement)) {
          if (!bigTables.has(plan.table) && !/^(o|purchase|member|link|tagged)$/.test(plan.table)) continue;
          checked += 1;
          if (plan.type === 'ALL' || plan.rows > 2000) scanned.push(`${plan.rows} rows: ${statement.sql}`);
        }
      }
    }

    expect(scanned).toEqual([]);
    expect(checked).toBeGreaterThan(10);
  });
});
