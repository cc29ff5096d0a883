import type { channelSelfContract, ChannelView } from '@lakeside/shared/channel/channel.contract';
import type { channelAdminContract } from '@lakeside/shared/channel/channel.contract';
import { channelError } from '@lakeside/shared/channel/channel.errors';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import type { Tx } from '../../platform/database/dialect';
import type { ChannelActor } from '../../platform/http/actor';
import { OrgService } from '../org/org.service';
import { ChannelQueries, toChannelView } from './channel.queries';
import { ChannelRow } from './entities/channel.entity';
import { MemberPortService } from './member-port.service';

/** Channels as the apps and the back office see them. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelViewService {
  @Inject() private readonly members: MemberPortService;
  @Inject() private readonly org: OrgService;
  @Inject() private readonly queries: ChannelQueries;
  @InjectDataSource() private readonly dataSource: DataSource;

  async listForAdmin(
    query: ParsedInput<typeof channelAdminContract.listChannels>['query'],
  ): Promise<Page<ChannelView>> {
    const { items, total } = await this.queries.listForAdmin(query);
    return { items: await this.viewsOf(null, items), total };
  }

  /** Throws CHANNEL_NOT_FOUND. Pass `tx` inside a transaction. */
  async requireView(tx: Tx | null, id: number): Promise<ChannelView> {
    const row = await (tx ?? this.dataSource.manager).findOneBy(ChannelRow, { id });
    const [view] = row ? await this.viewsOf(tx, [row]) : [];
    if (!view) throw channelError('CHANNEL_NOT_FOUND');
    return view;
  }

  /** Direct children of the actor's channel (CH-027). */
  async listChildren(
    actor: ChannelActor,
    query: ParsedInput<typeof channelSelfContract.listChildren>['query'],
  ): Promise<Page<ChannelView>> {
    const { items, total } = await this.queries.listChildren(actor.channelId, query);
    return { items: await this.viewsOf(null, items), total };
  }

  /** A channel anywhere below the actor's; CHANNEL_NOT_FOUND for any other. */
  async requireDescendant(actor: ChannelActor, id: number): Promise<ChannelView> {
    const row = await this.dataSource.manager.findOneBy(ChannelRow, { id });
    const isBelow =
      row &&
      row.id !== actor.channelId &&
      (row.parentId === actor.channelId || (actor.level === 1 && row.l1Id === actor.channelId));
    const [view] = isBelow ? await this.viewsOf(null, [row]) : [];
    if (!view) throw channelError('CHANNEL_NOT_FOUND');
    return view;
  }

  private async viewsOf(tx: Tx | null, rows: readonly ChannelRow[]): Promise<ChannelView[]> {
    const ids = rows.map((row) => row.id);
    const salespersonIds = rows.flatMap((row) => row.salespersonId ?? []);
    const relativeIds = rows.flatMap((row) => [row.l1Id, ...(row.parentId === null ? [] : [row.parentId])]);
    const facts = {
      salespersonNames: await this.org.namesOf(salespersonIds, tx),
      memberCounts: await this.members.countByChannel(tx, ids),
      refs: await this.queries.refsByIds(relativeIds, tx),
      childCounts: await this.queries.childCounts(ids, tx),
    };
    return rows.map((row) => toChannelView(row, facts));
  }
}
