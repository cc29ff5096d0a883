import { defineErrors, errorFactory } from '../kernel/app-error';

export const catalogErrors = defineErrors({
  CATEGORY_NOT_FOUND: { status: 404, message: '分类不存在' },
  CATEGORY_IN_USE: { status: 409, message: '分类下还有内容，不能删除' },
  SKU_NOT_FOUND: { status: 404, message: '单品不存在' },
  SKU_IN_USE: { status: 409, message: '这些套餐还在使用该单品：{packageNames}' },
  PACKAGE_NOT_FOUND: { status: 404, message: '套餐不存在' },
  CARD_PRODUCT_NOT_FOUND: { status: 404, message: '提货卡不存在' },
  NAME_TAKEN: { status: 409, message: '名称“{name}”已被使用' },
});

export const catalogError = errorFactory(catalogErrors);
