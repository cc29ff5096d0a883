const names: Readonly<Record<string, string>> = {
  admin: '总后台',
  channel: '渠道商',
  staff: '渠道员工',
  member: '会员',
  sales: '销售员',
  system: '系统',
};

/** The Chinese name of who acted; an unknown kind is shown as it is. */
export function actorKindName(kind: string): string {
  return names[kind] ?? kind;
}
