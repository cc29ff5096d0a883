import 'reflect-metadata';
import { startServer } from '../../src/app';
import { serverModules } from '../../src/modules';
import { PayerService } from '../../src/modules/payment/payer.service';
import { AppConfig } from '../../src/platform/config/config';
import { typedSessions } from '../builders/typed-sessions';
import { TestClock } from '../kit/test-clock';

/** A server in a process of its own in which everybody is logged in and known to WeChat; made to be killed. */
async function main(): Promise<void> {
  const server = await startServer({
    config: new AppConfig(process.env),
    modules: [...serverModules, typedSessions],
    clock: new TestClock(),
  });
  (await server.get(PayerService)).register((memberId) => Promise.resolve(`openid-${memberId}`));
  process.stdout.write(`listening ${server.url}\n`);
}

void main();
