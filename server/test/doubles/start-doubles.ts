import { DoubleServer, type DoubleServerOptions } from './double-server';
import { ErpDouble } from './erp/erp.double';
import { Kuaidi100Double } from './express/kuaidi100.double';
import { SandDouble } from './sand/sand.double';
import { SmsDouble } from './sms/sms.double';
import { WechatPayDouble } from './wechat-pay/wechat-pay.double';
import { WechatDouble } from './wechat/wechat.double';

/** Starts the doubles of all outside services on one port. A new double is one line here. */
export async function startDoubles(options: DoubleServerOptions = {}) {
  const server = new DoubleServer(options);
  const doubles = {
    erp: server.add('erp', (context) => new ErpDouble(context)),
    kuaidi100: server.add('kuaidi100', (context) => new Kuaidi100Double(context)),
    sand: server.add('sand', (context) => new SandDouble(context)),
    sms: server.add('sms', (context) => new SmsDouble(context)),
    'wechat-pay': server.add('wechat-pay', (context) => new WechatPayDouble(context)),
    wechat: server.add('wechat', (context) => new WechatDouble(context)),
  };
  await server.start();
  return {
    ...doubles,
    url: server.url,
    environment: server.environment,
    faults: server.faults,
    received: (double: keyof typeof doubles) => server.received(double),
    stop: () => server.stop(),
  };
}

export type RunningDoubles = Awaited<ReturnType<typeof startDoubles>>;
