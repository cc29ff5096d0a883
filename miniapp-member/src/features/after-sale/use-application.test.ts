import { flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubUni } from '../../../../tooling/vitest-uni/stub-uni';
import { useApplication } from './use-application';

interface WireRequest {
  url: string;
  data?: unknown;
  success: (answer: { statusCode: number; data: unknown; header: Record<string, string> }) => void;
}

const boxes = {
  lineId: 31,
  title: '家宴八只装',
  pictureUrl: null,
  quantity: 3,
  refundableFen: 100_000,
  isWhole: false,
  openCaseId: null,
};
const single = { ...boxes, lineId: 32, title: '两人份', quantity: 1, refundableFen: 5001 };
const reason = (name: string, needsPictures = false) => ({ reason: name, needsPictures, until: null });
const kinds = [
  { kind: 'refundOnly', reasons: [reason('damaged', true), reason('missing')] },
  { kind: 'exchange', reasons: [reason('damaged', true)] },
];

/** A server that offers after-sale and notes what is asked for. */
function aServer(options: unknown = { targets: [boxes, single], kinds, cases: [] }) {
  const asked: Record<string, unknown>[] = [];
  const request = vi.fn((wire: WireRequest) => {
    const isApplication = wire.url.endsWith('/after-sales');
    if (isApplication) asked.push(wire.data as Record<string, unknown>);
    wire.success({ statusCode: 200, data: isApplication ? { id: 7 } : options, header: {} });
  });
  stubUni({ request });
  return asked;
}

async function anApplication() {
  const application = useApplication(() => 5);
  await application.reload();
  await flushPromises();
  return application;
}

describe('asking for after-sale', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('begins with one piece of the first goods and what it cost, and follows the quantity', async () => {
    aServer();
    const application = await anApplication();
    const first = application.form.amountText;
    application.setQuantity(2);
    const two = application.form.amountText;
    application.setQuantity(9);
    const all = [application.form.quantity, application.form.amountText];
    application.chooseTarget(1);

    expect([first, two]).toEqual(['333.33', '666.66']);
    expect(all).toEqual([3, '1000.00']);
    expect([application.form.quantity, application.form.amountText]).toEqual([1, '50.01']);
  });

  it('says at the field what is missing, and sends nothing before', async () => {
    const asked = aServer();
    const application = await anApplication();
    const errors: unknown[] = [];
    const trySubmit = async () => {
      await application.submit();
      errors.push({ ...application.fieldErrors.value });
    };

    await trySubmit();
    application.chooseKind('refundOnly');
    await trySubmit();
    application.chooseReason('damaged');
    application.form.amountText = '400';
    await trySubmit();
    application.form.amountText = '300';
    await trySubmit();

    expect(errors).toEqual([
      { kind: '请选择售后类型' },
      { reason: '请选择原因' },
      { amountFen: '最多可退 333.33 元' },
      { pictures: '请上传照片，让商家看清问题' },
    ]);
    expect(asked).toEqual([]);
  });

  it('sends goods, amount and reason; an exchange asks for no money [MB-064]', async () => {
    const asked = aServer();
    const application = await anApplication();
    application.chooseKind('refundOnly');
    application.chooseReason('missing');
    application.form.amountText = '88.5';
    const refund = await application.submit();
    application.chooseKind('exchange');
    const forgotten = application.form.reason;
    application.chooseReason('damaged');
    application.form.pictures = ['/media/abcdefghijklmnopqrstuv.jpg'];
    const exchange = await application.submit();

    expect([refund?.id, exchange?.id]).toEqual([7, 7]);
    expect(forgotten).toBeNull();
    expect(asked).toMatchObject([
      { lineId: 31, quantity: 1, kind: 'refundOnly', reason: 'missing', amountFen: 8850, pictures: [] },
      { kind: 'exchange', reason: 'damaged', amountFen: null },
    ]);
  });

  it('asks for the whole order when nothing was sent, and leaves out goods that are asked for already', async () => {
    const whole = { ...boxes, lineId: null, isWhole: true };
    const asked = aServer({
      targets: [{ ...single, openCaseId: 3 }, whole],
      kinds: [{ kind: 'refundOnly', reasons: [reason('other')] }],
      cases: [],
    });
    const application = await anApplication();
    application.chooseReason('other');
    await application.submit();

    expect(application.targets.value).toHaveLength(1);
    expect(asked).toMatchObject([{ lineId: null, quantity: 3, amountFen: 100_000 }]);
  });
});
