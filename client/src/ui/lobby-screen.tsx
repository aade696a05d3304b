import type { Level, LevelId } from '@syn-or-swim/shared/game/level.ts';
import { NETWORK_PLAYERS } from '@syn-or-swim/shared/game/match-settings.ts';
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import type { RoomPublic, RoomSeat } from '@syn-or-swim/shared/protocol/messages.ts';
import { useState } from 'preact/hooks';
import type { RoomClock } from '../model/game-clock.ts';
import type { RoomActions } from '../model/pair-model.ts';
import { AroundBar } from './around-bar.tsx';
import { Briefing, LevelTitle } from './briefing.tsx';
import { NetworkRole } from './network-screen.tsx';
import { useNetworkWords } from './network-words.ts';
import { levelWords, usePlay } from './play-context.ts';
import { QrPicture } from './qr-picture.tsx';
import { MatchSettingFields, SelectField } from './setting-fields.tsx';
import { useNow } from './use-now.ts';
import './around.css';

interface LobbyProps {
  readonly room: RoomPublic;
  readonly seat: RoomSeat;
  readonly level: Level;
  /** The level from a file for which the room was made. */
  readonly own: Level | undefined;
  readonly link: string;
  readonly clock: RoomClock;
  readonly reconnecting: boolean;
  /** What was said of being ready and is perhaps not heard yet. */
  readonly readyKept: boolean | undefined;
  readonly actions: RoomActions;
}

function Invitation({ code, link }: { readonly code: string; readonly link: string }) {
  const { texts } = usePlay();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard?.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <section class="invitation card">
      <div>
        <h2>{texts.lobby.shareCode}</h2>
        <p class="code number">{code}</p>
        <label class="link">
          <span class="unseen">{texts.lobby.link}</span>
          <input class="field" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
        </label>
        <button type="button" class="button" onClick={copy}>
          {texts.lobby.copy}
        </button>{' '}
        <span role="status">{copied ? texts.lobby.copied : ''}</span>
      </div>
      <QrPicture text={link} label={texts.lobby.qr} />
    </section>
  );
}

/** Who sits where, and who is ready. */
export function Roster({ room, seat }: Pick<LobbyProps, 'room' | 'seat'>) {
  const { texts } = usePlay();
  const words = useNetworkWords();
  const seats: readonly RoomSeat[] = room.settings.network === 'person' ? [...SIDES, 'network'] : SIDES;
  return (
    <section class="card">
      <h2>{texts.lobby.who}</h2>
      <ul class="roster">
        {seats.map((side) => {
          const entry = room.roster[side];
          const word =
            entry.player === 'nobody'
              ? texts.lobby.nobody
              : entry.connected
                ? texts.lobby.here
                : texts.lobby.lost;
          return (
            <li key={side} class={entry.player === 'nobody' ? 'empty' : 'taken'}>
              <span class="presence-dot" aria-hidden="true" />
              <strong>{side === 'network' ? words?.seats.network : texts.sides[side]}</strong>
              {side === seat && <span> ({texts.you})</span>}
              <span class="quiet">{word}</span>
              {entry.ready && <span class="is-ready">✓ {texts.lobby.isReady}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Who is the weather beside the level's own; nobody loses their seat by it. */
function WeatherField({ room, actions }: Pick<LobbyProps, 'room' | 'actions'>) {
  const words = useNetworkWords();
  if (words === undefined || room.roster.network.player !== 'nobody') return null;
  return (
    <>
      <SelectField
        label={words.setting}
        value={room.settings.network}
        choices={NETWORK_PLAYERS.map((player) => [player, words.players[player]] as const)}
        onChoose={(network) => actions.choose(room.level, false, { network })}
      />
      <p class="quiet setting-note">{words.settingNote}</p>
    </>
  );
}

function LevelPicker({ room, level, own, actions }: Pick<LobbyProps, 'room' | 'level' | 'own' | 'actions'>) {
  const language = usePlay();
  const { texts } = language;
  const first = own ?? level;
  const offered = LEVELS.some(({ id }) => id === first.id) ? LEVELS : [first, ...LEVELS];
  return (
    <div class="picker">
      <label>
        <span class="quiet">{texts.lobby.level}</span>{' '}
        <select
          class="field"
          value={room.level}
          onChange={(event) => actions.choose(event.currentTarget.value as LevelId, false)}
        >
          {offered.map((each) => (
            <option key={each.id} value={each.id}>
              {levelWords(each, language).name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="button" onClick={() => actions.choose(room.level, true)}>
        ⇄ {texts.lobby.swap}
      </button>
      <details class="room-settings">
        <summary>{language.around.briefing.timeAndHelp}</summary>
        <MatchSettingFields
          settings={room.settings}
          texts={language.settings}
          onChange={(settings) => actions.choose(room.level, false, settings)}
        />
        <WeatherField room={room} actions={actions} />
      </details>
    </div>
  );
}

/** Seconds until the match begins. */
export function Countdown({ clock }: { readonly clock: RoomClock }) {
  const { texts } = usePlay();
  useNow(clock);
  return (
    <p class="countdown" role="status">
      {texts.lobby.starting(Math.ceil(clock.untilStart() / 1000))}
    </p>
  );
}

/** Says that this page is ready, or not yet; while the line is down it is said later, and the button shows it. */
export function ReadyButton({
  room,
  seat,
  actions,
  readyKept,
  label,
}: Pick<LobbyProps, 'room' | 'seat' | 'actions' | 'readyKept'> & { readonly label?: string }) {
  const { texts } = usePlay();
  const ready = readyKept ?? room.roster[seat].ready;
  return (
    <button
      type="button"
      class="button main ready"
      aria-pressed={ready}
      onClick={() => actions.ready(!ready)}
    >
      {label ?? texts.lobby.ready}
      {ready && ' ✓'}
    </button>
  );
}

/** Whether somebody may still be asked in. */
function hasFreeSeat({ roster, settings }: RoomPublic): boolean {
  const seats: readonly RoomSeat[] = settings.network === 'person' ? [...SIDES, 'network'] : SIDES;
  return seats.some((seat) => roster[seat].player === 'nobody');
}

/** Where two people meet before a match: the code, who is there, what is played. */
export function LobbyScreen(props: LobbyProps) {
  const { room, seat, level, own, link, clock, reconnecting, readyKept, actions } = props;
  const { texts } = usePlay();
  const words = useNetworkWords();
  const complete = SIDES.every((side) => room.roster[side].player !== 'nobody');
  const forAll = room.roster.network.connected ? texts.lobby.waitingThree : texts.lobby.waiting;
  return (
    <main class="around lobby">
      <AroundBar label={texts.lobby.leave} onBack={actions.leave} />
      <h1>{texts.lobby.heading}</h1>
      <p>{texts.lobby.backToBack}</p>
      {reconnecting && (
        <p class="problem" role="alert">
          {texts.link.reconnecting} {readyKept !== undefined && texts.lobby.saidLater}
        </p>
      )}
      <div class="lobby-columns">
        <div class="lobby-column">
          {hasFreeSeat(room) && <Invitation code={room.code} link={link} />}
          <Roster room={room} seat={seat} />
        </div>
        <section class="card lobby-level">
          <LevelPicker room={room} level={level} own={own} actions={actions} />
          <LevelTitle level={level} />
          {seat === 'network' ? (
            words !== undefined && <NetworkRole words={words} />
          ) : (
            <Briefing level={level} side={seat} />
          )}
        </section>
      </div>
      <footer class="lobby-foot">
        {room.phase === 'countdown' ? (
          <Countdown clock={clock} />
        ) : (
          <p class="quiet">{complete ? forAll : texts.lobby.needPartner}</p>
        )}
        <ReadyButton room={room} seat={seat} actions={actions} readyKept={readyKept} />
      </footer>
    </main>
  );
}
