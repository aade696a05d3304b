import { rulesOf } from '@syn-or-swim/shared/game/match-settings.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { RoomSeat } from '@syn-or-swim/shared/protocol/messages.ts';
import { moments } from '@syn-or-swim/shared/scoring/moments.ts';
import { networkScoreOf } from '@syn-or-swim/shared/scoring/network-score.ts';
import { type SeenLine, whatEachSaw } from '@syn-or-swim/shared/scoring/what-each-saw.ts';
import { segmentText } from '@syn-or-swim/shared/tcp/segment.ts';
import { useMemo, useState } from 'preact/hooks';
import type { NetworkTexts } from '../i18n/network-en.ts';
import type { Debrief } from '../model/debrief-model.ts';
import { shipName, usePlay } from './play-context.ts';
import { momentText } from './time-text.ts';
import './network.css';

const SEATS: readonly RoomSeat[] = ['client', 'network', 'server'];

const KINDS = ['sink', 'hold', 'copy', 'swap'] as const;

/** The round of `debrief`, played again up to its end. */
function roundOf({ recording, level }: Debrief) {
  const { setup, commands, endedAt } = recording;
  const played = moments({ rules: rulesOf(setup, level, DRIVERS), commands, endedAt });
  let next = played.next();
  while (next.done !== true) next = played.next();
  return { score: networkScoreOf(next.value), seen: whatEachSaw(next.value) };
}

function lineText(line: SeenLine, { saw, acts }: NetworkTexts): string {
  switch (line.kind) {
    case 'left':
      return saw.left(segmentText(line.segment));
    case 'arrived':
      return saw.arrived(segmentText(line.segment));
    case 'passed':
      return saw.passed(segmentText(line.segment), line.to);
    case 'state':
      return saw.state(line.state);
    case 'acted':
      return saw.acted(acts[line.act], line.segment === undefined ? '' : segmentText(line.segment));
  }
}

/** After a match with a network: what each of the three saw of a connection, and what the network's acts came to. */
export function DebriefSeats({
  debrief,
  words,
}: {
  readonly debrief: Debrief;
  readonly words: NetworkTexts;
}) {
  const { texts } = usePlay();
  const { score, seen } = useMemo(() => roundOf(debrief), [debrief]);
  const [index, setIndex] = useState(0);
  const [seat, setSeat] = useState<RoomSeat>('network');
  const { saw } = words;
  const lines = seen[index]?.seen[seat] ?? [];
  return (
    <section class="card" aria-labelledby="seats-heading">
      <h2 id="seats-heading">{saw.heading}</h2>
      <p>
        <strong>{saw.score(score.points, score.provoked, score.acts)}</strong>
        {debrief.recording.setup.network === 'stack' && ` ${saw.stack}`}
      </p>
      <ul class="network-tally">
        {KINDS.filter((kind) => score.byAct[kind].acts > 0).map((kind) => {
          const { acts, provoked, points } = score.byAct[kind];
          return <li key={kind}>{saw.byAct(words.acts[kind], acts, provoked, points)}</li>;
        })}
      </ul>
      <p class="quiet">{saw.intro}</p>
      <div class="seen-choices">
        <label>
          <span class="quiet">{saw.connection}</span>{' '}
          <select
            class="field"
            value={index}
            onChange={(event) => setIndex(Number(event.currentTarget.value))}
          >
            {seen.map(({ key, name }, each) => (
              <option key={key.clientPort} value={each}>
                {name === undefined ? '' : `${shipName(texts, name)} `}:{key.clientPort}
              </option>
            ))}
          </select>
        </label>
        <fieldset class="choice">
          <legend>{saw.seat}</legend>
          {SEATS.map((each) => (
            <label key={each}>
              <input type="radio" name="seen-seat" checked={each === seat} onChange={() => setSeat(each)} />
              {words.seats[each]}
            </label>
          ))}
        </fieldset>
      </div>
      {lines.length === 0 && <p class="quiet">{saw.nothing}</p>}
      <ol class="seen-lines">
        {lines.map((line, each) => (
          <li key={`${each}-${line.at}`} class={line.kind}>
            <span class="number quiet">{texts.seconds(momentText(line.at))}</span>
            <span class="number">{lineText(line, words)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
