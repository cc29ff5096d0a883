import 'reflect-metadata';
import { startServer } from '../../src/app';
import { serverModules } from '../../src/modules';
import { AppConfig } from '../../src/platform/config/config';
import { aChannelActor, fixedSessions } from '../builders/fixed-sessions';

/** A server in a process of its own in which one L1, named by the environment, is logged in; made to be killed. */
async function main(): Promise<void> {
  const channelId = Number(process.env['L1_ID']);
  const sessions = fixedSessions({ [`channel-${channelId}`]: aChannelActor({ channelId }) });
  const server = await startServer({
    config: new AppConfig(process.env),
    modules: [...serverModules, sessions],
  });
  process.stdout.write(`listening ${server.url}\n`);
}

void main();
