import {
  adminToken,
  cardNoOf,
  cardsPerLifeLine,
  channelToken,
  firstCardIds,
  type FixtureSize,
  l1OfCard,
  memberRateBp,
  memberToken,
  packagePriceFen,
  people,
} from './fixture/fixture-plan';
import type { Call } from './load-run';

/** One kind of request that is measured against both programs. */
export interface Operation {
  readonly name: string;
  readonly kind: 'write' | 'read';
  /** Requests a round sends to each program. */
  readonly amount: number;
  /** The next request; a write never gives the same one twice, so both programs draw from one supply. */
  readonly nextCall: () => Call;
}

/** All measured operations, drawing on a fixture of this size. */
export function operations(size: FixtureSize, amounts: { write: number; read: number }): Operation[] {
  return [
    {
      name: 'activate one card, many L1s',
      kind: 'write',
      amount: amounts.write,
      nextCall: activation(1, size.spreadActivations),
    },
    {
      name: 'activate one card, one L1',
      kind: 'write',
      amount: amounts.write,
      nextCall: activation(size.spreadActivations + 1, size.spreadActivations + size.narrowActivations),
    },
    { name: 'redeem a card', kind: 'write', amount: amounts.write, nextCall: redemption(size) },
    { name: 'place an order', kind: 'write', amount: amounts.write, nextCall: placedOrder() },
    { name: 'put into the cart', kind: 'write', amount: amounts.write, nextCall: cartAddition() },
    { name: 'member: shelf, page 1', kind: 'read', amount: amounts.read, nextCall: shelf() },
    { name: 'member: one offer', kind: 'read', amount: amounts.read, nextCall: offer() },
    { name: 'channel: card by number', kind: 'read', amount: amounts.read, nextCall: channelCard(size) },
    { name: 'channel: library, page 1', kind: 'read', amount: amounts.read, nextCall: channelLibrary() },
    { name: 'admin: card by number', kind: 'read', amount: amounts.read, nextCall: adminCard(size) },
    { name: 'admin: card list, filtered', kind: 'read', amount: amounts.read, nextCall: adminList(size) },
  ];
}

function activation(firstId: number, lastId: number): () => Call {
  let id = firstId - 1;
  return () => {
    id += 1;
    if (id > lastId) throw new Error('no prepared activation is left');
    // The fixture gives request `id` to this L1; those of the narrow run are all of the first.
    const l1 = firstId === 1 ? 1 + (id % people.l1Count) : 1;
    return {
      method: 'POST',
      path: `/api/channel/activations/${id}/activate`,
      token: channelToken(l1),
      body: {},
      idempotencyKey: `bench-activation-${id}`,
    };
  };
}

function redemption(size: FixtureSize): () => Call {
  const { redeemable, bulk } = firstCardIds(size);
  let cardId = redeemable - 1;
  const today = Date.now();
  return () => {
    cardId += 1;
    if (cardId >= bulk) throw new Error('no redeemable card is left');
    const memberId = 1 + (cardId % people.memberCount);
    const deliveryDay = new Date(today + (5 + (cardId % 60)) * 86_400_000).toISOString().slice(0, 10);
    return {
      method: 'POST',
      path: '/api/member/redemptions',
      token: memberToken(memberId),
      body: { cardId, addressId: memberId, deliveryDay, remark: null },
      idempotencyKey: `bench-redemption-${cardId}`,
    };
  };
}

/** One package from stock, at the price the member has seen; the last ones of the shelf, which no card is redeemed for. */
function placedOrder(): () => Call {
  let turn = 0;
  return () => {
    turn += 1;
    const memberId = 1 + (turn % people.memberCount);
    const id = people.packageCount - (turn % (people.packageCount - people.productCount));
    const priceFen = (packagePriceFen(id) * memberRateBp) / 10_000;
    return {
      method: 'POST',
      path: '/api/member/purchases',
      token: memberToken(memberId),
      body: {
        lines: [{ kind: 'package', id, quantity: 1, unitPriceFen: priceFen }],
        addressId: memberId,
        payableFen: priceFen,
      },
      idempotencyKey: `bench-order-${turn}`,
    };
  };
}

/** One piece more, every member in turn; the next time round another package. */
function cartAddition(): () => Call {
  let turn = 0;
  return () => {
    turn += 1;
    const round = Math.floor(turn / people.memberCount);
    return {
      method: 'POST',
      path: '/api/member/cart/lines',
      token: memberToken(1 + (turn % people.memberCount)),
      body: { kind: 'package', id: 1 + ((turn + round) % people.packageCount), quantity: 1 },
      idempotencyKey: `bench-cart-${turn}`,
    };
  };
}

function shelf(): () => Call {
  let turn = 0;
  return () => {
    turn += 1;
    const sort = turn % 2 === 0 ? 'recommended' : 'priceUp';
    return {
      method: 'GET',
      path: `/api/member/offers?kind=package&pageSize=20&sort=${sort}`,
      token: memberToken(1 + (turn % people.memberCount)),
    };
  };
}

function offer(): () => Call {
  let turn = 0;
  return () => {
    turn += 1;
    return {
      method: 'GET',
      path: `/api/member/offers/package/${1 + (turn % people.packageCount)}`,
      token: memberToken(1 + (turn % people.memberCount)),
    };
  };
}

/** Cards with a life line, over and over, in an order that jumps about the library. */
function knownCards(size: FixtureSize): () => number {
  const count = Math.floor(size.cardCount / cardsPerLifeLine);
  let turn = 0;
  return () => {
    turn += 1;
    return (1 + ((turn * 7919) % count)) * cardsPerLifeLine;
  };
}

function channelCard(size: FixtureSize): () => Call {
  const nextCard = knownCards(size);
  return () => {
    let cardId = nextCard();
    let l1 = l1OfCard(cardId);
    while (l1 === null) {
      cardId = nextCard();
      l1 = l1OfCard(cardId);
    }
    return { method: 'GET', path: `/api/channel/cards/${cardNoOf(cardId)}`, token: channelToken(l1) };
  };
}

function channelLibrary(): () => Call {
  let turn = 0;
  return () => {
    turn += 1;
    return {
      method: 'GET',
      path: '/api/channel/cards?pageSize=20',
      token: channelToken(1 + (turn % people.l1Count)),
    };
  };
}

function adminCard(size: FixtureSize): () => Call {
  const nextCard = knownCards(size);
  return () => ({ method: 'GET', path: `/api/admin/cards/${cardNoOf(nextCard())}`, token: adminToken });
}

/** The beginning of a number, the stock of an L1 in one state, one product in one library: in turn. */
function adminList(size: FixtureSize): () => Call {
  const nextCard = knownCards(size);
  let turn = 0;
  return () => {
    turn += 1;
    const channelId = 1 + (turn % people.l1Count);
    const filter = [
      `cardNo=${cardNoOf(nextCard()).slice(0, -2)}`,
      `l1OwnerId=${channelId}&status=voided`,
      `holderChannelId=${channelId}&productId=${1 + (turn % people.productCount)}`,
    ][turn % 3];
    return { method: 'GET', path: `/api/admin/cards?pageSize=20&${filter}`, token: adminToken };
  };
}
