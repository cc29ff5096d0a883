import { startServer } from './app';
import { landingPage, startBanner } from './demo/landing-page';
import { discardHalfDemo, prepareDemo } from './demo/prepare-demo';
import { AppConfig, ConfigError } from './platform/config/config';
import { outliveClosedOutput } from './platform/observability/closed-output';
import { Pages } from './platform/web/pages';

/** Starts the server and stops it gracefully on the signals that a terminal, a container or a service manager sends. */
async function main(): Promise<void> {
  outliveClosedOutput(process.stdout, process.stderr);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const config = new AppConfig(process.env);
  await discardHalfDemo(config, say);
  const server = await startServer({ config });
  const { demo, publicUrl } = config;
  const pages = await server.get(Pages);
  pages.registerPage('/', () => Promise.resolve({ contentType: 'text/html', body: landingPage(config) }));
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
  if (demo) await prepareDemo(server, new Date(), say);
  say(startBanner(publicUrl, demo));
}

main().catch((error: unknown) => {
  const text =
    error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`Lakeside could not start: ${text}\n`);
  process.exit(1);
});
