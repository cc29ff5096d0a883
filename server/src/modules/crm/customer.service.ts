import type { CardCounts } from '@lakeside/shared/card/card.schemas';
import type { ChannelTreeNode } from '@lakeside/shared/channel/channel.contract';
import { crmError, type Customer } from '@lakeside/shared/crm/crm.contract';
import { toDay, toIso } from '@lakeside/shared/kernel/date';
import { sumFen, type Fen } from '@lakeside/shared/kernel/money';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { CardService } from '../card/card.service';
import { type ChannelRecord, ChannelService } from '../channel/channel.service';
import { LedgerService } from '../ledger/ledger.service';
import type { SalesActor } from '../../platform/http/actor';
import { NetworkService } from './network.service';

/** Below this the app suggests a call: it pays for a card or two. */
const lowFundsFen: Fen = 100_000;

export interface CustomerQuery extends PageQuery {
  readonly search?: string | undefined;
  readonly sort: 'newest' | 'debt' | 'storedValue';
}

const noCards: CardCounts = { inactive: 0, active: 0, used: 0, voided: 0, locked: 0 };

/** A salesperson's own L1 customers. One person looks after hundreds at most, so figures are put together in memory. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CustomerService {
  @Inject() private readonly cards: CardService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly ledger: LedgerService;
  @Inject() private readonly network: NetworkService;

  async listCustomers(actor: SalesActor, query: CustomerQuery): Promise<Page<Customer>> {
    const own = await this.channels.l1sOfSalesperson(actor.salespersonId);
    const found = own.filter((channel) => matches(channel, query.search));
    const customers = await this.toCustomers(found);
    customers.sort((one, other) => other.order[query.sort] - one.order[query.sort]);
    const start = (query.page - 1) * query.pageSize;
    return {
      total: found.length,
      items: customers.slice(start, start + query.pageSize).map(({ view }) => view),
    };
  }

  /** Throws CUSTOMER_NOT_FOUND, also for a customer of somebody else. */
  async getCustomer(actor: SalesActor, id: number): Promise<Customer> {
    const [customer] = await this.toCustomers([await this.requireOwn(actor, id)]);
    if (!customer) throw crmError('CUSTOMER_NOT_FOUND');
    return customer.view;
  }

  /** Throws CUSTOMER_NOT_FOUND, also for a customer of somebody else. */
  async getNetwork(actor: SalesActor, id: number): Promise<ChannelTreeNode> {
    await this.requireOwn(actor, id);
    return this.network.treeOf(id);
  }

  async getOverview(actor: SalesActor) {
    const own = await this.channels.l1sOfSalesperson(actor.salespersonId);
    const customers = (await this.toCustomers(own)).map(({ view }) => view);
    const month = toDay(this.clock.now()).slice(0, 7);
    const lowBalance = customers
      .map(({ channel, balances }) => ({
        id: channel.id,
        name: channel.name,
        fundsFen: balances.storedValueFen + balances.creditAvailableFen,
      }))
      .filter((customer) => customer.fundsFen < lowFundsFen)
      .sort((one, other) => one.fundsFen - other.fundsFen)
      .slice(0, 10);
    return {
      customerCount: customers.length,
      newThisMonth: own.filter((channel) => toDay(channel.createdAt).startsWith(month)).length,
      storedValueFen: sumFen(customers.map(({ balances }) => balances.storedValueFen)),
      creditAvailableFen: sumFen(customers.map(({ balances }) => balances.creditAvailableFen)),
      creditDebtFen: sumFen(customers.map(({ balances }) => balances.creditDebtFen)),
      cardCounts: customers.map(({ cardCounts }) => cardCounts).reduce(addCounts, noCards),
      lowBalance,
    };
  }

  private async requireOwn(actor: SalesActor, id: number): Promise<ChannelRecord> {
    const own = await this.channels.l1sOfSalesperson(actor.salespersonId);
    const channel = own.find((candidate) => candidate.id === id);
    if (!channel) throw crmError('CUSTOMER_NOT_FOUND');
    return channel;
  }

  private async toCustomers(channels: readonly ChannelRecord[]) {
    const ids = channels.map((channel) => channel.id);
    const balancesById = await this.ledger.balancesOfMany(ids);
    const countsById = await this.cards.countsByL1Owner(ids);
    const downlineById = await this.channels.downlineCounts(ids);
    return channels.flatMap((channel) => {
      const balances = balancesById.get(channel.id);
      if (!balances) return [];
      const downline = downlineById.get(channel.id);
      const view: Customer = {
        channel: {
          id: channel.id,
          name: channel.name,
          contactName: channel.contactName,
          phone: channel.phone,
          l1Subtype: channel.l1Subtype,
          rateBp: channel.rateBp,
          status: channel.status,
          address: channel.address,
          createdAt: toIso(channel.createdAt),
        },
        balances,
        cardCounts: countsById.get(channel.id) ?? noCards,
        level2Count: downline?.level2 ?? 0,
        level3Count: downline?.level3 ?? 0,
      };
      const order = {
        newest: channel.id,
        debt: balances.creditDebtFen,
        storedValue: balances.storedValueFen,
      };
      return [{ view, order }];
    });
  }
}

function matches(channel: ChannelRecord, search: string | undefined): boolean {
  const text = search?.trim() ?? '';
  return [channel.name, channel.contactName, channel.phone].some((field) => field.includes(text));
}

function addCounts(one: CardCounts, other: CardCounts): CardCounts {
  return {
    inactive: one.inactive + other.inactive,
    active: one.active + other.active,
    used: one.used + other.used,
    voided: one.voided + other.voided,
    locked: one.locked + other.locked,
  };
}
