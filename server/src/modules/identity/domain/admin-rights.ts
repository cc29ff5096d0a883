/** Whether somebody with these rights may give or take away those; `*` stands for all rights there are and will be. */
export function covers(own: readonly string[], others: readonly string[]): boolean {
  return own.includes('*') || others.every((permission) => own.includes(permission));
}

/** The rights of a role and those given besides, each once. */
export function unitedRights(role: readonly string[], own: readonly string[]): string[] {
  return [...new Set([...role, ...own])].sort();
}
