import type { Fault, FaultKind } from './faults';

export interface ReceivedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  /** Null when the connection was dropped. */
  readonly status: number | null;
  readonly faults: readonly FaultKind[];
}

export interface DoubleOverview {
  readonly name: string;
  readonly title: string;
  readonly faults: readonly Fault[];
  readonly received: readonly ReceivedRequest[];
}

const shownRequests = 30;

const faultNames: Readonly<Record<FaultKind, string>> = {
  slow: '变慢 5 秒',
  serverError: '服务器出错',
  rateLimit: '调用太频繁',
  malformed: '返回半截内容',
  dropped: '连接断开',
};

/** The page at `/__doubles`: what each double was asked lately, and switches that make it fail. */
export function controlPage(doubles: readonly DoubleOverview[]): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>演示 · 外部服务</title><style>${style}</style></head>
<body><header><h1><em>演示</em>外部服务</h1><p>这里的服务只在演示和测试中代替真实的微信、短信、快递等，不会发出任何东西。</p></header>
<main>${doubles.map(section).join('')}</main><script>${script}</script></body></html>`;
}

function section(double: DoubleOverview): string {
  const active = new Set(double.faults.map((fault) => fault.kind));
  const share = Math.round((double.faults[0]?.probability ?? 1) * 100);
  const boxes = Object.entries(faultNames)
    .map(
      ([kind, name]) =>
        `<label><input type="checkbox" name="kind" value="${kind}"${
          [...active].some((one) => one === kind) ? ' checked' : ''
        }> ${name}</label>`,
    )
    .join('');
  return `<section><h2>${escapeHtml(double.title)} <code>/${double.name}</code>${
    active.size > 0 ? '<b>故障中</b>' : ''
  }</h2>
<form data-double="${double.name}"><fieldset><legend>故障开关</legend>${boxes}
<label>比例 <input type="number" name="share" min="1" max="100" value="${share}"> %</label><button>应用</button></fieldset></form>
${requestTable(double.received)}</section>`;
}

function requestTable(received: readonly ReceivedRequest[]): string {
  if (received.length === 0) return '<p class="empty">还没有收到请求</p>';
  const rows = received
    .slice(0, shownRequests)
    .map(
      (request) => `<tr><td>${escapeHtml(shanghaiTime(request.at))}</td><td>${request.method}</td>
<td>${escapeHtml(request.path)}</td><td>${request.status ?? '断开'}</td>
<td><details><summary>${escapeHtml(firstLine(request))}</summary><pre>${escapeHtml(
        [request.query, request.body].filter(Boolean).join('\n\n'),
      )}</pre></details></td></tr>`,
    )
    .join('');
  return `<div class="scroll"><table><thead><tr><th>时间</th><th>方法</th><th>地址</th><th>结果</th><th>内容</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function firstLine(request: ReceivedRequest): string {
  return (request.body || request.query || '（空）').slice(0, 60);
}

function shanghaiTime(instant: string): string {
  return new Date(instant).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });
}

export function escapeHtml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const script = `for (const form of document.forms) form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  const probability = Number(data.get('share')) / 100;
  const faults = data.getAll('kind').map((kind) => ({ kind, probability, slowMs: kind === 'slow' ? 5000 : 0 }));
  await fetch('/__faults/' + form.dataset.double, { method: 'PUT', body: JSON.stringify({ faults }) });
  location.reload();
});`;

const style = `:root{--lake:#0E5A5F;--ink:#1B2A2C;--slate:#64757A;--line:#E5EBEA}
*{box-sizing:border-box}body{margin:0;background:#F4F7F6;color:var(--ink);font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
header{padding:32px 24px;background:var(--lake);color:#fff}h1{margin:0;font-size:24px}h1 em{font-style:normal;font-size:13px;background:#fff;color:var(--lake);border-radius:4px;padding:2px 8px;margin-right:8px;vertical-align:3px}header p{margin:4px 0 0;opacity:.85}
main{max-width:1120px;margin:16px auto;padding:0 16px;display:grid;gap:16px}section{background:#fff;border-radius:12px;padding:16px 20px;min-width:0}
h2{margin:0 0 8px;font-size:18px}h2 b{font-size:13px;color:#B3402A;margin-left:8px}code{background:#F4F7F6;border-radius:4px;padding:1px 6px;font-size:13px;color:var(--slate)}
fieldset{border:1px solid var(--line);border-radius:8px;display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;font-size:14px}legend{color:var(--slate);font-size:13px}
input[type=number]{width:64px;font:inherit;padding:2px 6px;border:1px solid var(--line);border-radius:6px}button{font:inherit;border:0;border-radius:999px;background:var(--lake);color:#fff;padding:4px 18px;cursor:pointer}
.scroll{overflow-x:auto}table{width:100%;border-collapse:collapse;font-size:13px;margin-top:12px}th{text-align:left;color:var(--slate);font-weight:500}th,td{padding:6px 8px 6px 0;border-top:1px solid var(--line);vertical-align:top;white-space:nowrap}td:last-child{width:100%;white-space:normal}
pre{margin:4px 0;white-space:pre-wrap;word-break:break-all;font-size:12px}summary{cursor:pointer;word-break:break-all}.empty{color:var(--slate);margin:12px 0 0;font-size:14px}`;
