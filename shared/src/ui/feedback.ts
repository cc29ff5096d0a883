import { errorMessage, isSdkError } from '../sdk/sdk-error';

/** A short line that goes away by itself. */
export function showToast(title: string): void {
  uni.showToast({ title, icon: 'none', duration: 2200 });
}

/** Says that something worked. */
export function showSuccess(title: string): void {
  uni.showToast({ title, icon: 'success', duration: 1600 });
}

/** Shows why something failed; a call the person cancelled needs no word. */
export function showError(error: unknown): void {
  if (isSdkError(error) && error.kind === 'cancelled') return;
  showToast(errorMessage(error));
}

export interface Confirmation {
  title: string;
  /** What will happen, in one sentence. */
  content: string;
  /** Four Chinese characters at most: WeChat shows no question with a longer one. */
  confirmText?: string;
  /** What keeps everything as it is, where “取消” could be read as the act itself; four characters at most. */
  keepText?: string;
  /** Paints the confirm button red: money, cards or data are lost. */
  isDestructive?: boolean;
}

/** Asks once; true when the person agreed. */
export function confirmAction(confirmation: Confirmation): Promise<boolean> {
  return new Promise((resolve) => {
    uni.showModal({
      title: confirmation.title,
      content: confirmation.content,
      confirmText: confirmation.confirmText ?? '确定',
      cancelText: confirmation.keepText ?? '取消',
      confirmColor: confirmation.isDestructive ? '#D64545' : '#0E5A5F',
      cancelColor: '#64757A',
      success: (result) => resolve(result.confirm),
      fail: () => resolve(false),
    });
  });
}
