import type { CardImportView } from '@lakeside/shared/card/card.schemas';
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';

/** The upload that runs now. It lives outside the page, so that leaving the page neither stops nor hides it. */
export const useCardUploadStore = defineStore('card-upload', () => {
  const fileName = ref('');
  /** Share that was sent, 0 … 1; null when nothing is being sent. */
  const fraction = ref<number | null>(null);
  const lastImport = shallowRef<CardImportView | null>(null);

  /** Sends the file; resolves with the import that now works in the background, rejects with SdkError. */
  async function upload(file: File, productId: number): Promise<CardImportView> {
    fileName.value = file.name;
    fraction.value = 0;
    try {
      lastImport.value = await sdk.card.importCards(
        { query: { productId }, file: { kind: 'blob', blob: file, fileName: file.name } },
        { onProgress: (share) => (fraction.value = share) },
      );
      return lastImport.value;
    } finally {
      fraction.value = null;
    }
  }

  return { fileName, fraction, lastImport, upload };
});
