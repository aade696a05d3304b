// A game for one: the chart, a briefing, the match in a worker, the debrief.
import { type ReadonlySignal, signal } from '@preact/signals';
import { ASSISTANCE_GRADES, type Level, levelId } from '@syn-or-swim/shared/game/level.ts';
import { NO_STOP } from '@syn-or-swim/shared/game/match-clock.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import { peerOf, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { startSolo } from './connection/solo-match.ts';
import type { SoloPartner } from './i18n/around-en.ts';
import type { BeyondTexts } from './i18n/beyond-en.ts';
import { type Debrief, debriefOf, knownLevel } from './model/debrief-model.ts';
import { createSoloClock } from './model/game-clock.ts';
import { MatchModel } from './model/match-model.ts';
import { levelAfter } from './model/pair-model.ts';
import type { Presence } from './model/presence.ts';
import { hasPlayed, levelToPlay } from './model/progress.ts';
import { matchSettings } from './model/settings.ts';
import { countMatch, progress } from './page-progress.ts';
import { debriefPage } from './page-questions.ts';
import { settings } from './page-settings.ts';
import {
  captions,
  framed,
  heard,
  loadStrait,
  loadTexts,
  singleKeys,
  soundOn,
  surroundings,
} from './play-parts.tsx';
import type { Shell } from './shell.ts';
import { BriefingScreen } from './ui/briefing-screen.tsx';
import { DebriefScreen } from './ui/debrief-screen.tsx';
import { LevelChart } from './ui/level-chart.tsx';
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

/** What somebody plays alone: harbour and partner stay as chosen until the page is loaded again. */
interface SoloChoice {
  readonly level: Level;
  readonly side: Side;
  readonly partner: SoloPartner;
  /** Set in the endless storm: it ends when one leaves, and has turns of its own. */
  readonly storm?: StormTurns;
}

/** What the endless storm says and does after one has come ashore. */
export interface StormTurns {
  /** In the page's language. */
  readonly words: ReadonlySignal<BeyondTexts | undefined>;
  /** Keeps the storm where it is the best so far; true where it is. */
  readonly isRecord: (debrief: Debrief) => boolean;
  readonly onBack: () => void;
}

const chosenSide = signal<Side>('client');
const chosenPartner = signal<SoloPartner>('perfect');

/** Shows `recording` with the fog lifted, and what may come next. */
function showDebrief(shell: Shell, recording: Recording, choice: SoloChoice): void {
  const { level, side } = choice;
  const debrief = debriefOf(recording, side);
  if (debrief === undefined) {
    void loadTexts(shell).then(({ texts }) => shell.fail(texts.debrief.unreadable));
    return;
  }
  if (choice.storm !== undefined) {
    showAshore(shell, debrief, choice, choice.storm);
    return;
  }
  countMatch(debrief, side);
  const next = levelAfter(level, LEVELS);
  const swap = (): void => {
    chosenSide.value = peerOf(side);
    play(shell, { ...choice, side: peerOf(side) });
  };
  shell.show(
    framed(() => {
      const { texts } = usePlay();
      return (
        <DebriefScreen debrief={debrief} page={debriefPage}>
          <button type="button" class="button main" onClick={() => play(shell, choice)}>
            {texts.debrief.again}
          </button>
          <button type="button" class="button" onClick={swap}>
            {texts.debrief.swap}
          </button>
          {next !== undefined && (
            <button type="button" class="button" onClick={() => showBriefing(shell, next)}>
              {texts.debrief.next}
            </button>
          )}
          <button type="button" class="button plain" onClick={() => void showChart(shell)}>
            {texts.debrief.toLevels}
          </button>
        </DebriefScreen>
      );
    }),
  );
}

/** Shows the storm that one has left, with the fog lifted, and whether it was the best so far. */
function showAshore(shell: Shell, debrief: Debrief, choice: SoloChoice, storm: StormTurns): void {
  const isRecord = storm.isRecord(debrief);
  shell.show(
    framed(() => (
      <DebriefScreen debrief={debrief}>
        {isRecord && <p class="storm-best">{storm.words.value?.storm.record}</p>}
        <button type="button" class="button main" onClick={() => play(shell, choice)}>
          {storm.words.value?.storm.again}
        </button>
        <button type="button" class="button plain" onClick={storm.onBack}>
          {usePlay().texts.debrief.toLevels}
        </button>
      </DebriefScreen>
    )),
  );
}

/** Sails out into `level`, the endless storm, at the harbour and with the partner that were chosen last. */
export function playStorm(shell: Shell, level: Level, storm: StormTurns): void {
  play(shell, { level, side: chosenSide.peek(), partner: chosenPartner.peek(), storm });
}

/** Starts the chosen match in a worker, against the chosen stack; `asked` goes before the player's own settings. */
function play(shell: Shell, choice: SoloChoice, asked: Partial<MatchSettings> = {}): void {
  const clock = createSoloClock(() => performance.now());
  const presence = signal<Presence>({ partner: 'stack', line: 'up', clockStands: true, stop: NO_STOP });
  const worker = new Worker(new URL('./worker/solo-worker.ts', import.meta.url), { type: 'module' });
  const { level, side, partner } = choice;
  const setup = { level, side, partner, seed: newSeed() };
  const chosen = { ...matchSettings(settings.peek()), ...asked };
  const solo = startSolo({ ...setup, settings: chosen }, worker, clock, {
    onView: (view) => model.receive(view),
    onDebrief: ({ recording }) => {
      solo.end();
      showDebrief(shell, recording, choice);
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
    if (choice.storm !== undefined) {
      solo.finish();
      return;
    }
    solo.end();
    shell.show(undefined);
  };
  shell.show(
    framed(() => (
      <PlayScreen
        {...{ model, presence, loadStrait, soundOn, singleKeys }}
        listen={heard}
        captions={captions}
        onLeave={leave}
        onTouch={begin}
      />
    )),
  );
}

/** The briefing of `level`, from which one tap plays it. */
export function showBriefing(shell: Shell, level: Level): void {
  shell.show(
    framed(() => (
      <BriefingScreen
        level={level}
        reached={progress.value.levels[level.id]}
        side={chosenSide}
        partner={chosenPartner}
        onPlay={() => play(shell, { level, side: chosenSide.peek(), partner: chosenPartner.peek() })}
        onFriend={() => shell.playWithFriend(level.id)}
        onBack={() => void showChart(shell)}
      />
    )),
  );
}

/** What a link asks for by `?level=`, `?seat=` and `?assistance=`; undefined where it names no level. */
function choiceInAddress(): (SoloChoice & { readonly asked: Partial<MatchSettings> }) | undefined {
  const address = new URLSearchParams(location.search);
  const named = address.get('level');
  const level = named === null ? undefined : knownLevel(levelId(named));
  if (level === undefined) return undefined;
  const assistance = ASSISTANCE_GRADES.find((grade) => grade === address.get('assistance'));
  return {
    level,
    side: address.get('seat') === 'server' ? 'server' : 'client',
    partner: 'perfect',
    asked: assistance === undefined ? {} : { assistance },
  };
}

/**
 * What a link asks for, at once; else level 1 at once for who has played nothing yet, and the briefing of the next
 * level for everybody else.
 */
export async function playNext(shell: Shell): Promise<void> {
  await loadTexts(shell);
  const linked = choiceInAddress();
  const [first] = LEVELS;
  const next = levelToPlay(progress.peek(), LEVELS);
  if (linked !== undefined) play(shell, linked, linked.asked);
  else if (first !== undefined && !hasPlayed(progress.peek())) {
    play(shell, { level: first, side: 'client', partner: 'perfect' });
  } else if (next !== undefined) showBriefing(shell, next);
  else await showChart(shell);
}

/** The ways from the chart to what lies beyond it. */
function Beyond({ shell }: { readonly shell: Shell }) {
  const { chart } = usePlay().around;
  return (
    <p class="chart-beyond">
      <button type="button" class="button" onClick={() => shell.beyond('storm')}>
        {chart.storm}
      </button>
      <button type="button" class="button" onClick={() => shell.beyond('file')}>
        {chart.file}
      </button>
    </p>
  );
}

/** The chart of all levels. */
export async function showChart(shell: Shell): Promise<void> {
  await loadTexts(shell);
  shell.show(
    framed(() => (
      <LevelChart
        progress={progress.value}
        onChoose={(level) => showBriefing(shell, level)}
        onBack={() => shell.show(undefined)}
      >
        <Beyond shell={shell} />
      </LevelChart>
    )),
  );
}
