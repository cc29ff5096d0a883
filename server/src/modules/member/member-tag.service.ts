import type { EndpointResponse } from '@lakeside/shared/kernel/endpoint';
import type { MemberAdminView, MemberTag } from '@lakeside/shared/member/member.contract';
import { maxMemberTags, type memberTagAdminContract } from '@lakeside/shared/member/member-record.contract';
import { memberError } from '@lakeside/shared/member/member.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks, isUniqueViolation, lockById } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { MemberTagLinkRow } from './entities/member-tag-link.entity';
import { MemberTagRow } from './entities/member-tag.entity';
import { MemberRow } from './entities/member.entity';
import { MemberQueries } from './member.queries';
import { MemberViewService } from './member-view.service';

/** Tags by which the back office groups members (AD-139). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberTagService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly queries: MemberQueries;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly views: MemberViewService;
  @InjectDataSource() private readonly dataSource: DataSource;

  async listTags(): Promise<EndpointResponse<typeof memberTagAdminContract.listMemberTags>> {
    const rows = await this.dataSource
      .getRepository(MemberTagRow)
      .find({ order: { name: 'ASC', id: 'ASC' }, take: maxMemberTags });
    const counts = await this.queries.countByTag(rows.map(({ id }) => id));
    return rows.map(({ id, name }) => ({ id, name, memberCount: counts.get(id) ?? 0 }));
  }

  /** Throws MEMBER_TAG_TAKEN, MEMBER_TAG_LIMIT. */
  async createTag(actor: AdminActor, name: string): Promise<MemberTag> {
    return this.transactions.run(actor, async (tx) => {
      const count = await tx.count(MemberTagRow);
      if (count >= maxMemberTags) throw memberError('MEMBER_TAG_LIMIT', { limit: maxMemberTags });
      const row = tx.create(MemberTagRow, { name, createdAt: this.clock.now() });
      try {
        await tx.insert(MemberTagRow, row);
      } catch (error) {
        if (isUniqueViolation(error)) throw memberError('MEMBER_TAG_TAKEN');
        throw error;
      }
      await this.audit.record(tx, actor, {
        action: 'member.createTag',
        targetKind: 'memberTag',
        targetId: row.id,
        targetLabel: name,
      });
      return { id: row.id, name };
    });
  }

  /** Members lose the tag with it. Throws MEMBER_TAG_NOT_FOUND. */
  async deleteTag(actor: AdminActor, id: number): Promise<{ ok: true }> {
    return this.transactions.run(actor, async (tx) => {
      const [tag] = await lockById(tx, MemberTagRow, [id]);
      if (!tag) throw memberError('MEMBER_TAG_NOT_FOUND');
      await tx.delete(MemberTagLinkRow, { tagId: id });
      await tx.delete(MemberTagRow, { id });
      await this.audit.record(tx, actor, {
        action: 'member.deleteTag',
        targetKind: 'memberTag',
        targetId: id,
        targetLabel: tag.name,
      });
      return { ok: true };
    });
  }

  /** Replaces the tags of a member. Throws MEMBER_NOT_FOUND, MEMBER_DELETED, MEMBER_TAG_NOT_FOUND. */
  async setTags(
    actor: AdminActor,
    input: { memberId: number; tagIds: readonly number[] },
  ): Promise<MemberAdminView> {
    return this.transactions.run(actor, async (tx) => {
      const { memberId, tagIds } = input;
      const [member] = await lockById(tx, MemberRow, [memberId]);
      if (!member) throw memberError('MEMBER_NOT_FOUND');
      if (member.status === 'deleted') throw memberError('MEMBER_DELETED');
      const tags = await lockById(tx, MemberTagRow, tagIds);
      if (tags.length !== tagIds.length) throw memberError('MEMBER_TAG_NOT_FOUND');
      const links = await tx.findBy(MemberTagLinkRow, { memberId });
      const gone = links.filter(({ tagId }) => !tagIds.includes(tagId)).map(({ id }) => id);
      const added = tagIds.filter((id) => !links.some(({ tagId }) => tagId === id));
      if (gone.length > 0) await tx.delete(MemberTagLinkRow, { id: In(gone) });
      await insertInChunks(
        tx,
        MemberTagLinkRow,
        added.map((tagId) => ({ memberId, tagId })),
      );
      await this.audit.record(tx, actor, {
        action: 'member.setTags',
        targetKind: 'member',
        targetId: memberId,
        targetLabel: member.nickname,
        after: { tags: tags.map(({ name }) => name) },
      });
      return this.views.requireAdminView(tx, memberId);
    });
  }
}
