import * as v from 'valibot';
import { type AppConfig, parseSettings } from '../platform/config/config';
import {
  demoAdmins,
  demoDealer,
  demoDirectMerchant,
  demoL1s,
  demoMemberCards,
  demoMembers,
  demoMerchant,
  demoPassword,
  demoSalesperson,
} from './demo-world';

const settingsSchema = v.object({
  /** Where the doubles of the outside services listen; told by the script that starts them. */
  DEMO_DOUBLES_URL: v.optional(
    v.pipe(v.string(), v.regex(/^http:\/\/localhost:\d+$/, 'must be a local address')),
  ),
});

interface App {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly accounts: readonly (readonly [string, string])[];
}

const apps: readonly App[] = [
  {
    path: '/member/',
    name: '会员商城',
    text: '绑卡、约日子、提货、查物流',
    accounts: demoMembers.map((member) => [member.nickname, member.phone] as const),
  },
  {
    path: '/channel/',
    name: '渠道工作台',
    text: '流转、收卡、激活、返还、发货、打面单',
    accounts: [
      ...demoL1s.map((l1) => [l1.name, l1.phone] as const),
      ...[demoDealer, demoDirectMerchant, demoMerchant].map(
        (channel) => [channel.name, channel.phone] as const,
      ),
    ],
  },
  {
    path: '/sales/',
    name: '销售助手',
    text: '我的一级客户、余额与网络',
    accounts: [[demoSalesperson.name, demoSalesperson.phone]],
  },
  {
    path: '/admin/',
    name: '总后台',
    text: '制卡、渠道、订单、财务',
    accounts: demoAdmins.map((admin) => [admin.name, admin.userName] as const),
  },
];

/** The page at `/`: the four apps and, in the demo, who to log in as and where the outside services are played. */
export function landingPage({ demo: isDemo, environment }: Pick<AppConfig, 'demo' | 'environment'>): string {
  const { DEMO_DOUBLES_URL: doublesUrl } = parseSettings(settingsSchema, environment);
  const cards = apps
    .map(
      (
        app,
      ) => `<section><h2><a href="${app.path}">${app.name}</a></h2><p>${app.text}</p>${isDemo ? accountTable(app) : ''}
<a class="open" href="${app.path}">打开</a></section>`,
    )
    .join('');
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>湖畔</title><style>${style}</style></head>
<body><header><h1>湖畔</h1><p>一张提货卡，从平台到家门口</p></header><main>${cards}</main>${isDemo ? demoHint(doublesUrl) : ''}
<footer><a href="/docs/">接口文档</a></footer></body></html>`;
}

/** What the terminal shows once the server is up. */
export function startBanner(url: string, isDemo: boolean): string {
  const lines = [
    '',
    `  湖畔 Lakeside  ${url}`,
    '',
    ...apps.map((app) => `  ${url}${app.path}`.padEnd(44) + app.name),
  ];
  if (isDemo) {
    lines.push('', '  演示账号（验证码直接显示在登录页，密码都是 ' + demoPassword + '）');
    for (const app of apps)
      lines.push(`  ${app.name}  ${app.accounts.map(([name, login]) => `${login} ${name}`).join('、')}`);
  }
  lines.push('', '  按 Ctrl-C 停止', '');
  return lines.join('\n');
}

function accountTable(app: App): string {
  const rows = app.accounts
    .map(([name, login]) => `<tr><td>${name}</td><td><code>${login}</code></td></tr>`)
    .join('');
  return `<table>${rows}</table>`;
}

function demoHint(doublesUrl: string | undefined): string {
  const [card] = demoMemberCards;
  const doubles =
    doublesUrl === undefined
      ? ''
      : `短信、微信、支付、快递、ERP 和分账由<a href="${doublesUrl}/__doubles">外部服务的替身</a>演出，可以看它们收到什么、让它们出故障。`;
  return `<aside><b>演示环境</b>：密码都是 <code>${demoPassword}</code>；短信验证码直接显示在登录页。还没绑定的演示卡：卡号 <code>${card.cardNo}</code>，卡密 <code>${card.secret}</code>。${doubles}</aside>`;
}

const style = `:root{--lake:#0E5A5F;--ink:#1B2A2C;--slate:#64757A;--line:#E5EBEA}
*{box-sizing:border-box}body{margin:0;background:#F4F7F6;color:var(--ink);font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
header{padding:56px 24px 72px;background:linear-gradient(160deg,#0E5A5F,#147277);color:#fff;text-align:center}h1{margin:0;font-size:40px;letter-spacing:8px;text-indent:8px}header p{margin:8px 0 0;opacity:.85}
main{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(250px,1fr));max-width:1120px;margin:-40px auto 0;padding:0 16px}
section{display:flex;flex-direction:column;background:#fff;border-radius:16px;padding:20px;box-shadow:0 6px 24px rgba(14,90,95,.08)}h2{margin:0;font-size:20px}section p{margin:4px 0 12px;color:var(--slate);font-size:14px}
a{color:var(--lake);text-decoration:none}table{width:100%;border-collapse:collapse;font-size:13px;margin-bottom:16px}td{padding:6px 0;border-top:1px solid var(--line)}td:last-child{text-align:right}
code{font-variant-numeric:tabular-nums;background:#F4F7F6;border-radius:4px;padding:1px 6px}.open{margin-top:auto;text-align:center;background:var(--lake);color:#fff;border-radius:999px;padding:10px}
aside{max-width:1088px;width:calc(100% - 32px);margin:16px auto;padding:14px 20px;background:#FBF4E6;border-radius:12px;font-size:14px}footer{padding:16px;text-align:center;font-size:14px}`;
