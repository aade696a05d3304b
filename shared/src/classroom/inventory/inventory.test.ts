// What the inventory promises as a whole; what each class is asked of it is tested beside forms.ts, what comes of it beside gain.ts.
import { describe, expect, it } from 'vitest';
import { IDEAS } from '../../scoring/ideas.ts';
import { MISCONCEPTION_IDS } from '../../tcp/misconceptions.ts';
import { inventoryEn } from './en.ts';
import { ITEMS, VERSIONS } from './items.ts';
import { inventoryKo } from './ko.ts';

describe('the items', () => {
  it('ask every idea, and have a wrong option for every misconception of the list', () => {
    expect(new Set(ITEMS.map(({ idea }) => idea))).toEqual(new Set(IDEAS.map(({ idea }) => idea)));
    const meant = new Set<string>(
      ITEMS.flatMap(({ options }) => VERSIONS.flatMap((version) => options[version])),
    );
    expect(MISCONCEPTION_IDS.filter((id) => !meant.has(id))).toEqual([]);
  });

  it('have two versions that tempt alike: as many beliefs in both, and one at least that is the same', () => {
    const beliefs = (options: readonly string[]) => options.filter((meaning) => meaning.startsWith('M'));
    for (const { id, options } of ITEMS) {
      const [a, b] = [beliefs(options.a), beliefs(options.b)];
      expect([id, Math.abs(new Set(a).size - new Set(b).size) <= 1]).toEqual([id, true]);
      expect([id, a.some((belief) => b.includes(belief))]).toEqual([id, true]);
    }
  });

  it('name a section that RFC 9293 has, or another RFC', () => {
    for (const { id, source } of ITEMS) {
      for (const version of VERSIONS)
        expect([id, source[version]]).toEqual([id, expect.stringMatching(SOURCE)]);
    }
  });

  it('ask of both versions in words of their own, in both languages', () => {
    for (const { id } of ITEMS) {
      for (const texts of [inventoryEn, inventoryKo]) {
        expect(texts[`${id}-a`].question).not.toBe(texts[`${id}-b`].question);
      }
    }
  });
});

/** Sections of RFC 9293 that describe the protocol: 1 to 3, three levels deep and one more below 3.10.7 and 3.9.1. */
const SOURCE = /^(2\.2|3\.([1-9]|10)(\.\d+){0,2}|RFC \d{3,4})$/;
