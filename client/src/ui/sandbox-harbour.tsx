import type { Player, Side } from '@syn-or-swim/shared/game/seat.ts';
import type { SocketView } from '@syn-or-swim/shared/game/view.ts';
import type { Connection } from '@syn-or-swim/shared/tcp/connection.ts';
import { dues } from '@syn-or-swim/shared/tcp/dues.ts';
import { usePlay } from './play-context.ts';
import { SandboxBoat } from './sandbox-boat.tsx';
import { type SandboxProps, sandboxSegmentText } from './sandbox-time.tsx';
import { StateDiagram } from './state-diagram.tsx';
import { momentText } from './time-text.ts';
import { useNarrow } from './use-narrow.ts';

interface SideProps extends SandboxProps {
  readonly side: Side;
  /** Hidden while a class is asked for it: the state, and what is owed. */
  readonly hides?: { readonly state: boolean; readonly owed: boolean } | undefined;
}

/** RFC 9293's names of the variables that this connection has, with their values (section 3.3.1). */
function variablesOf(connection: Connection): readonly (readonly [string, number])[] {
  const sent =
    'snd' in connection
      ? [
          ['SND.UNA', connection.snd.una] as const,
          ['SND.NXT', connection.snd.nxt] as const,
          ...('wnd' in connection.snd ? [['SND.WND', connection.snd.wnd] as const] : []),
        ]
      : [];
  const received =
    'rcv' in connection
      ? [['RCV.NXT', connection.rcv.nxt] as const, ['RCV.WND', connection.rcv.wnd] as const]
      : [];
  return [...sent, ...received];
}

function Owed({ model, words, side, socket }: SideProps & { readonly socket: SocketView | undefined }) {
  const { now, profile, seats } = model.view.value;
  const key = model.selected.value?.key;
  const resets = seats[side].seat.resets.filter((reset) => reset.key.clientPort === key?.clientPort);
  const owed = socket === undefined ? [] : dues(socket.connection, now, profile);
  if (owed.length + resets.length === 0) return <p class="quiet">{words.owesNothing}</p>;
  return (
    <ul class="sandbox-owed" aria-label={words.owes}>
      {owed.map(({ kind, segment }) => (
        <li key={kind}>
          {words.owes}: <span class="number">{sandboxSegmentText(segment)}</span>{' '}
          <span class="quiet">({words.dues[kind]})</span>
        </li>
      ))}
      {resets.map(({ segment }) => (
        <li key={sandboxSegmentText(segment)}>
          {words.owes}: <span class="number">{sandboxSegmentText(segment)}</span>
        </li>
      ))}
    </ul>
  );
}

function Numbers({ words, socket }: SideProps & { readonly socket: SocketView | undefined }) {
  const { texts } = usePlay();
  if (socket === undefined) return null;
  const variables = variablesOf(socket.connection);
  return (
    <>
      {variables.length > 0 && (
        <dl class="sandbox-variables" aria-label={words.variables}>
          {variables.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd class="number">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {socket.timers.length > 0 && (
        <ul class="quiet" aria-label={words.timers}>
          {socket.timers.map(({ timer, at }) => (
            <li key={timer} class="number">
              {words.timer(texts.sockets.timers[timer], momentText(at))}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Who({ model, words, side }: SideProps) {
  const names = Object.entries(words.players) as [Player, string][];
  return (
    <label class="sandbox-who">
      <span class="quiet">{words.plays}</span>
      <select
        class="field"
        value={model.view.value.players[side]}
        onChange={(event) => {
          const player = names.find(([name]) => name === event.currentTarget.value)?.[0];
          if (player !== undefined) model.act({ kind: 'player', seat: side, player }, side);
        }}
      >
        {names.map(([player, name]) => (
          <option key={player} value={player}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** One harbour without fog: its state, what it owes, its numbers and timers, and the hand that sends its boats. */
export function SandboxHarbour(props: SideProps) {
  const { model, words, side, hides } = props;
  const narrow = useNarrow();
  const socket = model.socketAt(side);
  const state = model.stateAt(side);
  const { seat } = model.view.value.seats[side];
  return (
    <section class={`card sandbox-harbour ${side}`} aria-labelledby={`sandbox-${side}`}>
      <header>
        <h2 id={`sandbox-${side}`}>{words.sides[side]}</h2>
        <Who {...props} />
      </header>
      <p class="sandbox-state" data-testid={`state-${side}`}>
        {hides?.state === true ? words.covered : state}
      </p>
      {seat.darkUntil !== undefined && <p class="problem">{words.dark}</p>}
      {hides?.state !== true && (
        <details class="sandbox-diagram" open={!narrow}>
          <summary>{words.diagram}</summary>
          <StateDiagram label={words.diagramAt(state)} here={state} />
        </details>
      )}
      {hides?.owed !== true && <Owed {...props} socket={socket} />}
      {hides?.state !== true && <Numbers {...props} socket={socket} />}
      {model.view.value.players[side] === 'person' && <SandboxBoat {...props} />}
    </section>
  );
}
