import { defineErrors, errorFactory } from '../kernel/app-error';

export const memberErrors = defineErrors({
  MEMBER_NOT_FOUND: { status: 404, message: '会员不存在' },
  MEMBER_CLOSED: { status: 403, message: '账号已停用，请联系客服' },
  MEMBER_PHONE_TAKEN: { status: 409, message: '这个手机号已被其他账号使用' },
  MEMBER_DELETED: { status: 409, message: '会员已注销，不能再修改' },
  ACCOUNT_DELETION_BLOCKED: { status: 409, message: '还有没完成的事，暂时不能注销' },
  ACCOUNT_DELETION_WAITING: { status: 409, message: '已经申请过注销' },
  ACCOUNT_DELETION_NOT_WAITING: { status: 409, message: '没有等待中的注销申请' },
  MEMBER_TAG_NOT_FOUND: { status: 404, message: '标签不存在，请刷新后重新选择' },
  MEMBER_TAG_TAKEN: { status: 409, message: '已有同名标签' },
  MEMBER_TAG_LIMIT: { status: 409, message: '最多建 {limit} 个标签' },
  ADDRESS_NOT_FOUND: { status: 404, message: '地址不存在，请重新选择' },
  ADDRESS_LIMIT: { status: 409, message: '最多保存 {limit} 个地址' },
});

export const memberError = errorFactory(memberErrors);
