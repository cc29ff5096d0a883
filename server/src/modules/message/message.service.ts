import { toIso } from '@lakeside/shared/kernel/date';
import type { Page } from '@lakeside/shared/kernel/page';
import type { MessageEvent, MessageTargetKind } from '@lakeside/shared/message/message.schemas';
import type { MessageView } from '@lakeside/shared/message/message.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, IsNull } from 'typeorm';
import { Clock } from '../../platform/clock';
import { upsertIgnore } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { ChannelActor, MemberActor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import type { MessageText } from './domain/message-text';
import { MessageGrantRow } from './entities/message-grant.entity';
import { type MessageAudience, MessageRow } from './entities/message.entity';
import { pushRequested } from './message.events';
import { MessageTemplates } from './message-templates';

/** Consents beyond this many are not worth keeping. */
const maxUses = 50;

type InboxActor = MemberActor | ChannelActor;

export interface NewMessage extends MessageText {
  readonly audience: MessageAudience;
  /** Id of the member or channel. */
  readonly recipientId: number;
  readonly target: { readonly kind: MessageTargetKind; readonly id: number } | null;
  /** The same news twice makes one message. */
  readonly dedupeKey: string;
}

/** Inboxes of members and channels, and what people agreed to get on WeChat (MB-074). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MessageService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly templates: MessageTemplates;
  @Inject() private readonly transactions: TransactionService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Puts a message into the inbox and, for everyone who agreed, an errand to WeChat into the outbox. Once per `dedupeKey`. */
  async deliver(message: NewMessage): Promise<void> {
    const { audience, recipientId, target, dedupeKey, event, title, text, facts } = message;
    await this.transactions.retry(async (tx) => {
      if (await tx.existsBy(MessageRow, { dedupeKey })) return;
      await upsertIgnore(tx, MessageRow, [
        {
          ...{ audience, recipientId, dedupeKey, event, title, text, facts: { ...facts } },
          targetKind: target?.kind ?? null,
          targetId: target?.id ?? null,
          createdAt: this.clock.now(),
          readAt: null,
        },
      ]);
      const { id: messageId } = await tx.findOneByOrFail(MessageRow, { dedupeKey });
      if (!this.templates.find(event)) return;
      const grants = await tx.findBy(MessageGrantRow, { audience, recipientId, event });
      const errands = grants
        .filter((grant) => grant.uses > 0)
        .map((grant) => pushRequested(messageId, grant.id));
      if (errands.length > 0) await this.outbox.addAll(tx, errands);
    });
  }

  async listMessages(
    actor: InboxActor,
    query: { page: number; pageSize: number },
  ): Promise<Page<MessageView>> {
    const [rows, total] = await this.dataSource.getRepository(MessageRow).findAndCount({
      where: inboxOf(actor),
      order: { id: 'DESC' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    });
    return { items: rows.map(toView), total };
  }

  async countUnread(actor: InboxActor): Promise<{ count: number }> {
    const where = { ...inboxOf(actor), readAt: IsNull() };
    return { count: await this.dataSource.getRepository(MessageRow).countBy(where) };
  }

  /** Marks own messages, or all of them without `ids`. Foreign ids change nothing. */
  async markRead(actor: InboxActor, ids: readonly number[] | undefined): Promise<{ ok: true }> {
    const where = { ...inboxOf(actor), readAt: IsNull(), ...(ids ? { id: In([...ids]) } : {}) };
    await this.transactions.run(actor, (tx) => tx.update(MessageRow, where, { readAt: this.clock.now() }));
    return { ok: true };
  }

  /** The templates to ask this person's consent for. */
  async listTemplates(actor: InboxActor): Promise<{ event: MessageEvent; templateId: string }[]> {
    return this.templates.list(actor.kind);
  }

  /** One more WeChat message of each event is welcome. */
  async recordGrants(actor: InboxActor, events: readonly MessageEvent[]): Promise<{ ok: true }> {
    const { credentialId } = actor;
    await this.transactions.run(actor, async (tx) => {
      for (const event of [...new Set(events)].sort()) {
        await upsertIgnore(tx, MessageGrantRow, [{ ...inboxOf(actor), credentialId, event, uses: 0 }]);
        await this.addUse(tx, { credentialId, event });
      }
    });
    return { ok: true };
  }

  private async addUse(tx: Tx, grant: { credentialId: number; event: MessageEvent }): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(MessageGrantRow)
      .set({ uses: () => 'uses + 1' })
      .where('credentialId = :credentialId AND event = :event AND uses < :maxUses', { ...grant, maxUses })
      .execute();
  }
}

function inboxOf(actor: InboxActor): { audience: MessageAudience; recipientId: number } {
  return actor.kind === 'member'
    ? { audience: 'member', recipientId: actor.memberId }
    : { audience: 'channel', recipientId: actor.channelId };
}

function toView(row: MessageRow): MessageView {
  const { id, event, title, text, targetKind, targetId, readAt, createdAt } = row;
  const target = targetKind !== null && targetId !== null ? { kind: targetKind, id: targetId } : null;
  return { id, event, title, text, target, isRead: readAt !== null, createdAt: toIso(createdAt) };
}
