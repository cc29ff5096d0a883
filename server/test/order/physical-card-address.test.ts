import { memberSelfContract } from '@lakeside/shared/member/member.contract';
import { purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import { expect, it } from 'vitest';
import { demoAddress } from '../../src/demo/demo-world';
import { serverModules } from '../../src/modules';
import { freeTemplate, useFreight } from '../builders/freight.builder';
import { aMemberWithAddress } from '../builders/order.builder';
import { somePrintedCards, tryPrintedCards } from '../builders/physical-card.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const pay = shareWechatPay();

describeOnBothDatabases(
  'addresses of printed cards that members buy',
  { modules, environment: pay.environment },
  (context) => {
    pay.useIn(context);

    it('set the freight, and a quote says what stands in the way [MB-036]', async () => {
      const { app } = context;
      const goods = await somePrintedCards(app, 2);
      const member = await aMemberWithAddress(app);
      const zone = { name: '江浙', provinces: ['江苏省'], firstPieces: 1, firstFen: 1200, furtherPieces: 1 };
      await useFreight(app, { zones: [{ ...zone, furtherFen: 300, freeFromFen: null }] });
      const quote = (quantity: number) =>
        app.call(purchaseMemberContract.quotePurchase, {
          token: member.token,
          input: {
            body: {
              lines: [{ kind: 'cardProduct', id: goods.productId, quantity, seenPriceFen: 9000 }],
              addressId: member.addressId,
            },
          },
        });

      const two = await quote(2);
      const three = await quote(3);
      const made = await tryPrintedCards(app, { goods, member, quantity: 2, freightFen: 1500 });
      await useFreight(app, freeTemplate);

      expect(two.body).toMatchObject({
        goodsFen: 20_000,
        freightFen: 1500,
        payableFen: 21_500,
        needsDay: false,
      });
      expect(two.body.lines).toMatchObject([{ kind: 'cardProduct', problem: null, changedFromFen: 9000 }]);
      expect(three.body.lines).toMatchObject([{ problem: '库存不足' }]);
      expect(made.body).toMatchObject({ amountFen: 21_500, purchase: { freightFen: 1500 } });
    });

    it('may be added while buying [MB-037]', async () => {
      const { app } = context;
      const goods = await somePrintedCards(app, 1);
      const member = await aMemberWithAddress(app);
      const added = await app.call(memberSelfContract.createAddress, {
        token: member.token,
        input: { body: { ...demoAddress, name: '新址收件人', detail: '观前街 1 号', isDefault: false } },
      });

      const made = await tryPrintedCards(app, { goods, member: { ...member, addressId: added.body.id } });

      expect(made.body.receiver).toMatchObject({ name: '新址收件人', detail: '观前街 1 号' });
    });
  },
);
