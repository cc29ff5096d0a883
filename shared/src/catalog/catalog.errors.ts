import { defineErrors, errorFactory } from '../kernel/app-error';

export const catalogErrors = defineErrors({
  CATEGORY_NOT_FOUND: { status: 404, message: '分类不存在' },
  CATEGORY_IN_USE: { status: 409, message: '分类下还有内容，不能删除' },
  CATEGORY_PARENT_REFUSED: { status: 409, message: '上级只能是同类的一级分类' },
  SKU_NOT_FOUND: { status: 404, message: '单品不存在' },
  SKU_IN_USE: { status: 409, message: '这些套餐还在使用该单品：{packageNames}' },
  PACKAGE_NOT_FOUND: { status: 404, message: '套餐不存在' },
  CARD_PRODUCT_NOT_FOUND: { status: 404, message: '提货卡不存在' },
  CARD_FORM_FIXED: { status: 409, message: '提货卡建好后不能在实体卡和电子卡之间更改' },
  CARD_STOCK_REQUIRED: { status: 422, message: '请填写电子卡的库存总数' },
  E_CARD_SOLD_OUT: { status: 409, message: '“{name}”只剩 {left} 张' },
  PHYSICAL_CARD_ONLY: { status: 409, message: '“{name}”是电子卡，没有实体卡号' },
  PACKAGE_IN_USE: { status: 409, message: '这些提货卡还在使用该套餐：{productNames}' },
  OFFER_BINNED: { status: 409, message: '已在回收站，请先恢复' },
  FAVOURITES_FULL: { status: 409, message: '最多收藏 {limit} 件，请先取消一些' },
  NAME_TAKEN: { status: 409, message: '名称“{name}”已被使用' },
});

export const catalogError = errorFactory(catalogErrors);
