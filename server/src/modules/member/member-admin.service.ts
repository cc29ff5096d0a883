import type { MemberAdminView } from '@lakeside/shared/member/member.contract';
import { memberError } from '@lakeside/shared/member/member.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService, maskPhone } from '../audit/audit.service';
import { ChannelStaffService } from '../channel/channel-staff.service';
import { ChannelService } from '../channel/channel.service';
import { MemberLevelService } from '../channel/member-level.service';
import { IdentityService } from '../identity/identity.service';
import { MemberRow } from './entities/member.entity';
import { type MemberChange, MemberChangeService } from './member-change.service';
import { MemberViewService } from './member-view.service';

type BasicData = Pick<MemberRow, 'nickname' | 'phone' | 'avatarUrl' | 'remark'>;

/** What the back office changes of members (AD-127 … AD-130). All of it throws MEMBER_DELETED for a deleted account. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberAdminService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly changes: MemberChangeService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly levels: MemberLevelService;
  @Inject() private readonly staff: ChannelStaffService;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly views: MemberViewService;

  /**
   * Edits the basic data. Another phone number is another login, so all sessions end. Throws MEMBER_NOT_FOUND,
   * MEMBER_PHONE_TAKEN (AD-127).
   */
  updateMember(actor: AdminActor, input: { id: number; body: BasicData }): Promise<MemberAdminView> {
    const { id, body } = input;
    return this.change(actor, { id, action: 'member.update' }, async (tx, member) => {
      if (body.phone !== member.phone) {
        const subject = { kind: 'member', id } as const;
        const takenError = memberError('MEMBER_PHONE_TAKEN');
        await this.identity.changeLoginName(tx, subject, { loginName: body.phone, takenError });
        await this.identity.endSessions(tx, subject);
      }
      await tx.update(MemberRow, { id }, body);
      const told = ({ nickname, phone, remark }: BasicData) => ({
        nickname,
        phone: maskPhone(phone),
        remark,
      });
      return { before: told(member), after: told(body) };
    });
  }

  /** Throws MEMBER_NOT_FOUND, MEMBER_LEVEL_NOT_FOUND. */
  changeLevel(
    actor: AdminActor,
    input: { id: number; levelId: number; reason: string },
  ): Promise<MemberAdminView> {
    return this.change(actor, { id: input.id, action: 'member.changeLevel' }, async (tx, member) => {
      const level = await this.levels.lockLevel(tx, input.levelId);
      const before = await this.levels.findLevel(tx, member.levelId);
      await tx.update(MemberRow, { id: member.id }, { levelId: level.id });
      await this.keep(tx, actor, {
        memberId: member.id,
        kind: 'level',
        from: before?.name ?? null,
        to: level.name,
        reason: input.reason,
      });
      return { before: { levelId: member.levelId }, after: { levelId: level.id, reason: input.reason } };
    });
  }

  /**
   * Moves a member to another channel, or to the platform itself. Later orders only; the staff member of the old channel no
   * longer counts. Throws MEMBER_NOT_FOUND, CHANNEL_NOT_FOUND, CHANNEL_CLOSED (AD-128; rules.md §2).
   */
  changeChannel(
    actor: AdminActor,
    input: { id: number; channelId: number | null; reason: string },
  ): Promise<MemberAdminView> {
    return this.change(actor, { id: input.id, action: 'member.changeChannel' }, async (tx, member) => {
      const { channelId, reason } = input;
      if (channelId !== null) await this.channels.requireActiveChannel(tx, channelId);
      const staffId = channelId === member.channelId ? member.staffId : null;
      await tx.update(MemberRow, { id: member.id }, { channelId, staffId });
      const names = await this.channels.channelsByIds(
        [member.channelId, channelId].flatMap((id) => id ?? []),
        tx,
      );
      await this.keep(tx, actor, {
        memberId: member.id,
        kind: 'channel',
        from: names.get(member.channelId ?? 0)?.name ?? null,
        to: names.get(channelId ?? 0)?.name ?? null,
        reason,
      });
      return {
        before: { channelId: member.channelId, staffId: member.staffId },
        after: { channelId, staffId, reason },
      };
    });
  }

  /** Someone of the member's own channel, or nobody; later orders only. Throws MEMBER_NOT_FOUND, STAFF_NOT_FOUND (AD-129). */
  changeStaff(
    actor: AdminActor,
    input: { id: number; staffId: number | null; reason: string },
  ): Promise<MemberAdminView> {
    return this.change(actor, { id: input.id, action: 'member.changeStaff' }, async (tx, member) => {
      const { staffId, reason } = input;
      const staff =
        staffId === null ? null : await this.staff.requireStaffOf(tx, member.channelId ?? 0, staffId);
      const names = await this.staff.namesOf(tx, member.staffId === null ? [] : [member.staffId]);
      await tx.update(MemberRow, { id: member.id }, { staffId });
      await this.keep(tx, actor, {
        memberId: member.id,
        kind: 'staff',
        from: names.get(member.staffId ?? 0) ?? null,
        to: staff?.name ?? null,
        reason,
      });
      return { before: { staffId: member.staffId }, after: { staffId, reason } };
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

  private keep(tx: Tx, actor: AdminActor, change: MemberChange): Promise<void> {
    return this.changes.record(tx, actor, [change]);
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
      if (member.status === 'deleted') throw memberError('MEMBER_DELETED');
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
