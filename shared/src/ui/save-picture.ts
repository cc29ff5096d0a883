import { confirmAction, showError, showSuccess, showToast } from './feedback';

/** Saves a picture: `source` is a path on a phone, where it goes to the album, or data in a browser, which downloads it. */
export async function savePicture(source: string, fileName: string): Promise<void> {
  // #ifdef H5
  const link = document.createElement('a');
  link.href = source;
  link.download = fileName;
  link.click();
  showToast('图片已下载');
  // #endif
  // #ifndef H5
  await saveToAlbum(source);
  // #endif
}

// #ifndef H5
async function saveToAlbum(filePath: string, refused = askForAlbum): Promise<void> {
  try {
    await uni.saveImageToPhotosAlbum({ filePath });
    showSuccess('已保存到相册');
  } catch (error) {
    const message = messageOf(error);
    if (/privacy/i.test(message)) showToast('没有同意隐私保护指引，请长按图片保存');
    else if (/auth den|authorize no response|permission/i.test(message)) await refused(filePath);
    else if (/cancel/i.test(message)) showToast('没有保存');
    else showError(error);
  }
}

/** Once refused, WeChat does not ask again by itself: the way leads through its settings. */
async function askForAlbum(filePath: string): Promise<void> {
  const agrees = await confirmAction({
    title: '需要相册权限',
    content: '在设置里允许保存到相册，回来就会保存图片。',
    confirmText: '去设置',
  });
  if (!agrees) return;
  const { authSetting } = await uni.openSetting();
  const isAllowed = Reflect.get(authSetting, 'scope.writePhotosAlbum') === true;
  if (isAllowed) await saveToAlbum(filePath, () => Promise.resolve(showToast('没有保存')));
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : '';
}
// #endif
