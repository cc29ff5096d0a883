/** The H5 address that an invite opens; in the mini program the token comes as `scene` instead. */
export function inviteUrl(publicUrl: string, invite: { kind: 'member' | 'channel'; token: string }): string {
  const page = invite.kind === 'channel' ? 'channel/#/features/identity/pages/apply' : 'member/#/';
  return `${publicUrl}/${page}?token=${invite.token}`;
}
