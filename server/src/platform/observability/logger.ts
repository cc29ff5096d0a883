import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { AppConfig } from '../config/config';

type Level = 'debug' | 'info' | 'warn' | 'error';
const severity = { debug: 10, info: 20, warn: 30, error: 40, silent: 50 } as const;

/** Field names whose values never reach a log, whatever their depth. */
const secretName =
  /password|secret|token|authorization|cookie|smscode|^code$|cardno|idcard|^phone$|privatekey|signature/i;

/** A copy of `value` fit for a log: secrets blanked, long texts cut, depth bounded. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > 500 ? `${value.slice(0, 500)}…` : value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= 4) return '…';
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretName.test(name) ? '***' : redact(item, depth + 1),
    ]),
  );
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
    const safe = Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? faultOf(value) : value,
    ]);
    const line = {
      time: new Date().toISOString(),
      level,
      message,
      ...redactFields(Object.fromEntries(safe)),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      secretName.test(name) ? '***' : name === 'stack' ? value : redact(value),
    ]),
  );
}

/** An error as log fields. SQL parameters are left out, since they carry what people typed. */
export function faultOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: 'NotAnError', text: String(error) };
  return { name: error.name, text: error.message, stack: error.stack };
}
