import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { AppConfig } from '../config/config';

type Level = 'debug' | 'info' | 'warn' | 'error';
const severity = { debug: 10, info: 20, warn: 30, error: 40, silent: 50 } as const;

/** Field names whose values never reach a log, whatever their depth. */
const secretName =
  /password|secret|token|authorization|cookie|smscode|^code$|cardno|idcard|^phone$|privatekey|signature/i;

const longestText = 500;
const longestStack = 4000;
const deepest = 4;

/** A copy of `value` fit for a log: secrets blanked, long texts cut, depth bounded. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cut(value, longestText);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '…';
  // Of a failed query only the message is kept: its parameters are what people typed.
  if (value instanceof Error) {
    return {
      name: value.name,
      text: cut(value.message, longestText),
      stack: cut(value.stack ?? '', longestStack),
    };
  }
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretName.test(name) ? '***' : redact(item, depth + 1),
    ]),
  );
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** Writes one JSON line per event to standard output. Passes every field through `redact`. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class Logger {
  @Inject() private readonly config: AppConfig;

  debug(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.write('debug', message, fields);
  }

  info(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.write('info', message, fields);
  }

  warn(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.write('warn', message, fields);
  }

  error(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.write('error', message, fields);
  }

  private write(level: Level, message: string, fields: Readonly<Record<string, unknown>>): void {
    if (severity[level] < severity[this.config.logLevel]) return;
    const line = { time: new Date().toISOString(), level, message };
    const safe = redact(fields);
    process.stdout.write(`${JSON.stringify(typeof safe === 'object' ? { ...line, ...safe } : line)}\n`);
  }
}
