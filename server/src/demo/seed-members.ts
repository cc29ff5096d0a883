import { demoMembers } from './demo-world';
import type { SeedContext } from './seed-context';

/** The back office has got to know its members: tags and a note. */
export async function seedMembers({ admin }: SeedContext): Promise<void> {
  const [first, second] = demoMembers;
  const tags = new Map<string, number>();
  for (const name of ['大客户', '爱送礼', '企业采购']) {
    tags.set(name, (await admin.memberTag.createMemberTag({ body: { name } })).id);
  }
  const given = [
    { phone: first.phone, names: ['大客户', '爱送礼'], remark: '每年中秋前订货，喜欢母蟹。' },
    { phone: second.phone, names: ['爱送礼'], remark: null },
  ];
  for (const { phone, names, remark } of given) {
    const { items } = await admin.member.listMembers({ query: { search: phone } });
    const [member] = items;
    if (!member) continue;
    const params = { id: member.id };
    await admin.memberTag.setTagsOfMember({
      params,
      body: { tagIds: names.map((name) => tags.get(name) ?? 0) },
    });
    const { nickname, avatarUrl } = member;
    await admin.member.updateMember({ params, body: { nickname, phone, avatarUrl, remark } });
  }
}
