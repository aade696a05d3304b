// @vitest-environment happy-dom
import { createMatch } from '@syn-or-swim/shared/game/match.ts';
import { FAIR_WINDS_HOME } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { runToEnd } from '@syn-or-swim/shared/players/par.ts';
import { ladders } from '@syn-or-swim/shared/scoring/ladder.ts';
import { describe, expect, it } from 'vitest';
import { BLANK, layOutLadder, PAPER_LADDER, type PlacedLabel } from './ladder-layout.ts';
import { ladderSvg } from './ladder-svg.ts';
import { socketHistory } from './socket-history.ts';
import { answersOf, blanksOf } from './worksheet.ts';

const rules = {
  level: FAIR_WINDS_HOME,
  seed: 1,
  players: { client: 'perfect', server: 'perfect' },
  drivers: DRIVERS,
} as const;
const match = runToEnd(createMatch(rules));
const [ladder] = ladders(match);
if (ladder === undefined) throw new Error('No boat sailed.');
const WORDS = { moment: (at: number) => `${at}`, ended: () => 'lost' };

/** The texts of the picture, in its order. */
function textsOf(blank: boolean): readonly string[] {
  const layout = layOutLadder(ladder as NonNullable<typeof ladder>, PAPER_LADDER, {
    ...WORDS,
    ...(blank ? { blank: blanksOf(ladder as NonNullable<typeof ladder>) } : {}),
  });
  const lines = ({ lines: all }: PlacedLabel) => all.join(' ');
  return [...layout.boats.map(({ label }) => lines(label)), ...layout.signs.map(({ label }) => lines(label))];
}

describe('a worksheet', () => {
  it('leaves something of most boats and of every other state to be filled in, and nothing in its solution', () => {
    const [sheet, solution] = [textsOf(true), textsOf(false)];
    expect(sheet).toHaveLength(solution.length);
    expect(solution.filter((text) => text.includes(BLANK))).toEqual([]);
    const boats = sheet.slice(0, ladder.boats.length);
    const states = sheet.slice(ladder.boats.length);
    const blanks = boats.filter((text) => text.includes(BLANK)).length;
    expect(blanks).toBe(boats.filter((_, index) => index % 4 !== 3).length);
    expect(states.filter((text) => text.includes(BLANK)).length).toBe(
      ['client', 'server'].reduce(
        (sum, side) => sum + Math.floor(ladder.states.filter((state) => state.side === side).length / 2),
        0,
      ),
    );
    // What is not blank is what the solution says.
    for (const [index, text] of sheet.entries()) {
      if (!text.includes(BLANK)) expect(text).toBe(solution[index]);
    }
  });

  it('knows its answers', () => {
    const { closedFirst, timeWait, lost, repeats, last } = answersOf(ladder);
    expect([lost, repeats]).toEqual([0, 0]);
    expect(timeWait).toEqual([closedFirst]);
    expect(last).toEqual({ client: 'CLOSED', server: 'CLOSED' });
  });
});

describe('the picture of a ladder', () => {
  it('is a document of its own, without a script, with every text escaped', () => {
    const layout = layOutLadder(ladder, PAPER_LADDER, WORDS);
    const words = { title: '<b>&"', foot: 'x', sides: { client: 'a', server: 'b' } };
    const { svg, width } = ladderSvg(layout, words, '@font-face{}');
    expect(width).toBe(PAPER_LADDER.width);
    expect(svg).toContain('&lt;b&gt;&amp;&quot;');
    expect(svg).not.toMatch(/<b>|<script|onload|NaN|undefined/);
    expect(svg.match(/<line/g)?.length).toBeGreaterThanOrEqual(ladder.boats.length + 2);
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(parsed.querySelector('parsererror')).toBeNull();
  });
});

describe('the sockets of a match', () => {
  it('are listed from its first moment to its last, once for each change', () => {
    const history = socketHistory({ rules, commands: [], endedAt: match.now });
    expect(history[0]?.at).toBe(0);
    expect(history.map(({ at }) => at)).toEqual(
      history.map(({ at }) => at).toSorted((one, other) => one - other),
    );
    const all = history.map(({ printed }) => printed.client).join('\n');
    for (const state of ['SYN-SENT', 'ESTAB', 'FIN-WAIT-1', 'TIME-WAIT']) expect(all).toContain(state);
    for (const [index, { printed }] of history.entries()) {
      expect(printed).not.toEqual(history[index - 1]?.printed);
    }
  });
});
