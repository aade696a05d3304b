import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { Ladder, LadderBoat } from '@syn-or-swim/shared/scoring/ladder.ts';
import { segmentText } from '@syn-or-swim/shared/tcp/segment.ts';
import type { PlayTexts } from '../i18n/play-en.ts';
import { tokenText } from './notice-card.tsx';
import { usePlay } from './play-context.ts';
import { momentText } from './time-text.ts';

/** One line of the table: when, who, what, what became of it, what the referee says. */
interface Line {
  readonly at: Milliseconds;
  readonly cells: readonly [string, string, string, string];
}

function fateOf(boat: LadderBoat, texts: PlayTexts): string {
  if (boat.arrivedAt !== undefined) return texts.debrief.arrived(texts.seconds(momentText(boat.arrivedAt)));
  if (boat.sankAt !== undefined) return texts.debrief.sank(texts.seconds(momentText(boat.sankAt)));
  return texts.debrief.underWay;
}

function linesOf(ladder: Ladder, texts: PlayTexts): readonly Line[] {
  const boats = ladder.boats.map(
    (boat): Line => ({
      at: boat.departedAt,
      cells: [
        `${texts.sides[boat.from]} (${texts.debrief.by[boat.by]})`,
        segmentText(boat.segment),
        fateOf(boat, texts),
        texts.debrief.verdicts[boat.verdict],
      ],
    }),
  );
  const mistakes = ladder.mistakes
    .filter(({ verdict }) => verdict.kind === 'wrong' || verdict.kind === 'held')
    .map(
      ({ at, side, token, verdict }): Line => ({
        at,
        cells: [
          texts.sides[side],
          tokenText(token, texts),
          texts.debrief.held,
          `${texts.debrief.verdicts[verdict.kind]}${verdict.cost > 0 ? ` −${verdict.cost}` : ''}`,
        ],
      }),
    );
  const states = ladder.states.map(
    ({ at, side, state }): Line => ({ at, cells: [texts.sides[side], `→ ${state}`, '', ''] }),
  );
  return [...boats, ...mistakes, ...states].toSorted((left, right) => left.at - right.at);
}

/** The ladder as a table, for whoever can't see the picture or wants every number. */
export function LadderTable({ ladder }: { readonly ladder: Ladder }) {
  const { texts } = usePlay();
  const { time, from, boat, fate, verdict } = texts.debrief;
  return (
    <details class="ladder-table">
      <summary>{texts.debrief.table}</summary>
      <div class="table-scroll">
        <table>
          <thead>
            <tr>
              {[time, from, boat, fate, verdict].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {linesOf(ladder, texts).map(({ at, cells }) => (
              <tr key={`${at}-${cells.join()}`}>
                <td class="number">{texts.seconds(momentText(at))}</td>
                {cells.map((cell, column) => (
                  <td key={`${column}-${cell}`} class="number">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
