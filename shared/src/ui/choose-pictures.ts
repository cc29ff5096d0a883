import { confirmAction, showToast } from './feedback';

/** Has the person choose up to `count` pictures from album or camera; their paths, none when they gave up. */
export async function choosePictures(count: number): Promise<string[]> {
  try {
    return (await askForPictures(count)).slice(0, count);
  } catch (error) {
    await explain(error);
    return [];
  }
}

async function askForPictures(count: number): Promise<string[]> {
  const sourceType: ('album' | 'camera')[] = ['album', 'camera'];
  // #ifdef MP-WEIXIN
  const chosen = await wx.chooseMedia({ count, mediaType: ['image'], sizeType: ['compressed'], sourceType });
  return chosen.tempFiles.map((file) => file.tempFilePath);
  // #endif
  // #ifndef MP-WEIXIN
  const { tempFilePaths } = await uni.chooseImage({ count, sizeType: ['compressed'], sourceType });
  return [tempFilePaths].flat();
  // #endif
}

async function explain(error: unknown): Promise<void> {
  const message =
    typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : '';
  if (/cancel/i.test(message)) return;
  if (/privacy/i.test(message)) return showToast('没有同意隐私保护指引，不能选择图片');
  if (!/auth den|authorize no response|permission/i.test(message))
    return showToast('没有选到图片，请再试一次');
  const agrees = await confirmAction({
    title: '需要相机或相册权限',
    content: '在设置里允许后，再选择一次图片。',
    confirmText: '去设置',
  });
  if (agrees) uni.openSetting({});
}
