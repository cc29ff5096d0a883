import { choosePictures } from '@lakeside/shared/ui/choose-pictures';
import { showError } from '@lakeside/shared/ui/feedback';
import { shrinkPicture } from '@lakeside/shared/ui/shrink-picture';
import { ref } from 'vue';
import { uploadPicture } from '@/app/api';

/** The member's picture on the profile page: sent when chosen, kept when the profile is saved (MB-002, MB-058). */
export function useFace() {
  const face = ref<string | null>(null);
  const isSending = ref(false);

  /** Sends the picture at a path; the old one stays when that fails. */
  async function takeFace(path: string): Promise<void> {
    if (isSending.value) return;
    isSending.value = true;
    try {
      face.value = await uploadPicture(await shrinkPicture(path), () => undefined);
    } catch (error) {
      showError(error);
    } finally {
      isSending.value = false;
    }
  }

  async function chooseFace(): Promise<void> {
    const [path] = await choosePictures(1);
    if (path !== undefined) await takeFace(path);
  }

  return { face, isSending, takeFace, chooseFace };
}
