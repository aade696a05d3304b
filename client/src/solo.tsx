// A game for one: level choice, the match in a worker, the debrief.
import { signal } from '@preact/signals';
import { ASSISTANCE_GRADES, type Level, levelId } from '@syn-or-swim/shared/game/level.ts';
import { NO_STOP } from '@syn-or-swim/shared/game/match-clock.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { startSolo } from './connection/solo-match.ts';
import { debriefOf, knownLevel } from './model/debrief-model.ts';
import { createSoloClock } from './model/game-clock.ts';
import { MatchModel } from './model/match-model.ts';
import { levelAfter } from './model/pair-model.ts';
import type { Presence } from './model/presence.ts';
import { framed, heard, loadStrait, loadTexts, soundOn, surroundings } from './play-parts.tsx';
import type { Shell } from './shell.ts';
import { DebriefScreen } from './ui/debrief-screen.tsx';
import { LevelChoice } from './ui/level-choice.tsx';
import { usePlay } from './ui/play-context.ts';
import { PlayScreen } from './ui/play-screen.tsx';

/** Fetches what a first game needs, so that a tap on the title plays at once. */
export function prefetch(): void {
  void loadStrait();
}

/** 32 bits by which the next match goes. */
function newSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/** Shows `recording` with the fog lifted, and what may come next. */
function showDebrief(shell: Shell, recording: Recording, level: Level, side: Side): void {
  const debrief = debriefOf(recording);
  if (debrief === undefined) {
    void loadTexts(shell).then(({ texts }) => shell.fail(texts.debrief.unreadable));
    return;
  }
  const next = levelAfter(level, LEVELS);
  const again = (nextLevel: Level, nextSide: Side) => () => play(shell, nextLevel, nextSide);
  const other: Side = side === 'client' ? 'server' : 'client';
  shell.show(
    framed(() => {
      const { texts } = usePlay();
      return (
        <DebriefScreen debrief={debrief}>
          <button type="button" class="button main" onClick={again(level, side)}>
            {texts.debrief.again}
          </button>
          <button type="button" class="button" onClick={again(level, other)}>
            {texts.debrief.swap}
          </button>
          {next !== undefined && (
            <button type="button" class="button" onClick={again(next, side)}>
              {texts.debrief.next}
            </button>
          )}
          <button type="button" class="button plain" onClick={() => void chooseLevel(shell)}>
            {texts.debrief.toLevels}
          </button>
        </DebriefScreen>
      );
    }),
  );
}

/** Starts a match on `level` in a worker, against a stack that never errs. */
function play(shell: Shell, level: Level, side: Side, settings: Partial<MatchSettings> = {}): void {
  const clock = createSoloClock(() => performance.now());
  const presence = signal<Presence>({ partner: 'stack', line: 'up', clockStands: true, stop: NO_STOP });
  const worker = new Worker(new URL('./worker/solo-worker.ts', import.meta.url), { type: 'module' });
  const solo = startSolo({ level, seed: newSeed(), side, partner: 'perfect', settings }, worker, clock, {
    onView: (view) => model.receive(view),
    onDebrief: ({ recording }) => {
      solo.end();
      showDebrief(shell, recording, level, side);
    },
    onStop: (stop) => {
      presence.value = { ...presence.value, stop };
    },
    onFailed: (message) => {
      console.error(message);
      solo.end();
      void loadTexts(shell).then(({ texts }) => shell.fail(texts.problems['solo-failed']));
    },
  });
  const model = new MatchModel(solo.link, surroundings);
  const begin = (): void => {
    if (clock.started) return;
    solo.begin();
    presence.value = { ...presence.value, clockStands: false };
  };
  const leave = (): void => {
    solo.end();
    shell.show(undefined);
  };
  shell.show(
    framed(() => (
      <PlayScreen
        {...{ model, presence, loadStrait, soundOn }}
        listen={heard}
        onLeave={leave}
        onTouch={begin}
      />
    )),
  );
}

/** Level 1 at once, as the client; or what a link asks for by `?level=`, `?seat=` and `?assistance=`. */
export async function playFirstLevel(shell: Shell): Promise<void> {
  await loadTexts(shell);
  const address = new URLSearchParams(location.search);
  const asked = address.get('level');
  const level = (asked === null ? undefined : knownLevel(levelId(asked))) ?? LEVELS[0];
  const side = address.get('seat') === 'server' ? 'server' : 'client';
  const assistance = ASSISTANCE_GRADES.find((grade) => grade === address.get('assistance'));
  const settings = assistance === undefined ? {} : { assistance };
  if (level !== undefined) play(shell, level, side, settings);
}

/** The list of levels with their briefings. */
export async function chooseLevel(shell: Shell): Promise<void> {
  await loadTexts(shell);
  shell.show(
    framed(() => (
      <LevelChoice onPlay={(level, side) => play(shell, level, side)} onBack={() => shell.show(undefined)} />
    )),
  );
}
