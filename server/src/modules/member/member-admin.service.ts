import type { MemberAdminView } from '@lakeside/shared/member/member.contract';
import { memberError } from '@lakeside/shared/member/member.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { ChannelService } from '../channel/channel.service';
import { MemberLevelService } from '../channel/member-level.service';
import { IdentityService } from '../identity/identity.service';
import { MemberRow } from './entities/member.entity';
import { MemberViewService } from './member-view.service';

/** What the back office changes of members (AD-128, AD-130). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberAdminService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly levels: MemberLevelService;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly views: MemberViewService;

  /** Throws MEMBER_NOT_FOUND, MEMBER_LEVEL_NOT_FOUND. */
  changeLevel(actor: AdminActor, input: { id: number; levelId: number }): Promise<MemberAdminView> {
    return this.change(actor, { id: input.id, action: 'member.changeLevel' }, async (tx, member) => {
      const level = await this.levels.lockLevel(tx, input.levelId);
      await tx.update(MemberRow, { id: member.id }, { levelId: level.id });
      return { before: { levelId: member.levelId }, after: { levelId: level.id } };
    });
  }

  /**
   * Moves a member to another channel, or to the platform itself. Later orders only; the staff member of the old channel no
   * longer counts. Throws MEMBER_NOT_FOUND, CHANNEL_NOT_FOUND, CHANNEL_CLOSED.
   */
  changeChannel(
    actor: AdminActor,
    input: { id: number; channelId: number | null },
  ): Promise<MemberAdminView> {
    return this.change(actor, { id: input.id, action: 'member.changeChannel' }, async (tx, member) => {
      const { channelId } = input;
      if (channelId !== null) await this.channels.requireActiveChannel(tx, channelId);
      const staffId = channelId === member.channelId ? member.staffId : null;
      await tx.update(MemberRow, { id: member.id }, { channelId, staffId });
      return {
        before: { channelId: member.channelId, staffId: member.staffId },
        after: { channelId, staffId },
      };
    });
  }

  /** Ends all sessions at once. Closing twice changes nothing. Throws MEMBER_NOT_FOUND. */
  close(actor: AdminActor, input: { id: number; reason: string }): Promise<MemberAdminView> {
    return this.change(actor, { id: input.id, action: 'member.close' }, async (tx, member) => {
      await tx.update(MemberRow, { id: member.id }, { status: 'closed' });
      await this.identity.closeSubject(tx, { kind: 'member', id: member.id });
      return { before: { status: member.status }, after: { status: 'closed', reason: input.reason } };
    });
  }

  /** Throws MEMBER_NOT_FOUND. */
  reopen(actor: AdminActor, id: number): Promise<MemberAdminView> {
    return this.change(actor, { id, action: 'member.reopen' }, async (tx, member) => {
      await tx.update(MemberRow, { id }, { status: 'active' });
      await this.identity.reopenSubject(tx, { kind: 'member', id });
      return { before: { status: member.status }, after: { status: 'active' } };
    });
  }

  private change(
    actor: AdminActor,
    target: { id: number; action: string },
    write: (
      tx: Tx,
      member: MemberRow,
    ) => Promise<{ before: Record<string, unknown>; after: Record<string, unknown> }>,
  ): Promise<MemberAdminView> {
    return this.transactions.run(actor, async (tx) => {
      const [member] = await lockById(tx, MemberRow, [target.id]);
      if (!member) throw memberError('MEMBER_NOT_FOUND');
      const { before, after } = await write(tx, member);
      await this.audit.record(tx, actor, {
        action: target.action,
        targetKind: 'member',
        targetId: member.id,
        targetLabel: member.nickname,
        before,
        after,
      });
      return this.views.requireAdminView(tx, member.id);
    });
  }
}
