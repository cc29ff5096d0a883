/** Swagger UI over `/openapi.json`. */
export const docsPage = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>Lakeside API</title><link rel="stylesheet" href="swagger-ui.css"></head>
<body><div id="docs"></div><script src="swagger-ui-bundle.js"></script><script src="start.js"></script></body>
</html>`;

export const docsScript = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'none', filter: true });`;

/** The page for a path that leads nowhere; says so differently when an app exists there but was never built. */
export function notFoundPage(path: string, isAppMissing: boolean): string {
  const title = isAppMissing ? '这个应用还没有构建' : '页面不存在';
  const hint = isAppMissing
    ? '请先运行 <code>npm run build</code>，再刷新本页。'
    : '请检查地址，或返回首页。';
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>body{margin:0;min-height:100vh;display:grid;place-items:center;background:#F4F7F6;color:#1B2A2C;font-family:system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
main{padding:48px;text-align:center}h1{font-size:24px;margin:0 0 12px}p{color:#64757A;margin:8px 0}a{color:#0E5A5F}code{background:#E5EBEA;padding:2px 6px;border-radius:4px}</style></head>
<body><main><h1>${title}</h1><p>${escapeHtml(path)}</p><p>${hint}</p><p><a href="/">返回首页</a></p></main></body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
