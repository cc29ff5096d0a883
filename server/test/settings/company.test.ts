import { settingsAdminContract, settingsPublicContract } from '@lakeside/shared/settings/settings.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

describeOnBothDatabases('the company', { modules }, (context) => {
  const read = async () =>
    (await context.app.call(settingsAdminContract.getSettings, { token: tokenOf.admin })).body;
  const save = async (changes: object) =>
    context.app.call(settingsAdminContract.updateSettings, {
      token: tokenOf.admin,
      input: { body: { ...(await read()), ...changes } },
    });
  const company = {
    name: '苏州湖畔水产有限公司',
    address: '相城区湖畔路 1 号',
    logoUrl: `/media/${'a'.repeat(22)}.png`,
    introduction: '当天捕捞。\n当天发出。',
  };
  const customerService = { phone: '400-800-8820', wechatChat: null };

  it('is saved with name, address, logo and telephone, and anybody reads it with its introduction [AD-341, MB-072]', async () => {
    expect((await save({ company, customerService })).body).toMatchObject({ company, customerService });

    expect(await read()).toMatchObject({ company, customerService });
    const { body: shop } = await context.app.call(settingsPublicContract.getShop, {});
    expect(shop).toMatchObject({ company, customerService });
  });

  it('stays as it was when a field is wrong', async () => {
    const refused = [
      await save({ customerService: { ...customerService, phone: '请打电话' } }),
      await save({ company: { ...company, name: '长'.repeat(61) } }),
      await save({ company: { ...company, introduction: '长'.repeat(1001) } }),
    ];

    expect(refused.map(({ status }) => status)).toEqual([422, 422, 422]);
    expect(await read()).toMatchObject({ company, customerService });
  });
});
