import { startServer } from './app';
import { ConfigError } from './platform/config/config';

/** Starts the server and stops it gracefully on the signals that a terminal, a container or a service manager sends. */
async function main(): Promise<void> {
  const server = await startServer();
  process.stdout.write(`Lakeside is listening on ${server.config.publicUrl}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${String(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  const text =
    error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`Lakeside could not start: ${text}\n`);
  process.exit(1);
});
