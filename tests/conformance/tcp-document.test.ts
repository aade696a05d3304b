// docs/tcp.md shows what the code is, not what it was.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { profileTable, stateDiagram } from './tcp-document.ts';

const document = readFileSync(new URL('../../docs/tcp.md', import.meta.url), 'utf8');

test('the state diagram of docs/tcp.md is the one that the code draws', () => {
  expect(/```mermaid\n([^`]*)\n```/.exec(document)?.[1]).toBe(stateDiagram());
});

test('the table of profiles in docs/tcp.md holds every difference', () => {
  expect(/^\| field \|[\s\S]*?(?=\n\n)/m.exec(document)?.[0]).toBe(profileTable());
});
