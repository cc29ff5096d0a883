import { defineErrors, errorFactory } from '../kernel/app-error';

export const cartErrors = defineErrors({
  CART_FULL: { status: 409, message: '购物车最多放 {limit} 种商品，请先删去几种' },
  CART_LINE_NOT_FOUND: { status: 404, message: '这件商品已不在购物车里' },
});

export const cartError = errorFactory(cartErrors);
