import type { SubscribeCalls } from '@lakeside/shared/ui/wechat/use-subscribe-offer';
import { sdk } from './api';

/** What `LkSubscribeOffer` needs to let the people of a channel be told on WeChat. */
export const subscribeCalls: SubscribeCalls = {
  listTemplates: () => sdk.message.listTemplates(),
  recordGrants: (events) => sdk.message.recordGrants({ body: { events } }),
  isBound: async () => (await sdk.wechat.getBinding()).isBound,
  bind: (code) => sdk.wechat.bind({ body: { code } }),
};
