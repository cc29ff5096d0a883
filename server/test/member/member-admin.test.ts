import { channelSelfContract, memberLevelAdminContract } from '@lakeside/shared/channel/channel.contract';
import { memberAdminContract, memberSelfContract } from '@lakeside/shared/member/member.contract';
import {
  memberRecordAdminContract,
  memberTagAdminContract,
} from '@lakeside/shared/member/member-record.contract';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AuditEntryRow } from '../../src/modules/audit/entities/audit-entry.entity';
import { MemberTagLinkRow } from '../../src/modules/member/entities/member-tag-link.entity';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { readSpreadsheet } from '../../src/platform/spreadsheet/read-spreadsheet';
import { anAdmin } from '../builders/admin.builder';
import { anL1, aStaffMember } from '../builders/channel.builder';
import { aMember, memberLogin } from '../builders/member.builder';
import { aPhone } from '../builders/sms.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const memberInvite = async (app: TestApp, token: string) =>
  (await app.call(channelSelfContract.getMemberInvite, { token, input: { query: {} } })).body.token;

describeOnBothDatabases('a member in the back office', {}, (context) => {
  const update = (
    token: string,
    id: number,
    body: { nickname: string; phone: string; remark?: string | null },
  ) => context.app.call(memberAdminContract.updateMember, { token, input: { params: { id }, body } });

  it('is edited: name, note and phone, which is the new login [AD-127, AD-131]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const member = await aMember(app);
    const phone = aPhone();

    const saved = await update(token, member.id, { nickname: '王小湖', phone, remark: '只要母蟹' });
    const session = await app.call(memberSelfContract.getProfile, { token: member.token });
    const byOldPhone = await memberLogin(app, member.phone);
    const byNewPhone = await memberLogin(app, phone);
    const shown = await app.call(memberAdminContract.getMember, {
      token,
      input: { params: { id: member.id } },
    });

    expect(saved.body).toMatchObject({ nickname: '王小湖', phone, remark: '只要母蟹' });
    expect(session.status).toBe(401);
    expect(byOldPhone.body.isNew).toBe(true);
    expect(byNewPhone.body).toMatchObject({ isNew: false, profile: { id: member.id } });
    expect(shown.body).toMatchObject({
      id: member.id,
      nickname: '王小湖',
      level: { name: '普通会员' },
      channel: null,
      status: 'active',
    });
    const entry = await app.dataSource
      .getRepository(AuditEntryRow)
      .findOneByOrFail({ action: 'member.update', targetId: String(member.id) });
    expect(JSON.stringify([entry.before, entry.after])).not.toContain(phone);
  });

  it('is not given the phone of somebody else, nor one who does not exist', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const member = await aMember(app);
    const other = await aMember(app);

    const taken = await update(token, member.id, { nickname: '新名', phone: other.phone });
    const nobody = await update(token, 999_999, { nickname: '新名', phone: aPhone() });
    const blank = await update(token, member.id, { nickname: ' \u200b ', phone: member.phone });

    expect(taken.error.code).toBe('MEMBER_PHONE_TAKEN');
    expect(nobody.error.code).toBe('MEMBER_NOT_FOUND');
    expect(blank.status).toBe(422);
    const row = await app.dataSource.getRepository(MemberRow).findOneByOrFail({ id: member.id });
    expect([row.nickname, row.phone]).toEqual([`会员${member.phone.slice(-4)}`, member.phone]);
  });

  it('is given another staff member of the channel only; who, when and why is kept [AD-128, AD-129]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const actorName = expect.stringMatching(/^管理员\d+$/);
    const l1 = await anL1(app, token);
    const other = await anL1(app, token);
    const first = await aStaffMember(app, l1.token);
    const second = await aStaffMember(app, l1.token);
    const stranger = await aStaffMember(app, other.token);
    const member = await aMember(app, await memberInvite(app, first.token));
    const params = { id: member.id };
    const changeStaff = (staffId: number | null, reason = '接手老客户') =>
      app.call(memberAdminContract.changeMemberStaff, {
        token,
        input: { params, body: { staffId, reason } },
      });

    const choices = await app.call(memberRecordAdminContract.listStaffChoices, {
      token,
      input: { params: { id: l1.id } },
    });
    const moved = await changeStaff(second.id);
    const foreign = await changeStaff(stranger.id);
    await app.call(channelSelfContract.closeStaff, { token: l1.token, input: { params: { id: first.id } } });
    const left = await changeStaff(first.id);
    await app.call(memberAdminContract.changeMemberChannel, {
      token,
      input: { params, body: { channelId: other.id, reason: '搬家' } },
    });
    const none = await changeStaff(second.id);
    const { body: history } = await app.call(memberRecordAdminContract.listMemberChanges, {
      token,
      input: { params, query: {} },
    });

    expect(choices.body.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    expect(moved.body).toMatchObject({ staffId: second.id, staffName: expect.stringContaining('店员') });
    expect([foreign, left, none].map(({ error }) => error.code)).toEqual(
      Array.from({ length: 3 }, () => 'STAFF_NOT_FOUND'),
    );
    expect(history.total).toBe(2);
    expect(history.items).toMatchObject([
      { kind: 'channel', from: l1.name, to: other.name, reason: '搬家', actorName },
      { kind: 'staff', to: moved.body.staffName, reason: '接手老客户', actorName },
    ]);
    const row = await app.dataSource.getRepository(MemberRow).findOneByOrFail({ id: member.id });
    expect(row).toMatchObject({ channelId: other.id, staffId: null });
  });

  const create = (token: string, name: string) =>
    context.app.call(memberTagAdminContract.createMemberTag, { token, input: { body: { name } } });
  const setTags = (token: string, id: number, tagIds: number[]) =>
    context.app.call(memberTagAdminContract.setTagsOfMember, {
      token,
      input: { params: { id }, body: { tagIds } },
    });

  it('is found by tags, which are made, given and deleted [AD-139]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const vip = await create(token, '大客户');
    const gift = await create(token, '爱送礼');
    const unused = await create(token, '备用');
    const member = await aMember(app);
    await aMember(app);

    const twice = await create(token, '大客户');
    const tagged = await setTags(token, member.id, [gift.body.id, vip.body.id]);
    const changed = await setTags(token, member.id, [vip.body.id]);
    const unknown = await setTags(token, member.id, [vip.body.id, 999_999]);
    const found = await app.call(memberAdminContract.listMembers, {
      token,
      input: { query: { tagId: vip.body.id } },
    });
    const empty = await app.call(memberAdminContract.listMembers, {
      token,
      input: { query: { tagId: unused.body.id } },
    });
    const listed = await app.call(memberTagAdminContract.listMemberTags, { token });
    await app.call(memberTagAdminContract.deleteMemberTag, { token, input: { params: { id: vip.body.id } } });
    const after = await app.call(memberAdminContract.getMember, {
      token,
      input: { params: { id: member.id } },
    });

    expect(twice.error.code).toBe('MEMBER_TAG_TAKEN');
    expect(tagged.body.tags).toHaveLength(2);
    expect(changed.body.tags).toEqual([{ id: vip.body.id, name: '大客户' }]);
    expect(unknown.error.code).toBe('MEMBER_TAG_NOT_FOUND');
    expect(found.body).toMatchObject({ total: 1, items: [{ id: member.id }] });
    expect(empty.body.total).toBe(0);
    expect(new Map(listed.body.map(({ name, memberCount }) => [name, memberCount]))).toEqual(
      new Map([
        ['大客户', 1],
        ['爱送礼', 0],
        ['备用', 0],
      ]),
    );
    expect(after.body.tags).toEqual([]);
    expect(await app.dataSource.getRepository(MemberTagLinkRow).countBy({ memberId: member.id })).toBe(0);
  });

  it('carries a tag once, however many give it at once', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const tag = await create(token, '同时');
    const member = await aMember(app);

    const answers = await Promise.all(
      Array.from({ length: 6 }, () => setTags(token, member.id, [tag.body.id])),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(await app.dataSource.getRepository(MemberTagLinkRow).countBy({ tagId: tag.body.id })).toBe(1);
  });

  it('is seen with whom they invited, page by page and month by month [AD-132, AD-138]', async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const member = await aMember(app);
    const invite = (await app.call(memberSelfContract.getInvite, { token: member.token })).body.token;
    const first = await aMember(app, invite);
    const second = await aMember(app, invite);
    await aMember(app);
    await app.dataSource
      .getRepository(MemberRow)
      .update({ id: first.id }, { joinedAt: new Date('2026-07-31T16:00:00Z') });
    const params = { id: member.id };

    const { body: page } = await app.call(memberRecordAdminContract.listInvitedMembers, {
      token: admin,
      input: { params, query: { page: 2, pageSize: 1 } },
    });
    const { body: trend } = await app.call(memberRecordAdminContract.getInviteTrend, {
      token: admin,
      input: { params },
    });
    const nobody = await app.call(memberRecordAdminContract.getInviteTrend, {
      token: admin,
      input: { params: { id: 999_999 } },
    });

    expect(page).toMatchObject({ total: 2, items: [{ id: first.id, levelName: '普通会员' }] });
    expect(second.id).toBeGreaterThan(first.id);
    expect(trend.months).toHaveLength(12);
    expect(trend.months.filter(({ count }) => count > 0)).toEqual([
      { month: '2026-08', count: 1 },
      { month: '2026-10', count: 1 },
    ]);
    expect(trend.months.at(-1)?.month).toBe('2026-10');
    expect(nobody.error.code).toBe('MEMBER_NOT_FOUND');
  });

  it('is exported with all others of the filter, over several batches', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const { body: level } = await app.call(memberLevelAdminContract.createMemberLevel, {
      token,
      input: { body: { name: '导出等级', rateBp: 9700 } },
    });
    const rows = Array.from({ length: 1203 }, (_row, index) => ({
      phone: `188${String(index).padStart(8, '0')}`,
      nickname: index === 0 ? '=cmd|湖畔🦀' : `批量${index}`,
      avatarUrl: null,
      levelId: level.id,
      channelId: null,
      staffId: null,
      inviterMemberId: null,
      remark: null,
      status: 'active' as const,
      joinedAt: app.clock.now(),
    }));
    for (let start = 0; start < rows.length; start += 200) {
      await app.dataSource.manager.insert(MemberRow, rows.slice(start, start + 200));
    }

    const response = await fetch(`${app.url}/api/admin/members/export?levelId=${level.id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const path = join(await mkdtemp(join(tmpdir(), 'members-')), 'members.xlsx');
    await writeFile(path, Buffer.from(await response.arrayBuffer()));
    const cells: (readonly string[])[] = [];
    for await (const row of readSpreadsheet(path, { maxRows: 2000, findFormulas: true })) {
      expect(row.formulaColumns).toEqual([]);
      cells.push(row.cells);
    }

    expect(cells.slice(1).map(([, phone]) => phone)).toEqual(rows.map(({ phone }) => phone));
    expect(cells[1]?.slice(0, 5)).toEqual(['=cmd|湖畔🦀', rows[0]?.phone, '导出等级', '0.97', '平台']);
  });
});
