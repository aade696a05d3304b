import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONNECTION_STATES } from '@syn-or-swim/shared/tcp/connection.ts';
import { expect, it } from 'vitest';
import { STATE_TRANSITIONS } from './state-transitions.ts';

it('touches each of the eleven states, each pair once', () => {
  const touched = STATE_TRANSITIONS.flatMap(({ from, to }) => [from, to]);
  expect([...CONNECTION_STATES].filter((state) => !touched.includes(state))).toEqual([]);
  const pairs = STATE_TRANSITIONS.map(({ from, to }) => `${from} ${to}`);
  expect(new Set(pairs).size).toBe(pairs.length);
});

it('has an arrow in the picture for each transition', () => {
  const picture = readFileSync(join(import.meta.dirname, '../ui/state-diagram.tsx'), 'utf8');
  const drawn = [...picture.matchAll(/^ {2}'([A-Z_0-9]+ [A-Z_0-9]+)':/gm)].map((found) => found[1]);
  expect(drawn.sort()).toEqual(STATE_TRANSITIONS.map(({ from, to }) => `${from} ${to}`).sort());
});
