import { fail, runAll } from './lib/run.mjs';
import { ensureBuilt, ensureInstalled } from './lib/workspace.mjs';

/** Builds everything that is out of date: server, H5 apps, back office, mini programs, app. */
try {
  await ensureInstalled();
  await ensureBuilt(runAll, { forDevices: true });
} catch (error) {
  fail(error);
}
