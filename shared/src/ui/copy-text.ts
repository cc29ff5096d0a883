import { showToast } from './feedback';

/** Puts text on the clipboard and says so: `copyText(order.number, '单号')`. */
export function copyText(text: string, name = '内容'): void {
  uni.setClipboardData({
    data: text,
    // The mini program shows its own toast; ours names what was copied.
    showToast: false,
    success: () => showToast(`${name}已复制`),
    fail: () => showToast('复制失败，请长按选择后复制'),
  });
}
