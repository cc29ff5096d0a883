import { computed, onMounted, shallowRef } from 'vue';
import type { CustomerService } from '../settings/settings.contract';
import { showToast } from './feedback';

/** `contact` is the mini program's own customer service, which WeChat opens from a button of its own only. */
export type CustomerServiceWay = 'chat' | 'contact' | 'phone' | 'none';

/** How the person reaches us from here, by the settings of the platform (MB-073). Until they are known, WeChat's own. */
export function useCustomerService(load: () => Promise<{ customerService: CustomerService }>) {
  const known = shallowRef<CustomerService | null>(null);

  onMounted(async () => {
    known.value = await load().then(
      (shop) => shop.customerService,
      () => null,
    );
  });

  const way = computed<CustomerServiceWay>(() => wayOf(known.value));

  function open(): void {
    const service = known.value;
    if (service?.wechatChat) openChat(service.wechatChat);
    else if (service?.phone) uni.makePhoneCall({ phoneNumber: service.phone, fail: () => undefined });
  }

  return { way, phone: computed(() => known.value?.phone ?? ''), open };
}

function wayOf(service: CustomerService | null): CustomerServiceWay {
  if (service?.wechatChat) return 'chat';
  // #ifdef MP-WEIXIN
  return 'contact';
  // #endif
  // #ifndef MP-WEIXIN
  return service?.phone ? 'phone' : 'none';
  // #endif
}

function openChat(chat: NonNullable<CustomerService['wechatChat']>): void {
  // #ifdef MP-WEIXIN
  wx.openCustomerServiceChat({
    extInfo: { url: chat.url },
    corpId: chat.corpId,
    fail: () => showToast('客服暂时打不开，请稍后再试'),
  });
  // #endif
  // #ifdef H5
  window.location.href = chat.url;
  // #endif
}
