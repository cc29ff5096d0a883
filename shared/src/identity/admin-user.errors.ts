import { defineErrors, errorFactory } from '../kernel/app-error';

export const adminUserErrors = defineErrors({
  ADMIN_USER_NOT_FOUND: { status: 404, message: '账号不存在，请刷新' },
  ADMIN_USER_NAME_TAKEN: { status: 409, message: '账号“{userName}”已经有人在用' },
  ADMIN_USER_SELF: { status: 409, message: '不能停用自己或修改自己的权限，请让其他管理员操作' },
  ADMIN_RIGHTS_EXCEEDED: { status: 403, message: '只能管理权限不超过自己的账号和角色' },
  ADMIN_ROLE_NOT_FOUND: { status: 404, message: '角色不存在，请刷新' },
  ADMIN_ROLE_NAME_TAKEN: { status: 409, message: '已有名为“{name}”的角色' },
  ADMIN_ROLE_IN_USE: { status: 409, message: '还有 {count} 个账号是这个角色，请先给他们换一个' },
  ADMIN_ROLE_LIMIT: { status: 409, message: '最多 {limit} 个角色' },
});

export const adminUserError = errorFactory(adminUserErrors);
