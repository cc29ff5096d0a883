import { shallowRef } from 'vue';
import { errorMessage, isSdkError } from '../sdk/sdk-error';

/** Sends the picture at a path; resolves with its address on our site. `onProgress` takes the share sent, 0 … 1. */
export type UploadPicture = (path: string, onProgress: (fraction: number) => void) => Promise<string>;

export interface PictureItem {
  readonly key: number;
  /** What is shown: a file of the phone, or an address of our site. */
  readonly source: string;
  readonly state: 'waiting' | 'uploading' | 'done' | 'failed';
  readonly percent: number;
  /** Address on our site, once it is there. */
  readonly url: string | null;
}

/** Statuses of refusals that a second try of the same picture would meet again. */
const finalStatuses: readonly number[] = [413, 415, 422];

/**
 * Pictures on their way to the server, one after the other: on a weak network the first is there soon instead of all late.
 * A failed one waits for another try; one that is no picture leaves the list. `tell` says why.
 */
export function createPictureUploads(options: { upload: UploadPicture; tell: (message: string) => void }) {
  const items = shallowRef<readonly PictureItem[]>([]);
  let lastKey = 0;
  let isRunning = false;

  function toItem(source: string, url: string | null): PictureItem {
    lastKey += 1;
    const state = url === null ? 'waiting' : 'done';
    return { key: lastKey, source, state, percent: 0, url };
  }

  function change(key: number, entries: Partial<PictureItem>): void {
    items.value = items.value.map((item) => (item.key === key ? { ...item, ...entries } : item));
  }

  async function send({ key, source }: PictureItem): Promise<void> {
    change(key, { state: 'uploading', percent: 0 });
    try {
      const url = await options.upload(source, (fraction) => showProgress(key, fraction));
      change(key, { state: 'done', url });
    } catch (error) {
      if (!items.value.some((item) => item.key === key)) return;
      if (isSdkError(error) && finalStatuses.includes(error.status)) remove(key);
      else change(key, { state: 'failed' });
      options.tell(errorMessage(error));
    }
  }

  /** In steps of ten: every step crosses to the screen of a mini program. */
  function showProgress(key: number, fraction: number): void {
    const percent = Math.floor(fraction * 10) * 10;
    const shown = items.value.find((item) => item.key === key);
    if (shown && shown.percent !== percent) change(key, { percent });
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    for (let next = nextWaiting(); next; next = nextWaiting()) await send(next);
    isRunning = false;
  }

  function nextWaiting(): PictureItem | undefined {
    return items.value.find((item) => item.state === 'waiting');
  }

  function remove(key: number): void {
    items.value = items.value.filter((item) => item.key !== key);
  }

  return {
    items,
    /** Begins with pictures that are on our site already. */
    reset(urls: readonly string[]): void {
      items.value = urls.map((url) => toItem(url, url));
    },
    add(paths: readonly string[]): Promise<void> {
      items.value = [...items.value, ...paths.map((path) => toItem(path, null))];
      return run();
    },
    retry(key: number): Promise<void> {
      change(key, { state: 'waiting' });
      return run();
    },
    remove,
  };
}
