import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLowerLevel, checkPlace, checkSubtype, type ParentChannel } from './check-channel-place';

type Node = ParentChannel;
const active = 'active' as const;
const node = (id: number, level: 1 | 2 | 3, parent: Node | null): Node => ({
  id,
  name: `渠道${id}`,
  level,
  parentId: parent?.id ?? null,
  l1Id: parent?.l1Id ?? id,
  status: active,
});

describe('an invited level', () => {
  it('is strictly below the inviter: L1 may pick 2 or 3, L2 only 3, L3 nothing [CH-017]', () => {
    const allowed = ([1, 2, 3] as const).map((own) =>
      ([1, 2, 3] as const).filter((child) => {
        try {
          checkLowerLevel(own, child);
          return true;
        } catch {
          return false;
        }
      }),
    );

    expect(allowed).toEqual([[2, 3], [3], []]);
  });
});

describe('the place of a channel', () => {
  const l1 = node(1, 1, null);
  const l2 = node(2, 2, l1);
  const l3 = node(3, 3, l2);

  it('is under the platform on level 1 and under someone higher on the others', () => {
    expect(() => checkPlace({ channel: l3, children: [], level: 1, parent: l1 })).toThrow('只能邀请');
    expect(() => checkPlace({ channel: l3, children: [], level: 2, parent: null })).toThrow('只能邀请');
    expect(() => checkPlace({ channel: l3, children: [], level: 3, parent: l1 })).not.toThrow();
  });

  it('keeps children below, naming those in the way', () => {
    expect(() => checkPlace({ channel: l2, children: [l3], level: 3, parent: l1 })).toThrow('渠道3');
    expect(() => checkPlace({ channel: l2, children: [l3], level: 1, parent: null })).not.toThrow();
  });

  it('is never below itself, nor below a closed channel', () => {
    expect(() => checkPlace({ channel: l1, children: [], level: 3, parent: l2 })).toThrow('渠道2');
    const closed = { ...l1, status: 'closed' as const };
    expect(() => checkPlace({ channel: l3, children: [], level: 2, parent: closed })).toThrow('已关闭');
  });

  it('stays in an acyclic tree of at most three levels, whatever is moved where', () => {
    const move = fc.record({
      id: fc.integer({ min: 1, max: 8 }),
      parentId: fc.integer({ min: 0, max: 8 }),
      level: fc.constantFrom(1 as const, 2 as const, 3 as const),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const byId = startTree();
        for (const { id, parentId, level } of moves) tryMove(byId, { id, parentId, level });
        for (const item of byId.values()) expect(ancestorLevels(byId, item)).toBe(true);
      }),
    );
  });
});

function startTree(): Map<number, Node> {
  const first = node(1, 1, null);
  const second = node(2, 1, null);
  const dealer = node(3, 2, first);
  const other = node(4, 2, second);
  const nodes = [first, second, dealer, other, node(5, 3, dealer), node(6, 3, dealer), node(7, 3, first)];
  return new Map([...nodes, node(8, 3, other)].map((item) => [item.id, item]));
}

function tryMove(byId: Map<number, Node>, move: { id: number; parentId: number; level: 1 | 2 | 3 }): void {
  const channel = byId.get(move.id);
  const parent = byId.get(move.parentId) ?? null;
  if (!channel) return;
  const children = [...byId.values()].filter((item) => item.parentId === channel.id);
  try {
    checkPlace({ channel, children, level: move.level, parent });
  } catch {
    return;
  }
  const l1Id = parent?.l1Id ?? channel.id;
  byId.set(channel.id, { ...channel, level: move.level, parentId: parent?.id ?? null, l1Id });
  for (const item of [...byId.values()]) {
    const isBelow = item.parentId === channel.id || byId.get(item.parentId ?? 0)?.parentId === channel.id;
    if (isBelow) byId.set(item.id, { ...item, l1Id });
  }
}

/** Levels rise strictly on the way up and the way ends at a level 1 that is the recorded root. */
function ancestorLevels(byId: Map<number, Node>, start: Node): boolean {
  let item = start;
  for (let steps = 0; steps < 3; steps += 1) {
    if (item.parentId === null) return item.level === 1 && start.l1Id === item.id;
    const parent = byId.get(item.parentId);
    if (!parent || parent.level >= item.level) return false;
    item = parent;
  }
  return false;
}

describe('the subtype', () => {
  const place = { address: {}, location: {} };

  it('exists on level 1 only, where it is compulsory [AD-033]', () => {
    expect(checkSubtype({ ...place, level: 1, l1Subtype: 'cityPartner' })).toBe('cityPartner');
    expect(checkSubtype({ ...place, level: 2, l1Subtype: null })).toBeNull();
    expect(() => checkSubtype({ ...place, level: 1, l1Subtype: null })).toThrow('只有一级渠道');
    expect(() => checkSubtype({ ...place, level: 2, l1Subtype: 'store' })).toThrow('只有一级渠道');
  });

  it('专卖店 needs an address and a location', () => {
    expect(() => checkSubtype({ level: 1, l1Subtype: 'store', address: {}, location: null })).toThrow('坐标');
  });
});
