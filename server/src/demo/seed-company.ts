import { AgreementKind, agreementKindName } from '@lakeside/shared/agreement/agreement.kind';
import { AdminPermission } from '@lakeside/shared/identity/admin-permission';
import type { AdminClient } from './demo-client';
import { drawBanner } from './draw-banner';

const companyName = '苏州湖畔水产有限公司';

/** Who the shop is, how it is reached, what its people agree to, and a role for those who answer. */
export async function seedCompany(admin: AdminClient): Promise<void> {
  const blob = new Blob([drawBanner('lake')], { type: 'image/png' });
  const lake = await admin.media.uploadPicture({ file: { kind: 'blob', blob, fileName: 'lake.png' } });
  await admin.library.addPictures({
    body: { pictures: [{ url: lake.url, name: '湖上月' }], groupName: '品牌' },
  });
  const settings = await admin.settings.getSettings();
  await admin.settings.updateSettings({
    body: {
      ...settings,
      customerService: { phone: '400-800-8820', wechatChat: null },
      company: {
        name: companyName,
        address: '江苏省苏州市相城区阳澄湖镇湖畔路 1 号',
        logoUrl: null,
        introduction:
          '湖畔只做一件事：把当季的湖鲜，当天捕捞、当天发出。\n每一只蟹都来自自家围网，过秤、编号、可追溯。\n到货不鲜活，拍照就赔。',
      },
    },
  });
  await admin.adminUser.createAdminRole({
    body: {
      name: '客服',
      permissions: [AdminPermission.memberView, AdminPermission.orderView, AdminPermission.reviewView],
    },
  });
  for (const kind of Object.values(AgreementKind)) {
    await admin.agreement.publish({ params: { kind }, body: { detail: textOf(kind), basedOn: 0 } });
  }
}

function textOf(kind: AgreementKind): string {
  const name = agreementKindName[kind];
  return (
    `<h2>${name}</h2><p>本协议由您与${companyName}（下称“湖畔”）订立，<strong>演示内容，正式使用前请由法务替换</strong>。</p>` +
    `<h3>一、说明</h3><p>您使用湖畔的服务，即表示已阅读并同意${name}。</p>` +
    '<h3>二、约定</h3><ul><li>账号仅限本人使用，请妥善保管密码。</li><li>提货卡售出后凭卡号和密码使用，请勿转交他人。</li><li>我们只为完成订单使用您的手机号和收货地址。</li></ul>' +
    '<h3>三、联系我们</h3><p>客服电话 400-800-8820，每天 9:00—21:00。</p>'
  );
}
