import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import type { Arrival } from '@syn-or-swim/shared/game/view.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import type { MatchModel } from '../model/match-model.ts';
import { FlagRow } from './flag-picture.tsx';
import { Panel } from './panel.tsx';
import { usePlay } from './play-context.ts';
import { clockText } from './time-text.ts';
import './journal.css';

interface PanelProps {
  readonly model: MatchModel;
}

function ArrivalRow({ arrival, model }: PanelProps & { readonly arrival: Arrival }) {
  const { texts } = usePlay();
  const { segment, key, before, after } = arrival;
  const crates = Math.floor(segment.dataLength / CRATE_OCTETS);
  return (
    <li class="arrival">
      <FlagRow flags={segment.flags} />
      <span class="unseen">{flagsText(segment.flags)} </span>
      <span class="number plate-text">
        seq {segment.seq}
        {segment.flags.ack && ` ack ${segment.ack}`}
        {crates > 0 && <strong> + {texts.crates(crates)}</strong>}
      </span>
      <span class="quiet">
        {model.shipAt(key.clientPort)} · {texts.arrived.states(before, after)}{' '}
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
