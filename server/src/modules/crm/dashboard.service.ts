import { addDays, toDay } from '@lakeside/shared/kernel/date';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { DashboardQueries, type DayCount } from './dashboard.queries';

const shownDays = 14;

/** What waits and how the last days went (AD-001 … AD-009 in part). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class DashboardService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly queries: DashboardQueries;

  async getDashboard() {
    const { queries } = this;
    const today = toDay(this.clock.now());
    const firstDay = addDays(today, 1 - shownDays);
    const byStatus = await queries.cardsByStatus();
    const activated = byDay(await queries.activatedCards(firstDay));
    const redeemed = byDay(await queries.redemptions(firstDay));
    return {
      ordersToDispatch: await queries.ordersToDispatch(),
      shipmentsToShip: await queries.shipmentsToShip(),
      channelsToApprove: await queries.channelsToApprove(),
      returnsToReceive: await queries.returnsToReceive(),
      channelCount: await queries.activeChannels(),
      memberCount: await queries.members(),
      cardCounts: {
        inactive: byStatus.get('inactive') ?? 0,
        active: byStatus.get('active') ?? 0,
        used: byStatus.get('used') ?? 0,
        voided: byStatus.get('voided') ?? 0,
        locked: await queries.lockedCards(),
      },
      days: Array.from({ length: shownDays }, (_, index) => {
        const day = addDays(firstDay, index);
        return { day, activatedCards: activated.get(day) ?? 0, redemptions: redeemed.get(day) ?? 0 };
      }),
    };
  }
}

function byDay(counts: readonly DayCount[]): Map<string, number> {
  return new Map(counts.map(({ day, count }) => [day, count]));
}
