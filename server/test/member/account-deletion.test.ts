import {
  accountDeletionAdminContract,
  accountDeletionMemberContract,
  deletionGraceDays,
} from '@lakeside/shared/member/account-deletion.contract';
import { memberAdminContract, memberSelfContract } from '@lakeside/shared/member/member.contract';
import { memberTagAdminContract } from '@lakeside/shared/member/member-record.contract';
import { purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import { IsNull } from 'typeorm';
import { expect, it } from 'vitest';
import { AfterSale } from '../../src/modules/after-sale/entities/after-sale.entity';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CredentialRow } from '../../src/modules/identity/entities/credential.entity';
import { LoginSessionRow } from '../../src/modules/identity/entities/login-session.entity';
import { WechatBindingRow } from '../../src/modules/identity/entities/wechat-binding.entity';
import { DeleteAccountsJob } from '../../src/modules/member/delete-accounts.job';
import { AccountDeletionRow } from '../../src/modules/member/entities/account-deletion.entity';
import { MemberAddressRow } from '../../src/modules/member/entities/member-address.entity';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { MessageRow } from '../../src/modules/message/entities/message.entity';
import { CartLineRow } from '../../src/modules/order/entities/cart-line.entity';
import { Order } from '../../src/modules/order/entities/order.entity';
import { PaymentRow } from '../../src/modules/payment/entities/payment.entity';
import { RefundRow } from '../../src/modules/payment/entities/refund.entity';
import { anAdmin } from '../builders/admin.builder';
import { anECardProduct, somePaidECards, tryECards } from '../builders/e-card.builder';
import { aMember, memberLogin, type MemberLogin } from '../builders/member.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { anSmsCode } from '../builders/sms.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const pay = shareWechatPay();
const contract = accountDeletionMemberContract;
const asBuyer = ({ id, token }: MemberLogin) => ({ memberId: id, addressId: 0, token });

async function request(app: TestApp, member: MemberLogin, code?: string) {
  return app.call(contract.requestAccountDeletion, {
    token: member.token,
    input: { body: { code: code ?? (await anSmsCode(app, 'member', member.phone)) } },
  });
}

const runJob = async (app: TestApp) => (await app.get(DeleteAccountsJob)).run();

const address = {
  name: '王小湖',
  phone: '13912345678',
  province: '江苏省',
  city: '苏州市',
  district: '姑苏区',
  detail: '平江路 1 号',
};

describeOnBothDatabases(
  'asking for the own account to be deleted',
  { environment: pay.environment },
  (context) => {
    pay.useIn(context);

    it('needs a code sent to the own phone, waits seven days, and is taken back by the member', async () => {
      const { app } = context;
      const member = await aMember(app);
      const other = await aMember(app);
      const code = await anSmsCode(app, 'member', member.phone);

      const wrong = await request(app, member, code === '000000' ? '111111' : '000000');
      const foreign = await request(app, member, await anSmsCode(app, 'member', other.phone));
      const asked = await request(app, member, code);
      app.clock.advance({ minutes: 2 });
      const twice = await request(app, member);
      const again = await memberLogin(app, member.phone);
      const { accessToken } = again.body.session;
      const seen = await app.call(contract.getAccountDeletion, { token: accessToken });
      const cancelled = await app.call(contract.cancelAccountDeletion, { token: accessToken });
      const none = await app.call(contract.cancelAccountDeletion, { token: accessToken });
      app.clock.advance({ days: deletionGraceDays + 1 });
      await runJob(app);

      expect([wrong.error.code, foreign.error.code]).toEqual(['SMS_CODE_WRONG', 'SMS_CODE_WRONG']);
      const { waiting } = asked.body;
      expect(Date.parse(waiting?.dueAt ?? '') - Date.parse(waiting?.requestedAt ?? '')).toBe(7 * 86_400_000);
      expect(twice.error.code).toBe('ACCOUNT_DELETION_WAITING');
      expect(again.body).toMatchObject({ isNew: false, profile: { id: member.id } });
      expect(seen.body.waiting).toEqual(waiting);
      expect(cancelled.body).toEqual({ blockers: [], waiting: null });
      expect(none.error.code).toBe('ACCOUNT_DELETION_NOT_WAITING');
      expect(await app.dataSource.getRepository(MemberRow).findOneByOrFail({ id: member.id })).toMatchObject({
        phone: member.phone,
        status: 'active',
      });
    });

    it('is refused with everything that is still open: orders, cards, money on its way, cases', async () => {
      const { app } = context;
      const member = await aMember(app);
      const goods = await anECardProduct(app);
      const unpaid = await tryECards(app, { goods, member: asBuyer(member) });
      const { order } = await somePaidECards(app, pay.doubles, {
        goods,
        member: asBuyer(member),
        quantity: 2,
      });
      const payment = await app.dataSource.getRepository(PaymentRow).findOneByOrFail({ payableId: order.id });
      const now = app.clock.now();
      await app.dataSource.manager.insert(RefundRow, {
        number: 'TK-deletion',
        refundNo: `deletion-${app.database}`,
        paymentId: payment.id,
        paymentNumber: payment.number,
        payableKind: 'order',
        payableId: order.id,
        payableNumber: order.number,
        amountFen: 1,
        reason: '测试',
        status: 'accepted',
        failure: null,
        checkAt: null,
        checks: 0,
        createdAt: now,
        refundedAt: null,
      });
      await app.dataSource.manager.insert(AfterSale, {
        number: 'SH-deletion',
        orderId: order.id,
        orderNumber: order.number,
        orderedAt: now,
        memberId: member.id,
        title: '提货卡',
        kind: 'refundOnly',
        reason: 'missing',
        quantity: 1,
        pictures: [],
        status: 'applied',
        settledQuantity: 0,
        createdAt: now,
      });

      const refused = await request(app, member);
      const seen = await app.call(contract.getAccountDeletion, { token: member.token });
      await app.call(purchaseMemberContract.cancelOrder, {
        token: member.token,
        input: { params: { id: unpaid.body.id } },
      });
      await app.dataSource.getRepository(RefundRow).update({ payableId: order.id }, { status: 'refunded' });
      await app.dataSource.getRepository(Card).update({ orderId: order.id }, { status: 'used', usedAt: now });
      await app.dataSource.getRepository(AfterSale).update({ memberId: member.id }, { status: 'withdrawn' });
      const free = await app.call(contract.getAccountDeletion, { token: member.token });

      expect(refused.error.code).toBe('ACCOUNT_DELETION_BLOCKED');
      expect(seen.body).toEqual({
        waiting: null,
        blockers: expect.arrayContaining([
          { kind: 'unusedCards', count: 2 },
          { kind: 'openOrders', count: 1 },
          { kind: 'openRefunds', count: 1 },
          { kind: 'openAfterSales', count: 1 },
        ]),
      });
      expect(free.body).toEqual({ blockers: [], waiting: null });
    });

    it('is done when the days are over: nothing says who it was, and the phone registers anew', async () => {
      const { app } = context;
      const { token: admin } = await anAdmin(app);
      const member = await aMember(app);
      const bystander = await aMember(app);
      const { manager } = app.dataSource;
      const goods = await anECardProduct(app);
      for (const { token } of [member, bystander]) {
        await app.call(memberSelfContract.createAddress, { token, input: { body: address } });
        await app.call(memberSelfContract.updateProfile, {
          token,
          input: { body: { nickname: '王小湖', avatarUrl: '/media/cccccccccccccccccccccc.png' } },
        });
      }
      const { order } = await somePaidECards(app, pay.doubles, { goods, member: asBuyer(member) });
      const kept = await somePaidECards(app, pay.doubles, { goods, member: asBuyer(bystander) });
      await manager.update(Card, { orderId: order.id }, { status: 'used', usedAt: app.clock.now() });
      await manager.update(
        Order,
        { id: order.id },
        { receiverName: '王小湖', receiverDetail: '平江路 1 号' },
      );
      const credential = await manager.findOneByOrFail(CredentialRow, {
        subjectKind: 'member',
        subjectId: member.id,
      });
      await manager.insert(WechatBindingRow, {
        program: 'member',
        openId: `open-${app.database}`,
        unionId: null,
        credentialId: credential.id,
        boundAt: app.clock.now(),
      });
      const tag = await app.call(memberTagAdminContract.createMemberTag, {
        token: admin,
        input: { body: { name: '要注销' } },
      });
      await app.call(memberTagAdminContract.setTagsOfMember, {
        token: admin,
        input: { params: { id: member.id }, body: { tagIds: [tag.body.id] } },
      });

      const asked = await request(app, member);
      app.clock.advance({ days: deletionGraceDays, minutes: -1 });
      await runJob(app);
      const early = await manager.findOneByOrFail(MemberRow, { id: member.id });
      app.clock.advance({ minutes: 2 });
      await runJob(app);
      await runJob(app);

      expect(asked.status).toBe(200);
      expect(early.status).toBe('active');
      const row = await manager.findOneByOrFail(MemberRow, { id: member.id });
      expect(row).toMatchObject({ status: 'deleted', nickname: '已注销会员', avatarUrl: null, remark: null });
      const masked = await manager.findOneByOrFail(Order, { id: order.id });
      const payment = await manager.findOneByOrFail(PaymentRow, { payableId: order.id });
      expect(masked).toMatchObject({ receiverName: '已注销', receiverDetail: '***', number: order.number });
      expect(payment).toMatchObject({ payerName: '已注销会员', openId: null, amountFen: 10_000 });
      const closed = await manager.findOneByOrFail(CredentialRow, { id: credential.id });
      expect(closed).toMatchObject({ loginName: null, passwordHash: null, status: 'closed' });
      const left = [
        await manager.countBy(MemberAddressRow, { memberId: member.id }),
        await manager.countBy(WechatBindingRow, { credentialId: credential.id }),
        await manager.countBy(CartLineRow, { memberId: member.id }),
        await manager.countBy(MessageRow, { audience: 'member', recipientId: member.id }),
      ];
      expect(left).toEqual([0, 0, 0, 0]);
      const everything = JSON.stringify([
        row,
        masked,
        payment,
        closed,
        await manager.findBy(AccountDeletionRow, {}),
      ]);
      for (const secret of [member.phone, '王小湖', '平江路']) expect(everything).not.toContain(secret);

      const session = await app.call(memberSelfContract.getProfile, { token: member.token });
      expect(session.status).toBe(401);
      expect(
        await manager.countBy(LoginSessionRow, { credentialId: credential.id, revokedAt: IsNull() }),
      ).toBe(0);
      const anew = await memberLogin(app, member.phone);
      expect(anew.body).toMatchObject({ isNew: true, profile: { phone: member.phone, channel: null } });
      expect(anew.body.profile.id).not.toBe(member.id);

      expect(await manager.findOneByOrFail(MemberRow, { id: bystander.id })).toMatchObject({
        nickname: '王小湖',
      });
      expect(await manager.countBy(MemberAddressRow, { memberId: bystander.id })).toBe(1);
      expect((await manager.findOneByOrFail(PaymentRow, { payableId: kept.order.id })).payerName).not.toBe(
        '已注销会员',
      );
    });

    it('is put off while something has been opened meanwhile, told to the operator, and never undone', async () => {
      const { app } = context;
      const member = await aMember(app);
      const { manager } = app.dataSource;
      const goods = await anECardProduct(app);
      await request(app, member);
      const { order } = await somePaidECards(app, pay.doubles, { goods, member: asBuyer(member) });

      app.clock.advance({ days: deletionGraceDays, minutes: 1 });
      await runJob(app);
      const { token } = await anAdmin(app);
      const list = async (status?: 'waiting' | 'done') =>
        (
          await app.call(accountDeletionAdminContract.listAccountDeletions, {
            token,
            input: { query: status ? { status } : {} },
          })
        ).body.items.find((item) => item.memberId === member.id);
      const putOff = await list('waiting');
      await manager.update(Card, { orderId: order.id }, { status: 'used', usedAt: app.clock.now() });
      app.clock.advance({ days: 1, minutes: 1 });
      await runJob(app);
      const { token: later } = await anAdmin(app);
      const done = await app.call(accountDeletionAdminContract.listAccountDeletions, {
        token: later,
        input: { query: { status: 'done' } },
      });
      const params = { id: member.id };
      const reopened = await app.call(memberAdminContract.reopenMember, { token: later, input: { params } });
      const edited = await app.call(memberAdminContract.updateMember, {
        token: later,
        input: { params, body: { nickname: '谁', phone: member.phone } },
      });
      const shown = await app.call(memberAdminContract.getMember, { token: later, input: { params } });

      expect(putOff).toMatchObject({ status: 'waiting', blockers: [{ kind: 'unusedCards', count: 1 }] });
      expect(putOff?.phone).toBe(`${member.phone.slice(0, 3)}****${member.phone.slice(-4)}`);
      expect(done.body.items).toEqual(
        expect.arrayContaining([expect.objectContaining({ memberId: member.id, status: 'done' })]),
      );
      expect([reopened.error.code, edited.error.code]).toEqual(['MEMBER_DELETED', 'MEMBER_DELETED']);
      expect(shown.body).toMatchObject({ phone: '—', nickname: '已注销会员', status: 'deleted' });
    });

    it('asked twice at once waits once', async () => {
      const { app } = context;
      const member = await aMember(app);
      const code = await anSmsCode(app, 'member', member.phone);

      const answers = await Promise.all(Array.from({ length: 4 }, () => request(app, member, code)));

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await app.dataSource.getRepository(AccountDeletionRow).countBy({ memberId: member.id })).toBe(1);
    });
  },
);
