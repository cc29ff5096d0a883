import { ElMessageBox } from 'element-plus';

export interface DangerousAct {
  title: string;
  /** What will happen, in one sentence. */
  content: string;
  /** The verb on the button: 注销 37 张. */
  confirmText: string;
}

/** Asks once before something that cannot be taken back; true when the person agreed. */
export async function confirmDangerous(act: DangerousAct): Promise<boolean> {
  try {
    await ElMessageBox.confirm(act.content, act.title, {
      confirmButtonText: act.confirmText,
      cancelButtonText: '取消',
      confirmButtonClass: 'el-button--danger',
      type: 'warning',
      autofocus: false,
    });
    return true;
  } catch {
    return false;
  }
}
