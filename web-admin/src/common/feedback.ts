import { errorMessage, isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { ElMessage } from 'element-plus';

/** Shows why something failed; a call the person cancelled needs no word. */
export function showError(error: unknown): void {
  if (isSdkError(error) && error.kind === 'cancelled') return;
  ElMessage.error({ message: errorMessage(error), grouping: true });
}

export function showMessage(message: string): void {
  ElMessage.warning({ message, grouping: true });
}

export function showSuccess(message: string): void {
  ElMessage.success({ message, grouping: true });
}
