import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAIR_WINDS_HOME } from './catalog.ts';
import { placedFaultText } from './level-fault.ts';
import { OWN_LEVEL_MAX, readOwnLevel } from './own-level.ts';

const FILE = readFileSync(join(import.meta.dirname, 'files/04-fair-winds-home/level.json'), 'utf8');
const OWN = FILE.replace('"fair-winds-home"', '"my-harbour"');

function refusal(text: string): readonly string[] {
  const read = readOwnLevel('mine.json', text);
  return read.ok ? [] : read.problem.map(placedFaultText);
}

describe('a level from a file', () => {
  it('is read with its rules, as one copied from the game and given a name of its own', () => {
    const read = readOwnLevel('mine.json', OWN);
    expect(read).toEqual({ ok: true, value: { level: { ...FAIR_WINDS_HOME, id: 'my-harbour' }, texts: {} } });
  });

  it('is read with texts in as many languages as it has', () => {
    const said = { title: 'Mine', tag: 'A try', briefing: { both: ['Go.'], client: [], server: [] } };
    const text = JSON.stringify({ rules: JSON.parse(OWN).rules, texts: { ko: said } });
    expect(readOwnLevel('mine.json', text)).toMatchObject({ ok: true, value: { texts: { ko: said } } });
  });

  it('is read with its texts as they may be shown', () => {
    const said = {
      title: 'My \u202equay',
      tag: 'a\nb',
      briefing: { both: ['<b>\u0000'], client: [], server: [] },
    };
    const shown = { title: 'My quay', tag: 'a b', briefing: { both: ['<b>'], client: [], server: [] } };
    const file = (title: string) =>
      JSON.stringify({ rules: JSON.parse(OWN).rules, texts: { en: { ...said, title } } });
    expect(readOwnLevel('mine.json', file(said.title))).toMatchObject({
      ok: true,
      value: { texts: { en: shown } },
    });
    expect(refusal(file('\u200b'))).toHaveLength(1);
  });

  it.each([
    ['no JSON', OWN.slice(0, -9), /^mine\.json:\d+:\d+: is no JSON/],
    ['the name of a level of the game', FILE, /^mine\.json:\d+:\d+: rules\.id is the name of a level/],
    [
      'a key that there is not',
      OWN.replace('"berths"', '"births"'),
      /^mine\.json:\d+:\d+: rules\.births is no key/m,
    ],
    [
      'times that contradict',
      OWN.replace(/"rto": \d+/, '"rto": 100'),
      /^mine\.json:\d+:\d+: rules\.timing\.rto is 100/,
    ],
    [
      'a flood that would stop the page',
      OWN.replace('"timing"', '"flood": {"from": 0, "every": 1, "cookies": 1}, "timing"'),
      /^mine\.json:\d+:\d+: rules\.flood\.every sends \d+ SYNs/,
    ],
    ['too much of everything', ' '.repeat(OWN_LEVEL_MAX + 1), /^mine\.json: has \d+ characters/],
  ])('is refused with line and reason: %s', (_what, text, reason) => {
    expect(refusal(text).join('\n')).toMatch(reason);
  });

  it('never throws, whatever stands in the file', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(refusal(text).length).toBeGreaterThan(0);
      }),
    );
    const whole = JSON.parse(OWN) as { rules: Record<string, unknown> };
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(whole.rules)), fc.jsonValue(), (key, value) => {
        const read = readOwnLevel('mine.json', JSON.stringify({ rules: { ...whole.rules, [key]: value } }));
        expect(typeof read.ok).toBe('boolean');
      }),
    );
  });
});
