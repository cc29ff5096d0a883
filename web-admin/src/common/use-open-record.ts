import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** The record whose id stands in the address, opened over its list, so that a copied link opens both. */
export function useOpenRecord(listPath: string) {
  const route = useRoute();
  const router = useRouter();
  const openId = computed(() => {
    // While the person leaves for another page the next page's id already stands in the address.
    if (!route.path.startsWith(`${listPath}/`)) return null;
    const id = Number(route.params.id);
    return Number.isSafeInteger(id) && id > 0 ? id : null;
  });
  return {
    openId,
    open: (record: { id: number }) => router.push({ path: `${listPath}/${record.id}`, query: route.query }),
    close: () => router.push({ path: listPath, query: route.query }),
  };
}
