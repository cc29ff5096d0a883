import { confirmAction, showError, showSuccess, showToast } from '@lakeside/shared/ui/feedback';

/** Saves a picture: to the album on a phone, as a download in a browser. */
export async function savePoster(source: string): Promise<void> {
  // #ifdef H5
  const link = document.createElement('a');
  link.href = source;
  link.download = 'lakeside-invite.png';
  link.click();
  showToast('图片已下载');
  // #endif
  // #ifndef H5
  await saveToAlbum(source);
  // #endif
}

// #ifndef H5
async function saveToAlbum(filePath: string): Promise<void> {
  try {
    await uni.saveImageToPhotosAlbum({ filePath });
    showSuccess('已保存到相册');
  } catch (error) {
    const message = messageOf(error);
    if (/auth den|authorize no response|permission/i.test(message)) await askForAlbum();
    else if (/cancel/i.test(message)) showToast('没有保存');
    else showError(error);
  }
}

/** Once refused, WeChat does not ask again by itself: the way leads through its settings. */
async function askForAlbum(): Promise<void> {
  const agrees = await confirmAction({
    title: '需要相册权限',
    content: '允许保存图片到相册后，就能保存邀请海报。',
    confirmText: '去设置',
  });
  if (agrees) uni.openSetting({});
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : '';
}
// #endif
