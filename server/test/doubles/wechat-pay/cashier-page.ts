import type { Trade } from './wechat-pay-trades';

/** 演示收银台: what a payer sees instead of WeChat. Says on every screen that no money moves. */
export function cashierPage(trade: Trade, redirectUrl: string): string {
  const isOpen = trade.state === 'NOTPAY';
  const hidden = [
    `<input type="hidden" name="prepay_id" value="${escapeHtml(trade.prepayId)}">`,
    `<input type="hidden" name="redirect_url" value="${escapeHtml(redirectUrl)}">`,
  ].join('');
  const button = (outcome: string, label: string, kind: string) =>
    `<form method="post" action="__cashier">${hidden}<input type="hidden" name="outcome" value="${outcome}"><button class="${kind}" data-outcome="${outcome}">${label}</button></form>`;
  const acts = isOpen
    ? button('success', '确认支付', 'pay') +
      button('insufficient', '余额不足', 'quiet') +
      button('cancel', '放弃支付', 'quiet')
    : `<p class="state">${stateText(trade)}</p>${redirectUrl ? `<p><a href="${escapeHtml(redirectUrl)}">返回商家</a></p>` : ''}`;
  return page(`<p class="badge">演示收银台 · 不会真的扣款</p>
<p class="name">${escapeHtml(trade.description)}</p>
<p class="amount">¥${(trade.totalFen / 100).toFixed(2)}</p>
<p class="number">商户单号 ${escapeHtml(trade.tradeNo)}</p>
${acts}`);
}

export function cashierMessage(text: string, redirectUrl: string): string {
  const back = redirectUrl ? `<p><a href="${escapeHtml(redirectUrl)}">返回商家</a></p>` : '';
  return page(
    `<p class="badge">演示收银台 · 不会真的扣款</p><p class="state">${escapeHtml(text)}</p>${back}`,
  );
}

function stateText(trade: Trade): string {
  if (trade.state === 'CLOSED') return '订单已关闭，不能再付款';
  return trade.state === 'REFUND' ? '已付款，并有退款' : '已付款';
}

function page(body: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer"><title>演示收银台</title>
<style>body{margin:0;min-height:100vh;display:grid;place-items:center;background:#F4F7F6;color:#1B2A2C;font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
main{box-sizing:border-box;width:100%;max-width:420px;padding:32px 24px;text-align:center}
.badge{display:inline-block;margin:0 0 24px;padding:4px 14px;border-radius:14px;background:#C8963E;color:#fff;font-size:14px}
.name{margin:0;font-size:17px}.amount{margin:8px 0;font-size:42px;font-weight:600;font-variant-numeric:tabular-nums}
.number{margin:0 0 28px;color:#64757A;font-size:13px;word-break:break-all}.state{font-size:18px}
button{box-sizing:border-box;width:100%;height:48px;margin:6px 0;border:0;border-radius:24px;font-size:17px;cursor:pointer}
.pay{background:#0E5A5F;color:#fff}.quiet{background:#fff;color:#0E5A5F;border:1px solid #E5EBEA}a{color:#0E5A5F}</style></head>
<body><main>${body}</main></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
