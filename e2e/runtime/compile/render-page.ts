import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Entrance, PhoneState } from '../protocol';
import type { CompiledMiniProgram } from './compile-mini-program';

const hostEntry = fileURLToPath(new URL('../host/main.ts', import.meta.url));
const screenStyle = readFileSync(new URL('../host/screen/screen.css', import.meta.url), 'utf8');

let host: Promise<string> | null = null;

/** The script that plays WeChat in the page; built once. */
export function buildHost(): Promise<string> {
  host ??= build({
    entryPoints: [hostEntry],
    bundle: true,
    format: 'iife',
    target: 'chrome120',
    write: false,
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return host;
}

interface PageParts {
  readonly compiled: CompiledMiniProgram;
  readonly hostScript: string;
  readonly phone: PhoneState;
  readonly entrance: Entrance;
}

/** The one document in which a mini program runs. */
export function renderPage({ compiled, hostScript, phone, entrance }: PageParts): string {
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${screenStyle}</style>
</head>
<body>
<script>
window.process = { env: { NODE_ENV: 'production' } };
window.__phone = ${json(phone)};
window.__entrance = ${json(entrance)};
window.__program = ${json(compiled.program)};
window.__templates = ${escapeScript(compiled.templateScript)};
</script>
<script>${escapeScript(hostScript)}</script>
</body>
</html>`;
}

function json(value: unknown): string {
  return escapeScript(JSON.stringify(value));
}

function escapeScript(text: string): string {
  return text.replace(/<\/script/gi, '<\\/script').replace(/<!--/g, '<\\!--');
}
