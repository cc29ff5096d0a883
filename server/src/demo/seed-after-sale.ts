import { memberClient } from './demo-client';
import { demoMembers, demoPassword } from './demo-world';
import type { SeedContext } from './seed-context';

/** A member's order came short, who asks for what was missing: something for the back office to decide. */
export async function seedAfterSale(context: SeedContext): Promise<void> {
  const [{ phone }] = demoMembers;
  const member = await memberClient(context.baseUrl, { phone, password: demoPassword });
  const received = await member.order.listOrders({ query: { kind: 'redemption', status: 'completed' } });
  for (const { id } of received.items) {
    await member.afterSale.apply({
      params: { id },
      body: { quantity: 1, kind: 'exchange', reason: 'missing', description: '少了两只母蟹，麻烦补发' },
    });
  }
}
