import { sdk } from '@/app/api';
import { showError, showMessage } from './feedback';

const maxBytes = 5 * 1024 * 1024;
/** What a file field of pictures accepts. */
export const acceptedPictures = 'image/jpeg,image/png,image/webp';

/** Uploads a picture; null when it is none or was refused, and the person was told. */
export async function uploadPicture(
  file: File,
  onProgress?: (fraction: number) => void,
): Promise<string | null> {
  if (!acceptedPictures.split(',').includes(file.type)) {
    showMessage('只支持 JPG、PNG、WebP 图片');
    return null;
  }
  if (file.size > maxBytes) {
    showMessage('图片不能超过 5 MB');
    return null;
  }
  try {
    const input = { file: { kind: 'blob', blob: file, fileName: file.name } } as const;
    const { url } = await sdk.media.uploadPicture(input, onProgress ? { onProgress } : {});
    return url;
  } catch (error) {
    showError(error);
    return null;
  }
}

/** Lets the person choose pictures of this computer; empty when they chose none. */
export function chooseFiles(accept: string): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = true;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
