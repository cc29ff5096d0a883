import { isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { computed, ref, shallowRef, watch } from 'vue';
import { sdk } from '@/app/api';
import { useInviteStore } from '@/app/invite.store';

interface InvitePreview {
  inviterName: string;
  channelName: string | null;
  memberLevelName: string | null;
}

/** Who invites, shown before logging in; `refusal` says why an invite cannot be used. The server checks it again at use. */
export function useInvitePreview() {
  const store = useInviteStore();
  const preview = shallowRef<InvitePreview | null>(null);
  const refusal = ref('');

  // A code may also be scanned while the login page is open already.
  watch(() => store.token, load, { immediate: true });

  async function load(token: string | null): Promise<void> {
    preview.value = null;
    refusal.value = '';
    if (token === null) return;
    try {
      const answer = await sdk.invite.previewInvite({ params: { token } });
      if (answer.kind === 'member') preview.value = answer;
      else refusal.value = '这是渠道邀请码，请在渠道端打开';
    } catch (error) {
      // Without a network the invite is neither good nor bad: it stays and is judged when it is used.
      if (isSdkError(error) && error.kind === 'http' && error.status < 500) refusal.value = error.message;
    }
  }

  /** Goes on as if nobody had invited. */
  function goWithout(): void {
    store.drop();
  }

  return {
    preview,
    refusal,
    title: computed(() => (preview.value ? `${preview.value.inviterName} 邀请你成为会员` : '')),
    note: computed(() =>
      [preview.value?.channelName, preview.value?.memberLevelName].filter(Boolean).join(' · '),
    ),
    goWithout,
  };
}
