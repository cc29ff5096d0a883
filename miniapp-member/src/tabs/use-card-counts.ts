import type { CardStatus } from '@lakeside/shared/card/card.status';
import { computed, ref } from 'vue';
import { sdk } from '@/app/api';

const shownStatuses = ['active', 'used', 'voided'] as const satisfies readonly CardStatus[];
export type ShownCardStatus = (typeof shownStatuses)[number];

const labels: Readonly<Record<ShownCardStatus, string>> = {
  active: '可提货',
  used: '已使用',
  voided: '已注销',
};

/** The states a member's cards are listed by, each with how many there are. */
export function useCardCounts() {
  const counts = ref<Partial<Record<ShownCardStatus, number>>>({});

  /** Without the counts the list still works, and tells itself when the network is broken. */
  async function loadCounts(): Promise<void> {
    const pages = await Promise.all(
      shownStatuses.map((status) =>
        sdk.card.listMyCards({ query: { page: 1, pageSize: 1, status } }).catch(() => null),
      ),
    );
    counts.value = Object.fromEntries(
      shownStatuses.map((status, index) => [status, pages[index]?.total ?? counts.value[status]]),
    );
  }

  const options = computed(() =>
    shownStatuses.map((status) => {
      const count = counts.value[status];
      return { key: status, label: labels[status], ...(count === undefined ? {} : { count }) };
    }),
  );

  return { options, loadCounts };
}

export function isShownCardStatus(key: string): key is ShownCardStatus {
  return key in labels;
}
