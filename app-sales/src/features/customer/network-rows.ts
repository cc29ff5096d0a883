import type { ChannelTreeNode } from '@lakeside/shared/channel/channel.contract';

export interface NetworkRow {
  node: ChannelTreeNode;
  /** 0 for a direct child of the customer. */
  depth: number;
}

/** The downline of a customer as lines: each child followed by its own children. */
export function networkRows(root: ChannelTreeNode): NetworkRow[] {
  return rowsBelow(root, 0);
}

function rowsBelow(parent: ChannelTreeNode, depth: number): NetworkRow[] {
  return parent.children.flatMap((node) => [{ node, depth }, ...rowsBelow(node, depth + 1)]);
}
