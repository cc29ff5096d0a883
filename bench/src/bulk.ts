import { setTimeout as pause } from 'node:timers/promises';
import { peakMemoryMb, resetPeakMemory, type ChildServer } from './child-server';
import {
  adminToken,
  cardNoOf,
  channelToken,
  firstCardIds,
  type FixtureSize,
  people,
} from './fixture/fixture-plan';
import { send } from './load-run';

export interface BulkResult {
  readonly name: string;
  readonly seconds: number;
  readonly peakMemoryMb: number | null;
}

const importRows = 100_000;

/** The long documents of the season, one after the other, through the API. */
export async function runBulk(server: ChildServer, size: FixtureSize): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  const timed = async <Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> => {
    await resetPeakMemory(server.pid);
    const startedAt = performance.now();
    const answer = await work();
    const seconds = Math.round(performance.now() - startedAt) / 1000;
    results.push({ name, seconds, peakMemoryMb: await peakMemoryMb(server.pid) });
    return answer;
  };
  const file = await importFile();
  await timed(`import ${importRows} cards from xlsx`, () => importCards(server.url, file));
  await transferAndActivate(server.url, size, timed);
  return results;
}

async function importFile(): Promise<Blob> {
  async function* rows(): AsyncGenerator<string[]> {
    yield ['卡号', '卡密'];
    for (let row = 1; row <= importRows; row += 1) {
      const serial = String(row).padStart(6, '0');
      yield [`7700${serial}`, `PW${serial}`];
    }
  }
  const { writeXlsxStream } = await import('hucre/xlsx');
  const stream: ReadableStream = writeXlsxStream(rows(), { name: '卡号', columns: [{}, {}] });
  return new Response(stream).blob();
}

interface ImportState {
  readonly id: number;
  readonly status: string;
  readonly importedRows: number;
  readonly failure: string | null;
}

/** Uploads the file and waits for the last row. */
async function importCards(url: string, file: Blob): Promise<void> {
  const form = new FormData();
  form.append('file', file, 'cards.xlsx');
  const response = await fetch(`${url}/api/admin/card-imports?productId=1`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'idempotency-key': 'bench-import-1' },
    body: form,
  });
  if (!response.ok) throw new Error(`import → ${response.status} ${await response.text()}`);
  let state = (await response.json()) as ImportState;
  while (state.status === 'queued' || state.status === 'running') {
    await pause(100);
    state = await send<ImportState>(url, {
      method: 'GET',
      path: `/api/admin/card-imports/${state.id}`,
      token: adminToken,
    });
  }
  if (state.importedRows !== importRows)
    throw new Error(`imported ${state.importedRows} rows: ${state.failure}`);
}

type Timed = <Answer>(name: string, work: () => Promise<Answer>) => Promise<Answer>;

/** L1 → L2, receipt, the L2's request, activation by the L1. */
async function transferAndActivate(url: string, size: FixtureSize, timed: Timed): Promise<void> {
  const { bulk, end } = firstCardIds(size);
  const count = end - bulk;
  const l1 = 1;
  const l2 = people.l1Count + 1;
  const selection = { cardNos: [], ranges: [{ from: cardNoOf(bulk), to: cardNoOf(end - 1) }] };
  const post = (channelId: number, path: string, body: unknown) =>
    send<{ id: number; cardCount: number; status: string }>(url, {
      method: 'POST',
      path: `/api/channel${path}`,
      token: channelToken(channelId),
      body,
      idempotencyKey: `bench-bulk-${path.replaceAll('/', '-')}`,
    });
  const cards = `${count} cards`;
  const transfer = await timed(`transfer ${cards} to a child`, () =>
    post(l1, '/transfers', { toChannelId: l2, selection, expectedCount: count }),
  );
  await timed(`receive ${cards}`, () => post(l2, `/handovers/${transfer.id}/receive`, {}));
  const request = await timed(`request activation of ${cards}`, () =>
    post(l2, '/activations', { selection, expectedCount: count }),
  );
  const activated = await timed(`activate ${cards}`, () =>
    post(l1, `/activations/${request.id}/activate`, {}),
  );
  if (activated.status !== 'activated' || activated.cardCount !== count) {
    throw new Error(`the bulk activation ended as ${activated.status} with ${activated.cardCount} cards`);
  }
}
