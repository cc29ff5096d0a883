import { DocumentKind, documentContract, documentPrefix } from '@lakeside/shared/document/document.contract';
import { valuesOf } from '@lakeside/shared/kernel/status';
import { isSdkError } from '@lakeside/shared/sdk/sdk-error';
import type { EntityTarget } from 'typeorm';
import { beforeAll, expect, it } from 'vitest';
import { adminClient, channelClient } from '../../src/demo/demo-client';
import { demoL1s, demoOffers, demoPassword } from '../../src/demo/demo-world';
import { cardRange } from '../../src/demo/seed-context';
import { AfterSale } from '../../src/modules/after-sale/entities/after-sale.entity';
import { CardActivation } from '../../src/modules/card/entities/card-activation.entity';
import { CardGift } from '../../src/modules/card/entities/card-gift.entity';
import { CardHandover } from '../../src/modules/card/entities/card-handover.entity';
import { CardImport } from '../../src/modules/card/entities/card-import.entity';
import { CardVoid } from '../../src/modules/card/entities/card-void.entity';
import { DocumentRow } from '../../src/modules/document/entities/document.entity';
import { DocumentStepRow } from '../../src/modules/document/entities/document-step.entity';
import { Settlement } from '../../src/modules/fulfilment/entities/settlement.entity';
import { Shipment } from '../../src/modules/fulfilment/entities/shipment.entity';
import { FinanceDocument } from '../../src/modules/ledger/entities/finance-document.entity';
import { Order } from '../../src/modules/order/entities/order.entity';
import { Withdrawal } from '../../src/modules/revenue/entities/withdrawal.entity';
import { StockAdjustment } from '../../src/modules/stock/entities/stock-adjustment.entity';
import { StoreAfterSaleRow } from '../../src/modules/store-order/entities/store-after-sale.entity';
import { StoreOrderRow } from '../../src/modules/store-order/entities/store-order.entity';
import { StoreShipmentRow } from '../../src/modules/store-order/entities/store-shipment.entity';
import { seedWorld, type World } from '../access/world';
import { anAdmin } from '../builders/admin.builder';
import { describeOnBothDatabases } from '../kit/test-app';

/** Every table whose rows have a document number. */
const tables: EntityTarget<{ id: number; number: string }>[] = [
  AfterSale,
  CardActivation,
  CardGift,
  CardHandover,
  CardImport,
  CardVoid,
  FinanceDocument,
  Order,
  Settlement,
  Shipment,
  StockAdjustment,
  StoreAfterSaleRow,
  StoreOrderRow,
  StoreShipmentRow,
  Withdrawal,
];

/** Online payments and money going out are no part of the demo story; tests of orders, payments and revenue find their papers. */
const outsideStory: readonly DocumentKind[] = ['purchase', 'payment', 'refund', 'goodsRefund', 'withdrawal'];

/** What the demo story leaves out: a return, a void, a debt and its settlement, a shipment that is settled. */
async function writeTheOtherPapers(baseUrl: string, world: World): Promise<void> {
  const [eightPack] = demoOffers;
  const admin = await adminClient(baseUrl);
  const l1 = await channelClient(baseUrl, demoL1s[0].phone, demoPassword);
  const cards = (offset: number, count: number) => ({
    selection: { ranges: [cardRange(eightPack.cardPrefix, offset, count)] },
    expectedCount: count,
  });
  await admin.card.voidCards({ body: { ...cards(700, 1), reason: '印坏了' } });
  await l1.card.returnCards({ body: cards(440, 2) });
  const asked = await l1.card.requestActivation({ body: cards(20, 80) });
  await l1.card.activateCards({ params: { id: asked.id }, body: {} });
  await admin.ledger.settleCreditDebt({ body: { channelId: world.own.l1Id, amountFen: 100_000 } });
  await l1.fulfilment.ship({
    params: { id: world.own.shipmentId },
    body: { carrierCode: 'SF', waybillNo: 'SF1234567890' },
  });
}

describeOnBothDatabases('the number of a document', { environment: { WORKERS: '1' } }, (context) => {
  let world: World;
  let token: string;
  const find = (number: string) =>
    context.app.call(documentContract.findDocument, { token, input: { query: { number } } });

  beforeAll(async () => {
    const { app } = context;
    world = await seedWorld(app);
    await writeTheOtherPapers(app.url, world);
    token = (await anAdmin(app, ['audit.view'])).token;
  }, 180_000);

  it('finds the document wherever it is kept, of every kind, by its first steps and its own prefix', async () => {
    const { manager } = context.app.dataSource;
    const kinds = new Set<DocumentKind>();
    const wrong: string[] = [];

    for (const table of tables) {
      const rows = await manager.find(table, {});
      for (const { id, number } of rows) {
        const { body } = await find(number);
        kinds.add(body.kind);
        const isRight =
          body.id === id && body.number === number && number.startsWith(documentPrefix[body.kind]);
        const steps = await manager.countBy(DocumentStepRow, { kind: body.kind, documentId: id });
        if (!isRight || steps === 0) wrong.push(`${number}: ${body.kind} ${body.id}, ${steps} steps`);
      }
    }

    expect(wrong).toEqual([]);
    expect([...kinds].sort()).toEqual(
      valuesOf(DocumentKind)
        .filter((kind) => !outsideStory.includes(kind))
        .sort(),
    );
  });

  it('is registered for nothing that does not exist', async () => {
    const { manager } = context.app.dataSource;
    const numbers = new Set<string>();
    for (const table of tables) for (const { number } of await manager.find(table, {})) numbers.add(number);

    const registered = await manager.find(DocumentRow);

    expect(registered.filter(({ number }) => !numbers.has(number))).toEqual([]);
    expect(registered).toHaveLength(numbers.size);
  });

  it('may be typed in small letters and with spaces around it', async () => {
    const [row] = await context.app.dataSource.manager.find(DocumentRow, { take: 1 });
    const number = row?.number ?? '';

    const found = await find(`  ${number.toLowerCase()} `);

    expect(found.body).toEqual({ kind: row?.kind, id: row?.documentId, number });
  });

  it('that nobody gave out, or only a part of one, finds nothing', async () => {
    const [row] = await context.app.dataSource.manager.find(DocumentRow, { take: 1 });

    const answers = [await find('KD20990101-9999'), await find(row?.number.slice(0, -1) ?? '')];

    expect(answers.map(({ error }) => error.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  it('of a void, a settlement or an adjustment leads to the paper itself, with its steps', async () => {
    const { app } = context;
    const idOf = async (kind: DocumentKind) =>
      (await app.dataSource.manager.findOneByOrFail(DocumentRow, { kind })).documentId;
    const voidId = await idOf('cardVoid');
    const admin = await adminClient(app.url);

    const voided = await admin.card.getCardVoid({ params: { id: voidId } });
    const cards = await admin.card.listVoidCards({ params: { id: voidId }, query: {} });
    // The demo's own ones come before it and are settled.
    const { documentId: settlementId } = await app.dataSource.manager.findOneOrFail(DocumentRow, {
      where: { kind: 'settlement' },
      order: { id: 'DESC' },
    });
    const settlement = await admin.settlement.getSettlement({ params: { id: settlementId } });
    const adjustment = await admin.stock.getStockAdjustment({
      params: { id: await idOf('stockAdjustment') },
    });
    const unknown = [
      admin.card.getCardVoid({ params: { id: 999_999 } }),
      admin.settlement.getSettlement({ params: { id: 999_999 } }),
      admin.stock.getStockAdjustment({ params: { id: 999_999 } }),
    ].map((call) => call.then(String, (error: unknown) => (isSdkError(error) ? error.code : String(error))));

    expect(voided).toMatchObject({
      reason: '印坏了',
      cardCount: 1,
      steps: [{ action: '注销', note: '印坏了' }],
    });
    expect(cards).toMatchObject({ total: 1, items: [{ outcome: 'done' }] });
    expect(settlement).toMatchObject({ status: 'unsettled', goodsFen: 38_000, subsidyFen: 1500 });
    expect(settlement.steps).not.toEqual([]);
    expect(adjustment).toMatchObject({ delta: 2000, note: '开季入库', place: { channelId: null } });
    expect(adjustment.steps).toMatchObject([{ action: '调整库存' }]);
    expect(await Promise.all(unknown)).toEqual([
      'VOID_NOT_FOUND',
      'SETTLEMENT_NOT_FOUND',
      'ADJUSTMENT_NOT_FOUND',
    ]);
  });
});
