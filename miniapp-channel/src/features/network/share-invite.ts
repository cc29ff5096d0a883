import { qrDataUri } from '@lakeside/shared/ui/qr-data-uri';
import { showError, showSuccess, showToast, confirmAction } from '@lakeside/shared/ui/feedback';
import { copyText } from '@lakeside/shared/ui/copy-text';

/** Saves the invite's QR code: to the album on a phone, as a download in a browser. */
export async function saveInviteQr(url: string): Promise<void> {
  // #ifdef H5
  const link = document.createElement('a');
  link.href = qrDataUri(url);
  link.download = 'invite.gif';
  link.click();
  // #endif
  // #ifndef H5
  await saveToAlbum(url);
  // #endif
}

/** Copies the address, for where nothing can be shared directly. */
export function copyInviteUrl(url: string): void {
  copyText(url, '邀请链接');
}

// #ifndef H5
async function saveToAlbum(url: string): Promise<void> {
  try {
    const filePath = await writeTemporaryImage(qrDataUri(url));
    await uni.saveImageToPhotosAlbum({ filePath });
    showSuccess('已保存到相册');
  } catch (error) {
    if (isDenied(error)) await askForAlbum();
    else if (isCancelled(error)) showToast('没有保存');
    else showError(error);
  }
}

function writeTemporaryImage(dataUri: string): Promise<string> {
  const filePath = `${wx.env.USER_DATA_PATH}/invite-qr.gif`;
  return new Promise((resolve, reject) => {
    uni.getFileSystemManager().writeFile({
      filePath,
      data: dataUri.slice(dataUri.indexOf(',') + 1),
      encoding: 'base64',
      success: () => resolve(filePath),
      fail: reject,
    });
  });
}

async function askForAlbum(): Promise<void> {
  const agrees = await confirmAction({
    title: '需要相册权限',
    content: '允许保存图片到相册后，就能保存邀请码。',
    confirmText: '去设置',
  });
  if (agrees) await uni.openSetting({});
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : '';
}

function isDenied(error: unknown): boolean {
  return /auth den|authorize no response|permission/i.test(messageOf(error));
}

function isCancelled(error: unknown): boolean {
  return /cancel/i.test(messageOf(error));
}
// #endif
