import { adminPermissionName } from '@lakeside/shared/identity/admin-permission';

/** Rights in words: 全部权限, or each by its name; a dash for none. */
export function rightsText(permissions: readonly string[]): string {
  if (permissions.includes('*')) return '全部权限';
  const names: Readonly<Record<string, string>> = adminPermissionName;
  return permissions.map((permission) => names[permission] ?? permission).join('、') || '—';
}
