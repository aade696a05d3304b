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

/** What became of a boat, and what struck it on its way. */
function fateOf(boat: LadderBoat, texts: PlayTexts): string {
  const { debrief, ladder } = texts;
  const moment = (at: Milliseconds): string => texts.seconds(momentText(at));
  const end =
    boat.arrivedAt !== undefined
      ? debrief.arrived(moment(boat.arrivedAt))
      : boat.sankAt !== undefined
        ? ladder.endedAt(moment(boat.sankAt))
        : debrief.underWay;
  const struck = boat.weather.map(({ kind, cause }) =>
    kind === 'lost' && (cause === 'wall' || cause === 'outage') ? ladder.struck[cause] : ladder.struck[kind],
  );
  return [end, ...struck, ...boat.copiesAt.map((at) => ladder.copyAt(moment(at)))].join(' · ');
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
  const bells = ladder.bells.map(
    ({ at, side }): Line => ({ at, cells: [texts.sides[side], texts.ladder.bell, '', ''] }),
  );
  return [...boats, ...mistakes, ...states, ...bells].toSorted((left, right) => left.at - right.at);
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
            {linesOf(ladder, texts).map(({ at, cells }, index) => (
              <tr key={`${index}-${cells.join()}`}>
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
