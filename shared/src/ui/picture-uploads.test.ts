import { describe, expect, it } from 'vitest';
import { SdkError } from '../sdk/sdk-error';
import { createPictureUploads } from './picture-uploads';

function refusal(status: number): SdkError {
  const kind = status === 0 ? 'network' : 'http';
  return new SdkError({ kind, code: 'X', status, message: `坏了 ${status}` });
}

/** A server that answers when it is told to. */
function slowServer() {
  const open: { path: string; answer: (url: string) => void; refuse: (error: Error) => void }[] = [];
  const told: string[] = [];
  const uploads = createPictureUploads({
    tell: (message) => told.push(message),
    upload: (path, onProgress) =>
      new Promise((answer, refuse) => {
        onProgress(0.57);
        open.push({ path, answer, refuse });
      }),
  });
  const shown = () => uploads.items.value.map(({ source, state }) => `${source} ${state}`);
  return { uploads, open, told, shown };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('pictures on their way', () => {
  it('go one after the other and keep the order in which they were chosen', async () => {
    const { uploads, open, shown } = slowServer();

    void uploads.add(['a', 'b']);
    expect(shown()).toEqual(['a uploading', 'b waiting']);
    expect(uploads.items.value[0]?.percent).toBe(50);
    open[0]?.answer('/media/a');
    await settled();
    expect(shown()).toEqual(['a done', 'b uploading']);
    open[1]?.answer('/media/b');
    await settled();

    expect(uploads.items.value.map((item) => item.url)).toEqual(['/media/a', '/media/b']);
  });

  it('wait after a failure until the person tries again, while the others go on', async () => {
    const { uploads, open, told, shown } = slowServer();

    void uploads.add(['a', 'b']);
    open[0]?.refuse(refusal(0));
    await settled();
    open[1]?.answer('/media/b');
    await settled();
    expect(shown()).toEqual(['a failed', 'b done']);
    void uploads.retry(uploads.items.value[0]?.key ?? 0);
    open[2]?.answer('/media/a');
    await settled();

    expect(open.map(({ path }) => path)).toEqual(['a', 'b', 'a']);
    expect(uploads.items.value.map((item) => item.url)).toEqual(['/media/a', '/media/b']);
    expect(told).toEqual(['坏了 0']);
  });

  it('leave when the server takes them for no picture', async () => {
    const { uploads, open, told, shown } = slowServer();

    uploads.reset(['/media/old']);
    void uploads.add(['not-a-picture']);
    open[0]?.refuse(refusal(415));
    await settled();

    expect(shown()).toEqual(['/media/old done']);
    expect(told).toEqual(['坏了 415']);
  });

  it('are forgotten when removed on their way, whatever becomes of them', async () => {
    const { uploads, open, told, shown } = slowServer();

    void uploads.add(['a', 'b']);
    uploads.remove(uploads.items.value[0]?.key ?? 0);
    open[0]?.refuse(refusal(0));
    await settled();

    expect(shown()).toEqual(['b uploading']);
    expect(told).toEqual([]);
  });
});
