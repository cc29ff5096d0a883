import { describe, expect, it } from 'vitest';
import { networkRows } from './network-rows';

function node(id: number, level: 1 | 2 | 3, children: NetworkNode[] = []): NetworkNode {
  return { id, name: `渠道 ${id}`, level, rateBp: 7000, status: 'active', phone: '', cardCount: 0, children };
}
type NetworkNode = Parameters<typeof networkRows>[0];

describe('the network of a customer', () => {
  it('lists each child with its own children below it, without the customer itself', () => {
    const root = node(1, 1, [node(2, 2, [node(3, 3), node(4, 3)]), node(5, 3)]);

    expect(networkRows(root).map(({ node: { id }, depth }) => `${id}@${depth}`)).toEqual([
      '2@0',
      '3@1',
      '4@1',
      '5@0',
    ]);
  });
});
