import type { Page, PageQuery } from '@lakeside/shared/kernel/page';

const numbersPerCall = 100;

/**
 * Every number of a paper in its order, at most `limit`; null when the paper has more, which would take too many calls.
 */
export async function loadAllNumbers(
  load: (query: PageQuery) => Promise<Page<{ cardNo: string }>>,
  limit: number,
): Promise<string[] | null> {
  const cardNos: string[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await load({ page, pageSize: numbersPerCall });
    if (answer.total > limit) return null;
    cardNos.push(...answer.items.map((item) => item.cardNo));
    if (answer.items.length < numbersPerCall || cardNos.length >= answer.total) return cardNos;
  }
}
