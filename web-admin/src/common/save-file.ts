import type { DownloadedFile } from '@lakeside/shared/sdk/transport';

/** Hands a downloaded file to the browser's own saving. */
export function saveFile(file: DownloadedFile): void {
  if (file.kind !== 'blob') throw new TypeError('a browser saves a Blob, not a path');
  const url = URL.createObjectURL(file.blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  link.click();
  // The click has started the download; the browser keeps the data until it is written.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
