import type { BannerLanding } from '@lakeside/shared/banner/banner.contract';

/** Where a banner leads, in words. */
export const landingName: Readonly<Record<BannerLanding['kind'], string>> = {
  none: '不打开',
  offer: '商品',
  category: '分类',
  page: '自己写的页面',
};
