import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSandbox, sandboxStep, sandboxView } from '../game/sandbox.ts';
import { LEVELS } from '../levels/catalog.ts';
import { SANDBOX_LEVEL } from '../levels/sandbox-level.ts';
import { DRIVERS } from '../players/drivers.ts';
import { SET_UPS } from '../replay/sandbox-set-ups.ts';
import { openedSetUp } from '../replay/set-up.ts';
import { LINK_ACTS_MAX, readSandboxLink, sandboxLinkText } from './sandbox-link.ts';

const ALL = [SANDBOX_LEVEL, ...LEVELS];

function textOf(linked: Parameters<typeof sandboxLinkText>[0]): string {
  const text = sandboxLinkText(linked);
  if (text === undefined) throw new Error('no link');
  return text;
}

const figure = openedSetUp(SET_UPS[8], DRIVERS);

/** The link of a figure with one of its fields changed. */
function changed(change: object): string {
  return JSON.stringify({ ...(JSON.parse(textOf(figure)) as object), ...change });
}

function problemOf(text: string): string | undefined {
  const read = readSandboxLink(text, ALL, DRIVERS);
  return read.ok ? undefined : read.problem;
}

describe('a link to a sandbox', () => {
  it.each(SET_UPS)('opens $id as it stood, with all that was still to come', (setUp) => {
    const opened = openedSetUp(setUp, DRIVERS);
    const read = readSandboxLink(textOf(opened), ALL, DRIVERS);
    if (!read.ok) throw new Error(read.problem);
    expect(sandboxView(read.value.sandbox)).toEqual(sandboxView(opened.sandbox));
  });

  it.each(LEVELS)('opens a sandbox of level $number that stacks have played in', (level) => {
    const players = { client: 'perfect', server: 'perfect' } as const;
    const setup = { level, seed: 77, players, deciding: false };
    let sandbox = createSandbox(setup, DRIVERS);
    for (let count = 0; count < 40; count += 1) sandbox = sandboxStep(sandbox, { kind: 'step' }).sandbox;
    const read = readSandboxLink(textOf({ setup, sandbox }), ALL, DRIVERS);
    if (!read.ok) throw new Error(read.problem);
    expect(sandboxView(read.value.sandbox)).toEqual(sandboxView(sandbox));
  });

  it('is refused where it is broken or made by other rules, with the reason', () => {
    expect(problemOf(textOf(figure))).toBeUndefined();
    expect(problemOf(textOf(figure).slice(0, -1))).toBe('broken');
    expect(problemOf(changed({ more: 1 }))).toBe('broken');
    expect(problemOf(changed({ acts: [{ kind: 'decide', boat: 9, decision: { kind: 'sink' } }] }))).toBe(
      'broken',
    );
    expect(problemOf(changed({ acts: Array(LINK_ACTS_MAX + 1).fill({ kind: 'step' }) }))).toBe('broken');
    expect(problemOf(changed({ rules: 1 }))).toBe('other-rules');
    expect(problemOf(changed({ level: 'nowhere' }))).toBe('other-rules');
    expect(problemOf(changed({ hash: '0123' }))).toBe('other-rules');
  });

  it('never throws, whatever its acts are', () => {
    const flags = fc.record({ syn: fc.boolean(), ack: fc.boolean(), fin: fc.boolean(), rst: fc.boolean() });
    const key = fc.constantFrom(figure.key, { clientPort: 1, serverPort: 80 });
    const seat = fc.constantFrom('client', 'server');
    const number = fc.integer({ min: 0, max: 0xffff_ffff });
    const token = fc.record({ key, flags, seq: number, ack: number, crates: fc.integer({ min: 0, max: 3 }) });
    const act = fc.oneof(
      fc.constant({ kind: 'step' }),
      fc.record({ kind: fc.constant('forge'), from: seat, token }),
      fc.record({
        kind: fc.constant('hand'),
        seat,
        command: fc.record({ kind: fc.constant('token'), token }),
      }),
      fc.record({ kind: fc.constant('player'), seat, player: fc.constantFrom('perfect', 'wild', 'person') }),
      fc.record({ kind: fc.constant('crash'), seat, dark: fc.integer({ min: 1, max: 9999 }) }),
      fc.record({ kind: fc.constant('deciding'), on: fc.boolean() }),
      fc.record({
        kind: fc.constant('decide'),
        boat: fc.integer({ min: 1, max: 9 }),
        decision: fc.constant({ kind: 'arrive' }),
      }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), fc.constantFrom(...ALL), (acts, level) => {
        const link = { ...JSON.parse(changed({ acts, position: acts.length })), level: level.id, hash: '' };
        expect(['broken', undefined]).toContain(problemOf(JSON.stringify(link)));
      }),
      { numRuns: 60 },
    );
  });
});
