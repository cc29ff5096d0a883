import { defineErrors, errorFactory } from '../kernel/app-error';

export const freightErrors = defineErrors({
  FREIGHT_TEMPLATE_NOT_FOUND: { status: 404, message: '运费模板不存在或已删除' },
  FREIGHT_TEMPLATE_IN_USE: { status: 409, message: '正在使用的模板不能删除，请先启用另一个' },
  FREIGHT_TEMPLATE_LIMIT: { status: 409, message: '运费模板最多 {limit} 个' },
});

export const freightError = errorFactory(freightErrors);
