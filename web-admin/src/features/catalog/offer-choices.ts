/** What the lists of offers can be narrowed to and sorted by; nothing chosen means: in use, newest first. */
export const offerChoiceName = {
  isRecommended: { true: '已推荐', false: '未推荐' },
  isBinned: { false: '在用', true: '回收站' },
  sort: { newest: '最新', sales: '销量从高到低', priceUp: '价格从低到高', priceDown: '价格从高到低' },
} as const;

/** The filters of a list of offers before anything is chosen: text, as the address carries it. */
export const noOfferFilters = {
  search: '',
  categoryId: '',
  status: '',
  isRecommended: '',
  priceFromFen: '',
  priceToFen: '',
  sort: '',
  isBinned: '',
};
export type OfferFilterTexts = Record<keyof typeof noOfferFilters, string>;
