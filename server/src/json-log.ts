// The log as text: one JSON object a line, whatever is in it.
import { pino } from 'pino';
import type { Log } from './match/log.ts';

/** Most characters of a text; of a stack, the place where it happened is in the first lines. */
const TEXT_MAX = 1000;

/** Most entries of a list or record, and how deep they may lie in each other. */
const ENTRIES_MAX = 20;
const DEPTH_MAX = 3;

/**
 * What JSON leaves as it is, and a terminal or a reader of lines takes for more than text: C1 controls and DEL, other
 * ends of line, marks that turn the direction of writing.
 */
const UNSAFE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A log from `level` on, each line of which, without its end, goes to `write`. */
export function jsonLog(level: string, write: (line: string) => void): Log {
  const logger = pino(
    {
      level,
      base: null,
      // Pino's own tells everything that hangs on a fault.
      serializers: { err: (fault: unknown) => fault },
      formatters: { log: (facts) => told(facts, 0) as Record<string, unknown> },
    },
    { write: (line) => write(line.trimEnd().toWellFormed().replace(UNSAFE, escaped)) },
  );
  return {
    info: (facts, message) => logger.info(facts, message),
    warn: (facts, message) => logger.warn(facts, message),
    error: (facts, message) => logger.error(facts, message),
  };
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** `value` as it may be told: bounded, and of a fault nothing but kind, message, code and place. */
function told(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return bounded(value);
  if (value instanceof Error) return toldFault(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEPTH_MAX) return '...';
  if (Array.isArray(value)) return value.slice(0, ENTRIES_MAX).map((entry) => told(entry, depth + 1));
  const entries = Object.entries(value).slice(0, ENTRIES_MAX);
  return Object.fromEntries(entries.map(([key, entry]) => [bounded(key), told(entry, depth + 1)]));
}

/** A database adds to its faults the rows that they are about, with the names in them: these are left out. */
function toldFault(fault: Error & { readonly code?: unknown }): Readonly<Record<string, unknown>> {
  const { name, message, code, stack } = fault;
  const isPlain = typeof code === 'string' || typeof code === 'number';
  return {
    type: bounded(name),
    message: bounded(message),
    ...(isPlain ? { code: told(code, 0) } : {}),
    stack: bounded(stack ?? ''),
  };
}

function bounded(text: string): string {
  const whole = text.toWellFormed();
  return whole.length <= TEXT_MAX ? whole : `${whole.slice(0, TEXT_MAX).toWellFormed()}...`;
}
