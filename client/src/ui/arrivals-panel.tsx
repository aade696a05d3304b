import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import type { Arrival } from '@syn-or-swim/shared/game/view.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import type { MatchModel } from '../model/match-model.ts';
import { COVERED, coversState } from '../model/open-guess.ts';
import { FlagRow } from './flag-picture.tsx';
import { Panel } from './panel.tsx';
import { usePlay } from './play-context.ts';
import { clockText } from './time-text.ts';
import './journal.css';

interface PanelProps {
  readonly model: MatchModel;
}

/** The state that an arrival led to so shortly before a guess is what the guess may ask for, ms. */
const COVERED_BEFORE = 3_000;

/** One boat that came, with what it changed. */
export function ArrivalRow({ arrival, model }: PanelProps & { readonly arrival: Arrival }) {
  const { texts } = usePlay();
  const { segment, key, before, after } = arrival;
  const guess = model.guess.value;
  const covered = coversState(guess, key.clientPort) && arrival.at >= (guess?.at ?? 0) - COVERED_BEFORE;
  const crates = Math.floor(segment.dataLength / CRATE_OCTETS);
  return (
    <li class="arrival">
      <FlagRow flags={segment.flags} />
      <span class="unseen">{flagsText(segment.flags)} </span>
      <span class="number plate-text">
        <span class="whole">seq {segment.seq}</span>{' '}
        {segment.flags.ack && <span class="whole">ack {segment.ack}</span>}{' '}
        {crates > 0 && <strong class="whole">+ {texts.crates(crates)}</strong>}
      </span>
      <span class="quiet">
        {model.shipAt(key.clientPort)} · {texts.arrived.states(before, covered ? COVERED : after)}{' '}
        <span class="number">{clockText(arrival.at)}</span>
      </span>
    </li>
  );
}

/** What came out of the fog, newest first. */
export function Arrivals({ model }: PanelProps) {
  const { texts } = usePlay();
  const arrivals = model.view.value?.arrivals ?? [];
  return (
    <Panel name="arrivals" heading={texts.arrived.heading}>
      {arrivals.length === 0 && <p class="quiet">{texts.arrived.none}</p>}
      <ol>
        {arrivals.toReversed().map((arrival) => (
          <ArrivalRow key={`${arrival.boat}-${arrival.at}`} arrival={arrival} model={model} />
        ))}
      </ol>
    </Panel>
  );
}
