import { defineErrors, errorFactory } from '../kernel/app-error';

/** `details.excluded` of the selection refusals names per reason the first 20 card numbers and the count of all. */
export const cardErrors = defineErrors({
  CARD_NOT_FOUND: { status: 404, message: '没有查到这张卡' },
  CARDS_NOT_ELIGIBLE: { status: 409, message: '有 {excludedCount} 张卡不能操作，整单未提交' },
  CARD_COUNT_CHANGED: { status: 409, message: '可操作的卡变为 {eligible} 张，请重新确认' },
  CARDS_OF_SEVERAL_PRODUCTS: { status: 422, message: '一张单只能选同一种提货卡' },
  TRANSFER_NOT_ALLOWED: { status: 403, message: '三级渠道不能再流转' },
  HANDOVER_NOT_FOUND: { status: 404, message: '单据不存在' },
  HANDOVER_STATUS_CHANGED: { status: 409, message: '单据已{statusName}，请刷新' },
  HANDOVER_CARD_FOREIGN: { status: 422, message: '有 {excludedCount} 张卡不在这张单里' },
  ACTIVATION_NOT_FOUND: { status: 404, message: '激活单不存在' },
  ACTIVATION_STATUS_CHANGED: { status: 409, message: '激活单已变为“{statusName}”，请刷新' },
  ACTIVATION_FUNDS_SHORT: { status: 409, message: '余额不足，还差 {shortage} 元，整单未激活，请先充值' },
  CARD_BIND_REFUSED: { status: 422, message: '卡号或卡密不正确' },
  CARD_BIND_LOCKED: { status: 423, message: '尝试次数过多，请 {retryAfterMinutes} 分钟后再试' },
  CARD_NOT_ACTIVATED: { status: 409, message: '卡未激活，请联系售卡商家' },
  CARD_ALREADY_BOUND: { status: 409, message: '这张卡已被绑定' },
  CARD_USED: { status: 409, message: '这张卡已提货' },
  CARD_VOIDED: { status: 409, message: '这张卡已注销' },
  CARD_EXPIRED: { status: 409, message: '这张卡已过有效期' },
  CARD_LOCKED: { status: 409, message: '这张卡正在处理中' },
  CARD_NOT_YOURS: { status: 404, message: '没有查到这张卡' },
  IMPORT_NOT_FOUND: { status: 404, message: '导入记录不存在' },
  IMPORT_FILE_INVALID: { status: 422, message: '文件无法读取：{reason}' },
  IMPORT_FILE_EMPTY: { status: 422, message: '文件里没有卡号' },
  IMPORT_TOO_MANY_ROWS: { status: 422, message: '一次最多导入 {limit} 行' },
  IMPORT_PRINT_FILE_TAKEN: { status: 410, message: '制卡文件只能下载一次，已于 {takenAt} 下载' },
  IMPORT_NOT_DONE: { status: 409, message: '导入还没有完成' },
  GENERATE_RANGE_TAKEN: { status: 409, message: '号段里已有卡号 {cardNo}，请换一个起始号' },
});

export const cardError = errorFactory(cardErrors);
