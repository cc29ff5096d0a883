import { ledgerAdminContract, ledgerChannelContract } from '@lakeside/shared/ledger/ledger.contract';
import { expect, it } from 'vitest';
import { LedgerService } from '../../src/modules/ledger/ledger.service';
import { LedgerVerificationService } from '../../src/modules/ledger/ledger-verification.service';
import { serverModules } from '../../src/modules';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { aChannelActor, anAdmin, fixedSessions } from '../builders/fixed-sessions';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const yuan = 100;
const token = 'finance';
const modules = [
  ...serverModules,
  fixedSessions({
    [token]: anAdmin(),
    viewer: anAdmin(['finance.view'], 2),
    'l1-11': aChannelActor({ channelId: 11 }),
    'l1-12': aChannelActor({ channelId: 12 }),
    'l2-30': aChannelActor({ channelId: 30, level: 2, l1Subtype: null }),
    'clerk-11': aChannelActor({ channelId: 11, staffId: 5, modules: ['cards'] }),
    'cashier-11': aChannelActor({ channelId: 11, staffId: 6, modules: ['finance'] }),
  }),
];

let nextDocumentId = 1000;

/** An L1 with these funds, booked through the papers of finance. */
async function anL1(app: TestApp, channelId: number, funds: { storedFen?: number; creditFen?: number } = {}) {
  const transactions = await app.get(TransactionService);
  const ledger = await app.get(LedgerService);
  await transactions.run(systemActor('test'), (tx) =>
    ledger.openL1Accounts(tx, { channelId, name: `湖滨专卖店 ${channelId}` }),
  );
  if (funds.storedFen) {
    await app.call(ledgerAdminContract.topUp, {
      token,
      input: { body: { channelId, amountFen: funds.storedFen, voucherNo: 'BANK-1' } },
    });
  }
  if (funds.creditFen) {
    await app.call(ledgerAdminContract.grantCredit, {
      token,
      input: { body: { channelId, amountFen: funds.creditFen } },
    });
  }
}

async function charge(app: TestApp, channelId: number, amountFen: number) {
  const transactions = await app.get(TransactionService);
  const ledger = await app.get(LedgerService);
  nextDocumentId += 1;
  const id = nextDocumentId;
  return transactions.run(systemActor('test'), (tx) =>
    ledger.chargeActivation(tx, {
      channelId,
      amountFen,
      document: { kind: 'cardActivation', id, number: `HD20261006-${id}` },
      idempotencyKey: `cardActivation:${id}`,
    }),
  );
}

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

async function statement(
  app: TestApp,
  channelToken: string,
  query: { account: 'storedValue' | 'credit' | 'creditDebt'; direction?: 'in' | 'out' },
) {
  const { body } = await app.call(ledgerChannelContract.listOwnStatement, {
    token: channelToken,
    input: { query },
  });
  return body.items;
}

describeOnBothDatabases('the ledger', { modules }, (context) => {
  it('charges stored value first, then credit, as in the example of the rules; a card too many moves nothing [AD-059] [AD-060] [CH-023] [CH-025] [CH-026] [AD-040] [AD-042] [AD-044]', async () => {
    const { app } = context;
    await anL1(app, 11, { storedFen: 1500 * yuan, creditFen: 2000 * yuan });

    const paid = await charge(app, 11, 3000 * yuan);
    const refused = await refusalOf(charge(app, 11, 600 * yuan));
    const own = await app.call(ledgerChannelContract.getOwnBalances, { token: 'l1-11' });

    expect(paid).toEqual({ storedValueFen: 1500 * yuan, creditFen: 1500 * yuan });
    expect(refused).toMatchObject({
      code: 'FUNDS_SHORT',
      details: { shortage: '100.00', shortageFen: 100 * yuan },
    });
    expect(own.body).toEqual({
      storedValueFen: 0,
      creditAvailableFen: 500 * yuan,
      creditDebtFen: 1500 * yuan,
      creditLimitFen: 2000 * yuan,
    });

    await app.call(ledgerAdminContract.settleCreditDebt, {
      token,
      input: { body: { channelId: 11, amountFen: 1000 * yuan } },
    });
    const settled = await app.call(ledgerAdminContract.getBalances, { token, input: { params: { id: 11 } } });

    expect(settled.body).toEqual({
      storedValueFen: 0,
      creditAvailableFen: 1500 * yuan,
      creditDebtFen: 500 * yuan,
      creditLimitFen: 2000 * yuan,
    });
  });

  it('tells every change on the statement of its account, newest first, in two separate books [CH-022] [CH-024] [CH-085] [CH-086] [CH-089] [CH-091] [CH-092] [CH-093] [CH-094] [AD-037] [AD-041] [AD-058]', async () => {
    const { app } = context;

    const stored = await statement(app, 'l1-11', { account: 'storedValue' });
    const credit = await statement(app, 'l1-11', { account: 'credit' });
    const debt = await statement(app, 'l1-11', { account: 'creditDebt' });
    const spent = await statement(app, 'l1-11', { account: 'storedValue', direction: 'out' });
    const admin = await app.call(ledgerAdminContract.listStatement, {
      token,
      input: { params: { id: 11 }, query: { account: 'credit', reason: 'creditSettlement' } },
    });

    const brief = (lines: typeof stored) =>
      lines.map((line) => [line.reason, line.amountFen / yuan, line.balanceAfterFen / yuan]);
    expect(brief(stored)).toEqual([
      ['cardActivation', -1500, 0],
      ['topUp', 1500, 1500],
    ]);
    expect(brief(credit)).toEqual([
      ['creditSettlement', 1000, 1500],
      ['cardActivation', -1500, 500],
      ['creditGrant', 2000, 2000],
    ]);
    expect(brief(debt)).toEqual([
      ['creditSettlement', -1000, 500],
      ['cardActivation', 1500, 1500],
    ]);
    expect(brief(spent)).toEqual([['cardActivation', -1500, 0]]);
    expect(stored[1]?.document?.number).toMatch(/^CZ20261006-\d{4}$/);
    expect(credit[2]?.document?.number).toMatch(/^ED20261006-\d{4}$/);
    expect(admin.body.items).toMatchObject([{ document: { kind: 'creditSettlement' } }]);
  });

  it('lists every deduction with its time, document number, kind of document and amount [AD-325] [AD-326]', async () => {
    const { app } = context;
    const deductions = async (account: 'storedValue' | 'credit') => {
      const { body } = await app.call(ledgerAdminContract.listStatement, {
        token,
        input: { params: { id: 11 }, query: { account, direction: 'out' } },
      });
      return body.items.map(({ at, document, amountFen }) => ({ at, document, amountFen }));
    };

    const document = { kind: 'cardActivation', number: expect.stringMatching(/^HD20261006-\d{4}$/) };
    const expected = [{ at: '2026-10-06T09:00:00.000+08:00', document, amountFen: -1500 * yuan }];
    expect(await deductions('storedValue')).toMatchObject(expected);
    expect(await deductions('credit')).toMatchObject(expected);
  });

  it('credits goods and service subsidy of a delivery as two lines, once [CH-087] [CH-088]', async () => {
    const { app } = context;
    await anL1(app, 12);
    const transactions = await app.get(TransactionService);
    const ledger = await app.get(LedgerService);
    const credit = () =>
      transactions.run(systemActor('test'), (tx) =>
        ledger.creditShipment(tx, {
          channelId: 12,
          goodsFen: 288_00,
          subsidyFen: 12_00,
          document: { kind: 'settlement', id: 4, number: 'JS20261006-0004' },
          idempotencyKey: 'settlement:4',
        }),
      );

    await credit();
    await credit();

    const lines = await statement(app, 'l1-12', { account: 'storedValue' });
    expect(lines.map((line) => [line.reason, line.amountFen, line.balanceAfterFen])).toEqual([
      ['subsidyReturn', 12_00, 300_00],
      ['goodsReturn', 288_00, 288_00],
    ]);
  });

  it('books for L1 channels only [AD-057]', async () => {
    const { app } = context;
    const body = { channelId: 30, amountFen: 100 };

    for (const entry of [
      ledgerAdminContract.topUp,
      ledgerAdminContract.grantCredit,
      ledgerAdminContract.settleCreditDebt,
    ]) {
      const { error } = await app.call(entry, { token, input: { body } });
      expect(error.code).toBe('NOT_AN_L1');
    }
    const own = await app.call(ledgerChannelContract.getOwnBalances, { token: 'l2-30' });
    expect(own.status).toBe(403);
  });

  it('shows the statement to the owner and to staff with the module, to nobody else', async () => {
    const { app } = context;
    const input = { query: { account: 'storedValue' as const } };

    const statuses = [];
    for (const who of ['l1-11', 'cashier-11', 'clerk-11']) {
      statuses.push((await app.call(ledgerChannelContract.listOwnStatement, { token: who, input })).status);
    }
    const writing = await app.call(ledgerAdminContract.topUp, {
      token: 'viewer',
      input: { body: { channelId: 11, amountFen: 1 } },
    });

    expect(statuses).toEqual([200, 200, 403]);
    expect(writing.status).toBe(403);
  });

  it('settles no more than is owed', async () => {
    const { app } = context;
    await anL1(app, 41, { creditFen: 500_00 });
    await charge(app, 41, 200_00);

    const { error } = await app.call(ledgerAdminContract.settleCreditDebt, {
      token,
      input: { body: { channelId: 41, amountFen: 200_01 } },
    });

    expect(error).toMatchObject({ code: 'DEBT_EXCEEDED', message: '结算金额超过欠款 200.00 元' });
    const balances = await app.call(ledgerAdminContract.getBalances, {
      token,
      input: { params: { id: 41 } },
    });
    expect(balances.body).toMatchObject({ creditAvailableFen: 300_00, creditDebtFen: 200_00 });
  });

  it('undoes a paper once by counter-entries, and not when the money is spent', async () => {
    const { app } = context;
    await anL1(app, 42);
    const top = (amountFen: number) =>
      app.call(ledgerAdminContract.topUp, { token, input: { body: { channelId: 42, amountFen } } });
    const undo = (id: number) =>
      app.call(ledgerAdminContract.reverseFinanceDocument, {
        token,
        input: { params: { id }, body: { reason: '录错金额' } },
      });
    const first = (await top(300_00)).body;
    const second = (await top(100_00)).body;
    await charge(app, 42, 150_00);

    const short = await undo(first.id);
    const done = await undo(second.id);
    const again = await undo(second.id);

    expect(short.error).toMatchObject({ code: 'REVERSAL_SHORT', details: { shortageFen: 50_00 } });
    expect(done.body).toMatchObject({ status: 'reversed', channel: { id: 42, level: 1 } });
    expect(done.body.steps.map((step) => step.action)).toEqual(['登记充值', '撤销']);
    expect(again.error.code).toBe('ALREADY_REVERSED');
    const lines = await app.call(ledgerAdminContract.listStatement, {
      token,
      input: { params: { id: 42 }, query: { account: 'storedValue' } },
    });
    expect(lines.body.items.map((line) => [line.reason, line.amountFen, line.note])).toEqual([
      ['reversal', -100_00, '录错金额'],
      ['cardActivation', -150_00, null],
      ['topUp', 100_00, null],
      ['topUp', 300_00, null],
    ]);
  });

  it('lists the papers of finance by kind, channel, number and day [AD-328]', async () => {
    const { app } = context;
    const list = async (query: Record<string, string | number>) => {
      const { body } = await app.call(ledgerAdminContract.listFinanceDocuments, { token, input: { query } });
      return body;
    };

    const settlements = await list({ kind: 'creditSettlement' });
    const [settlement] = settlements.items;

    expect(settlements.total).toBe(1);
    expect(settlement).toMatchObject({ channel: { id: 11, name: '湖滨专卖店 11' }, amountFen: 1000_00 });
    expect((await list({ channelId: 42 })).total).toBe(2);
    expect((await list({ number: settlement?.number.toLowerCase() ?? '' })).items).toHaveLength(1);
    expect((await list({ from: '2026-10-06', to: '2026-10-06', channelId: 11 })).total).toBe(3);
    expect((await list({ from: '2026-10-07' })).total).toBe(0);
    const one = await app.call(ledgerAdminContract.getFinanceDocument, {
      token,
      input: { params: { id: settlement?.id ?? 0 } },
    });
    expect(one.body).toEqual(settlement);
  });

  it('never lets parallel charges pass stored value plus credit', async () => {
    const { app } = context;
    await anL1(app, 50, { storedFen: 1000_00, creditFen: 500_00 });

    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => charge(app, 50, 60_00)));

    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(25);
    const balances = await app.call(ledgerAdminContract.getBalances, {
      token,
      input: { params: { id: 50 } },
    });
    expect(balances.body).toMatchObject({ storedValueFen: 0, creditAvailableFen: 0, creditDebtFen: 500_00 });
  });

  it('books a repeated request once', async () => {
    const { app } = context;
    await anL1(app, 51);
    const request = {
      token,
      idempotencyKey: 'top-up-51',
      input: { body: { channelId: 51, amountFen: 700 } },
    };

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => app.call(ledgerAdminContract.topUp, request)),
    );

    expect(new Set(answers.map((answer) => answer.body.number)).size).toBe(1);
    const balances = await app.call(ledgerAdminContract.getBalances, {
      token,
      input: { params: { id: 51 } },
    });
    expect(balances.body.storedValueFen).toBe(700);
  });

  it('ends the accounts of a channel only when they are empty', async () => {
    const { app } = context;
    await anL1(app, 60, { storedFen: 100 });
    await anL1(app, 61);
    const transactions = await app.get(TransactionService);
    const ledger = await app.get(LedgerService);
    const close = (channelId: number) =>
      transactions.run(systemActor('test'), (tx) => ledger.closeL1Accounts(tx, channelId));

    const refused = await refusalOf(close(60));
    await close(61);

    expect(refused).toMatchObject({ code: 'ACCOUNTS_NOT_EMPTY' });
    const topUp = await app.call(ledgerAdminContract.topUp, {
      token,
      input: { body: { channelId: 61, amountFen: 1 } },
    });
    expect(topUp.error.code).toBe('NOT_AN_L1');
  });

  it('proves its own books, and finds a balance someone changed by hand', async () => {
    const { app } = context;
    const verification = await app.get(LedgerVerificationService);

    const right = await verification.verifyLedger();
    await app.dataSource.query(
      "UPDATE ledger_account SET balanceFen = 1 WHERE ownerId = 61 AND kind = 'storedValue'",
    );
    const wrong = await verification.verifyLedger();

    expect(right.transactionCount).toBeGreaterThan(30);
    expect(right).toMatchObject({
      unbalancedTransactionIds: [],
      wrongBalanceAccountIds: [],
      outOfBoundsAccountIds: [],
    });
    expect(wrong.wrongBalanceAccountIds).toHaveLength(1);
  });
});
