import { join } from 'node:path';
import { deliverParcels } from './express/deliver-parcels';
import { startDoubles } from './start-doubles';

/** How fast a parcel of the demo travels: it arrives after five steps. */
const carrierStepMs = 60_000;
/** How long Sand works on the splits of the demo. */
const sandStepMs = 5_000;

/** The doubles as a process of their own, for the demo: `PORT` and `DATA_DIR` from the environment. */
async function main(): Promise<void> {
  const port = Number(process.env['PORT']);
  const { HOST: host = '127.0.0.1', DATA_DIR: dataDir = '.data' } = process.env;
  const doubles = await startDoubles({ port, host, stateFile: join(dataDir, 'doubles.json') });
  const carrier = setInterval(() => void deliverParcels(doubles.kuaidi100), carrierStepMs);
  const sand = setInterval(() => {
    doubles.sand.settle();
    void doubles.sand.deliver();
  }, sandStepMs);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clearInterval(carrier);
      clearInterval(sand);
      void doubles.stop().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The doubles could not start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
