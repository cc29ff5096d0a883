import 'reflect-metadata';
import { startServer } from '../../src/app';
import { AppConfig } from '../../src/platform/config/config';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { TaskQueue } from '../../src/platform/jobs/task-queue';
import { CountTask, countModule } from './count.module';
import { demoModules } from './demo.module';

/** A server in a process of its own. Prints `listening <url>`; with TASK=1 adds a slow task and prints `task <id>`. */
async function main(): Promise<void> {
  const server = await startServer({
    config: new AppConfig(process.env),
    modules: [...demoModules, countModule],
  });
  process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
  process.stdout.write(`listening ${server.url}\n`);
  if (process.env['TASK'] !== '1') return;
  const count = await server.get(CountTask);
  count.pauseMs = 50;
  const queue = await server.get(TaskQueue);
  const transactions = await server.get(TransactionService);
  const id = await transactions.run(systemActor('test'), (tx) =>
    queue.add(tx, { type: 'count', payload: {} }),
  );
  process.stdout.write(`task ${id}\n`);
  for (;;) {
    const progress = await queue.find(id);
    if (progress && progress.done >= 5) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  process.stdout.write('underway\n');
}

void main();
