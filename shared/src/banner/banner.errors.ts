import { defineErrors, errorFactory } from '../kernel/app-error';

export const bannerErrors = defineErrors({
  BANNER_NOT_FOUND: { status: 404, message: '轮播图不存在' },
  BANNER_TARGET_MISSING: { status: 409, message: '要打开的商品或分类不存在' },
  BANNERS_FULL: { status: 409, message: '最多 {limit} 张轮播图，请先删除一些' },
});

export const bannerError = errorFactory(bannerErrors);
