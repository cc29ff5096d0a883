import type { ServerModule } from '../../platform/server-module';
import { WechatTokenRow } from './entities/wechat-token.entity';
import { CreateWechatToken1120000000000 } from './migrations/1120000000000-create-wechat-token';
import { WechatTokenStore } from './wechat-token-store';
import { WechatLogisticsService } from './wechat-logistics.service';
import { WechatShippingService } from './wechat-shipping.service';
import { WechatService } from './wechat.service';

/** The API of the mini programs at WeChat. */
export const wechatModule: ServerModule = {
  name: 'wechat',
  providers: [WechatLogisticsService, WechatService, WechatShippingService, WechatTokenStore],
  entities: [WechatTokenRow],
  migrations: [CreateWechatToken1120000000000],
  onBoot: async (container) => {
    // Wrong settings stop the start, not the first call.
    await container.get(WechatService);
  },
};
