import { flushPromises, mount } from '@vue/test-utils';
import LkCustomerService from '@lakeside/shared/ui/components/LkCustomerService.vue';
import { describe, expect, it, vi } from 'vitest';
import { stubUni } from '../../../tooling/vitest-uni/stub-uni';

const opened = async (customerService: {
  phone: string | null;
  wechatChat: { corpId: string; url: string } | null;
}) => {
  const openCustomerServiceChat = vi.fn();
  stubUni({});
  vi.stubGlobal('wx', { openCustomerServiceChat });
  const menu = mount(LkCustomerService, { props: { load: () => Promise.resolve({ customerService }) } });
  await flushPromises();
  return { menu, openCustomerServiceChat };
};

describe('customer service in the mini program', () => {
  it('is WeChat’s own, opened by its button [MB-073]', async () => {
    const { menu } = await opened({ phone: '400-800-8820', wechatChat: null });

    expect(menu.find('button').attributes('open-type')).toBe('contact');
    expect(menu.text()).toContain('联系客服');
  });

  it('is the chat of 企业微信 where the platform has set one [MB-073]', async () => {
    const chat = { corpId: 'ww0001', url: 'https://work.weixin.qq.com/kfid/kfc1' };
    const { menu, openCustomerServiceChat } = await opened({ phone: null, wechatChat: chat });

    expect(menu.find('button').exists()).toBe(false);
    await menu.find('.lk-cell').trigger('click');
    expect(openCustomerServiceChat).toHaveBeenCalledWith(
      expect.objectContaining({ extInfo: { url: chat.url }, corpId: chat.corpId }),
    );
  });
});
