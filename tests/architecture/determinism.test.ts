import { expect, test } from 'vitest';
import { lintFindings } from './lint-findings.ts';

/** Biome's own rule for globals, and the plugin tools/lint/deterministic.grit. */
const RULES = ['style/noRestrictedGlobals', 'plugin'];

/** The lines, counted from 1, in which the determinism rules find something in a file of that path. */
async function refusedLines(path: string, lines: readonly string[]): Promise<number[]> {
  const findings = await lintFindings(path, lines.join('\n'));
  return findings.filter(({ rule }) => RULES.includes(rule)).map(({ line }) => line);
}

/** One line each of what differs from machine to machine. */
const FORBIDDEN = [
  'export const now = Date.now();',
  'export const today = new Date();',
  'export const chance = Math.random();',
  'export const wave = Math.sin(1);',
  'export const root = [4].map(Math.sqrt);',
  'export const { log } = Math;',
  'export const M = Math;',
  "export const hidden = Math['random']();",
  'export const square = now ** 2;',
  'export const power = 2 ** now;',
  'export let grown = 2; grown **= 2;',
  "export const order = 'a'.localeCompare('b');",
  "export const shout = 'a'?.toLocaleUpperCase();",
  'export const spelled = (1).toLocaleString();',
  "export const plural = new Intl.PluralRules('ko');",
  'export const everything = globalThis;',
];

const ALLOWED = [
  'export const half = Math.floor(3 / 2);',
  'export const hash = Math.imul(3, 4) >>> 0;',
  'export const modulus = 2 ** 32;',
  "export const upper = 'a'.toUpperCase();",
];

test('refused in shared: clocks, chance, engine-dependent functions, locales', async () => {
  const lines = await refusedLines('shared/src/game/match.ts', FORBIDDEN);
  expect([...new Set(lines)].sort((a, b) => a - b)).toEqual(FORBIDDEN.map((_line, index) => index + 1));
});

test('allowed in shared: what every engine computes alike', async () => {
  expect(await refusedLines('shared/src/game/match.ts', ALLOWED)).toEqual([]);
});

test('the rest of the project has a clock', async () => {
  expect(await refusedLines('server/src/match/host.ts', FORBIDDEN)).toEqual([]);
});
