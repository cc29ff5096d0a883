import Koa, { type Context } from 'koa';
import type { Pool } from 'mysql2/promise';
import { text } from 'node:stream/consumers';
import { activateCards } from './activate-cards';
import { addToCart, type CartInput } from './add-to-cart';
import { getCard, listAllCards, listLibrary } from './card-reads';
import { getOffer, listOffers } from './offer-reads';
import { placeOrder, type PlaceInput } from './place-order';
import { redeemCard, type RedeemInput } from './redeem-card';
import { Refusal } from './refusal';
import { authenticate } from './session';
import { openPool } from './sql';

type Handler = (pool: Pool, ctx: Context, parameter: string) => Promise<string>;

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly handle: Handler;
}

/** The measured endpoints as one would write them without any layer: Koa, mysql2, SQL by hand. */
const routes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/api\/channel\/activations\/(\d+)\/activate$/,
    async handle(pool, ctx, id) {
      const actor = await authenticate(pool, ctx, 'channel');
      if (actor.level !== 1) throw new Refusal(403, 'FORBIDDEN');
      await text(ctx.req);
      return activateCards(pool, { actor, ctx }, Number(id));
    },
  },
  {
    method: 'POST',
    path: /^\/api\/member\/redemptions$/,
    async handle(pool, ctx) {
      const actor = await authenticate(pool, ctx, 'member');
      const input = JSON.parse(await text(ctx.req)) as RedeemInput;
      return redeemCard(pool, { actor, ctx }, { ...input, remark: input.remark ?? null });
    },
  },
  {
    method: 'POST',
    path: /^\/api\/member\/cart\/lines$/,
    async handle(pool, ctx) {
      const actor = await authenticate(pool, ctx, 'member');
      return addToCart(pool, { actor, ctx }, JSON.parse(await text(ctx.req)) as CartInput);
    },
  },
  {
    method: 'POST',
    path: /^\/api\/member\/purchases$/,
    async handle(pool, ctx) {
      const actor = await authenticate(pool, ctx, 'member');
      return placeOrder(pool, { actor, ctx }, JSON.parse(await text(ctx.req)) as PlaceInput);
    },
  },
  {
    method: 'GET',
    path: /^\/api\/member\/offers\/package\/(\d+)$/,
    async handle(pool, ctx, id) {
      return JSON.stringify(await getOffer(pool, await authenticate(pool, ctx, 'member'), Number(id)));
    },
  },
  {
    method: 'GET',
    path: /^\/api\/member\/offers$/,
    async handle(pool, ctx) {
      const actor = await authenticate(pool, ctx, 'member');
      return JSON.stringify(await listOffers(pool, actor, ctx.URL.searchParams));
    },
  },
  {
    method: 'GET',
    path: /^\/api\/channel\/cards\/(\w+)$/,
    async handle(pool, ctx, cardNo) {
      return JSON.stringify(await getCard(pool, await authenticate(pool, ctx, 'channel'), cardNo));
    },
  },
  {
    method: 'GET',
    path: /^\/api\/channel\/cards$/,
    async handle(pool, ctx) {
      const actor = await authenticate(pool, ctx, 'channel');
      return JSON.stringify(await listLibrary(pool, actor, ctx.URL.searchParams));
    },
  },
  {
    method: 'GET',
    path: /^\/api\/admin\/cards\/(\w+)$/,
    async handle(pool, ctx, cardNo) {
      return JSON.stringify(await getCard(pool, await authenticate(pool, ctx, 'admin'), cardNo));
    },
  },
  {
    method: 'GET',
    path: /^\/api\/admin\/cards$/,
    async handle(pool, ctx) {
      await authenticate(pool, ctx, 'admin');
      return JSON.stringify(await listAllCards(pool, ctx.URL.searchParams));
    },
  },
];

async function answer(pool: Pool, ctx: Context): Promise<void> {
  for (const { method, path, handle } of routes) {
    const match = ctx.method === method ? path.exec(ctx.path) : null;
    if (!match) continue;
    const body = await handle(pool, ctx, match[1] ?? '');
    ctx.type = 'application/json';
    ctx.body = body;
    return;
  }
}

function main(): void {
  const { DATABASE_URL, DATABASE_POOL, PORT } = process.env;
  if (!DATABASE_URL) throw new Error('DATABASE_URL is required');
  const pool = openPool(DATABASE_URL, Number(DATABASE_POOL ?? 16));
  const app = new Koa();
  app.use(async (ctx) => {
    try {
      await answer(pool, ctx);
    } catch (error) {
      ctx.status = error instanceof Refusal ? error.status : 500;
      ctx.body = { code: error instanceof Refusal ? error.code : 'INTERNAL' };
      if (!(error instanceof Refusal))
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    }
  });
  const server = app.listen(Number(PORT ?? 0), '127.0.0.1');
  process.once('SIGTERM', () => {
    server.close(() => void pool.end().then(() => process.exit(0)));
    server.closeAllConnections();
  });
}

main();
