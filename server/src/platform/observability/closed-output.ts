/**
 * Keeps the process alive when whoever reads its output has gone, as after `npm start | head`: what it would print is lost, its
 * requests are not. Any other fault of a stream is thrown as before.
 */
export function outliveClosedOutput(...streams: readonly NodeJS.WritableStream[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
