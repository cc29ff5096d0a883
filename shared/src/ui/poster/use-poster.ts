import { ref, type Ref } from 'vue';
import { showError, showToast } from '../feedback';
import { savePicture } from '../save-picture';

export interface DrawnPoster {
  draw(): Promise<string>;
}

/** What a page does with its `<LkPoster ref="poster">`: save it, or send it to a friend (MB-059, CH-019). */
export function usePoster(poster: Readonly<Ref<DrawnPoster | null>>) {
  const isDrawing = ref(false);

  async function withPicture(use: (picture: string) => Promise<void>): Promise<void> {
    if (poster.value === null || isDrawing.value) return;
    isDrawing.value = true;
    const picture = await poster.value.draw().catch(() => null);
    isDrawing.value = false;
    if (picture === null) showToast('图片没有生成，请长按二维码保存');
    else await use(picture);
  }

  return {
    isDrawing,
    savePoster: () => withPicture((picture) => savePicture(picture, 'lakeside-invite.png')),
    sharePoster: () => withPicture(sharePicture),
  };
}

/** A shared card would open this mini program; a picture in the chat leads wherever its code does. */
async function sharePicture(path: string): Promise<void> {
  // #ifdef MP-WEIXIN
  try {
    await wx.showShareImageMenu({ path });
  } catch (error) {
    const message =
      typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : '';
    if (!/cancel/i.test(message)) showError(error);
  }
  // #endif
  // #ifndef MP-WEIXIN
  await savePicture(path, 'lakeside-invite.png');
  // #endif
}
