import { useComputed } from '@preact/signals';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { NO_STOP } from '@syn-or-swim/shared/game/match-clock.ts';
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { isKernelLevel } from '@syn-or-swim/shared/levels/kernel-level.ts';
import type { RoomPublic, RoomSeat } from '@syn-or-swim/shared/protocol/messages.ts';
import { useEffect, useState } from 'preact/hooks';
import { knownLevel } from '../model/debrief-model.ts';
import type { MatchModel } from '../model/match-model.ts';
import type { NetworkModel } from '../model/network-model.ts';
import { levelAfter, type PairModel, presenceIn, type RoomActions } from '../model/pair-model.ts';
import { Briefing, LevelTitle } from './briefing.tsx';
import { type DebriefPage, DebriefScreen } from './debrief-screen.tsx';
import { KernelFrame } from './kernel-panel.tsx';
import { Countdown, LobbyScreen, ReadyButton, Roster } from './lobby-screen.tsx';
import { NetworkRole, NetworkScreen } from './network-screen.tsx';
import { useNetworkWords } from './network-words.ts';
import { levelWords, usePlay } from './play-context.ts';
import { type PlayProps, PlayScreen } from './play-screen.tsx';

interface PairProps {
  readonly pair: PairModel;
  readonly actions: RoomActions;
  readonly page: DebriefPage;
  /** What the play screen needs of the page. */
  readonly play: Pick<PlayProps, 'loadStrait' | 'soundOn' | 'singleKeys' | 'listen' | 'captions'>;
  /** In a class the teacher begins matches: what is said before and after instead. */
  readonly inClass?: { readonly company: readonly string[]; readonly afterMatch: string };
}

interface SeatedProps extends PairProps {
  readonly room: RoomPublic;
  readonly seat: RoomSeat;
}

/** What may come after a match: the same again, the seats swapped, the next level. */
function Afterwards(props: SeatedProps) {
  if (props.inClass !== undefined) return <p role="status">{props.inClass.afterMatch}</p>;
  return props.room.roster.server.player === 'kernel' ? <AfterKernel {...props} /> : <AfterPair {...props} />;
}

type Fetched = typeof import('./kernel-sight.tsx')['FetchedPages'];

/** After a match against the kernel: what it was for, and the same again. */
function AfterKernel({ pair, actions }: SeatedProps) {
  const { texts } = usePlay();
  const [Pages, setPages] = useState<Fetched | undefined>(undefined);
  useEffect(() => void import('./kernel-sight.tsx').then((part) => setPages(() => part.FetchedPages)), []);
  const debrief = pair.debrief.value;
  return (
    <>
      <button type="button" class="button main" onClick={() => actions.ready(true)}>
        {texts.debrief.again}
      </button>
      <button type="button" class="button plain" onClick={actions.leave}>
        {texts.lobby.leave}
      </button>
      {Pages !== undefined && typeof debrief === 'object' && <Pages recording={debrief.recording} own />}
    </>
  );
}

function AfterPair({ pair, room, seat, actions }: SeatedProps) {
  const language = usePlay();
  const { texts } = language;
  const level = knownLevel(room.level);
  const next = level && levelAfter(level, LEVELS);
  const partnerReady = SIDES.some((side) => side !== seat && room.roster[side].ready);
  const chosen = (choose: () => void) => () => {
    choose();
    actions.ready(true);
  };
  return (
    <>
      <ReadyButton
        room={room}
        seat={seat}
        actions={actions}
        readyKept={pair.readyKept.value}
        label={texts.debrief.again}
      />
      {seat !== 'network' && (
        <button type="button" class="button" onClick={chosen(() => actions.choose(room.level, true))}>
          {texts.debrief.swap}
        </button>
      )}
      {next !== undefined && (
        <button type="button" class="button" onClick={chosen(() => actions.choose(next.id, false))}>
          {texts.debrief.next}
        </button>
      )}
      <button type="button" class="button plain" onClick={actions.leave}>
        {texts.lobby.leave}
      </button>
      {level !== undefined && <p class="quiet next-level">{levelWords(level, language).name}</p>}
      <Roster room={room} seat={seat} />
      {room.phase === 'countdown' && <Countdown clock={pair.clock} />}
      {pair.line.value === 'reconnecting' && (
        <p class="problem" role="alert">
          {texts.link.reconnecting} {pair.readyKept.value !== undefined && texts.lobby.saidLater}
        </p>
      )}
      <p role="status">
        {partnerReady && !room.roster[seat].ready && texts.debrief.partnerWants}
        {!partnerReady && room.roster[seat].ready && texts.debrief.waiting}
      </p>
    </>
  );
}

interface PlayedProps extends PairProps {
  readonly model: MatchModel;
}

function PairMatch(props: PlayedProps) {
  const isKernel = isKernelLevel(props.model.link.level);
  return isKernel ? (
    <KernelFrame>
      <SeatedMatch {...props} />
    </KernelFrame>
  ) : (
    <SeatedMatch {...props} />
  );
}

function SeatedMatch({ pair, model, actions, play, inClass }: PlayedProps) {
  const { texts } = usePlay();
  const presence = useComputed(() => {
    const room = pair.room.value;
    const line = pair.line.value;
    return room === undefined
      ? ({ partner: 'away', line, clockStands: false, stop: NO_STOP } as const)
      : presenceIn(room, model.link.seat, line);
  });
  const leave = (): void => {
    if (window.confirm(texts.leaveSure)) actions.leave();
  };
  return (
    <PlayScreen
      key={model}
      model={model}
      presence={presence}
      {...play}
      onTouch={() => undefined}
      onLeave={inClass === undefined ? leave : undefined}
    />
  );
}

function NetworkMatch({ pair, model, actions, inClass }: PairProps & { readonly model: NetworkModel }) {
  const words = useNetworkWords();
  if (words === undefined) return null;
  const leave = (): void => {
    if (window.confirm(words.leaveSure)) actions.leave();
  };
  const onLeave = inClass === undefined ? leave : undefined;
  return <NetworkScreen key={model} model={model} words={words} line={pair.line} onLeave={onLeave} />;
}

function AfterMatch(props: SeatedProps) {
  const { texts } = usePlay();
  const { debrief, failure } = props.pair;
  const isAlone = props.room.roster.server.player === 'kernel';
  if (failure.value === undefined && debrief.value !== undefined && debrief.value !== 'unreadable') {
    return (
      <DebriefScreen
        key={debrief.value.hash}
        debrief={debrief.value}
        page={props.page}
        talk={isAlone ? undefined : { said: props.pair.blames, say: props.actions.blame }}
      >
        <Afterwards {...props} />
      </DebriefScreen>
    );
  }
  const words =
    failure.value !== undefined
      ? texts.debrief.failed[failure.value.reason]
      : debrief.value === undefined
        ? texts.debrief.reckoning
        : texts.debrief.unreadable;
  return (
    <main class="around debrief">
      <h1>{texts.debrief.heading}</h1>
      <p role="alert">{words}</p>
      <section class="card total">
        <nav class="debrief-next">
          <Afterwards {...props} />
        </nav>
      </section>
    </main>
  );
}

/** Before a match in a class: the briefing, and how long it is till then. */
function ClassCountdown({
  pair,
  level,
  seat,
  inClass,
}: Pick<SeatedProps, 'pair' | 'seat'> & {
  readonly level: Level;
  readonly inClass: NonNullable<PairProps['inClass']>;
}) {
  const words = useNetworkWords();
  return (
    <main class="around">
      <section class="card">
        <LevelTitle level={level} />
        <Countdown clock={pair.clock} />
        {inClass.company.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {seat !== 'network' && <Briefing level={level} side={seat} />}
        {seat === 'network' && words !== undefined && <NetworkRole words={words} />}
      </section>
    </main>
  );
}

function Joining() {
  const { texts } = usePlay();
  return (
    <main class="around">
      <p role="status">{texts.lobby.joining}</p>
    </main>
  );
}

/** The room as it is now: its lobby, its match, or what came of it. */
export function PairScreens({ pair, actions, page, play, inClass }: PairProps) {
  const room = pair.room.value;
  const seat = pair.seat.value;
  const level = room && knownLevel(room.level);
  if (room === undefined || seat === undefined || level === undefined) {
    return <Joining />;
  }
  const model = pair.model.value;
  const network = pair.network.value;
  const props = { pair, actions, page, play, room, seat, ...(inClass && { inClass }) };
  if (room.phase === 'playing' && seat === 'network' && network !== undefined) {
    return <NetworkMatch {...props} model={network} />;
  }
  if (room.phase === 'playing' && model !== undefined) return <PairMatch {...props} model={model} />;
  const afterMatch = pair.debrief.value !== undefined || pair.failure.value !== undefined;
  if (room.phase === 'ended' || afterMatch) return <AfterMatch {...props} />;
  if (room.roster.server.player === 'kernel') return <Joining />;
  if (inClass !== undefined) {
    return <ClassCountdown pair={pair} level={level} seat={seat} inClass={inClass} />;
  }
  return (
    <LobbyScreen
      room={room}
      seat={seat}
      level={level}
      own={pair.own.value}
      link={pair.link}
      clock={pair.clock}
      reconnecting={pair.line.value === 'reconnecting'}
      readyKept={pair.readyKept.value}
      actions={actions}
    />
  );
}
