// The guided walk: the fog lifts moment by moment, and stops where there is something to learn.
import { useSignal } from '@preact/signals';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { canTryAgain } from '@syn-or-swim/shared/replay/try-again.ts';
import type { ExplainedLoss } from '@syn-or-swim/shared/scoring/explain.ts';
import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import type { AfterwardsTexts } from '../i18n/afterwards-en.ts';
import type { DebriefTexts } from '../i18n/debrief-en.ts';
import type { Debrief } from '../model/debrief-model.ts';
import {
  WALK_SPEEDS,
  WALK_START,
  type Walk,
  type WalkAct,
  type WalkPosition,
  type WalkSpeed,
  type WalkStep,
  walked,
} from '../model/debrief-walk.ts';
import type { Retraced } from '../model/retrace.ts';
import { GuessAnswers } from './guess-answers.tsx';
import { LadderPicture } from './ladder-picture.tsx';
import { shipName, usePlay } from './play-context.ts';
import { momentText } from './time-text.ts';
import { TryAgain } from './try-again.tsx';
import { StopCard } from './walk-stop.tsx';
import './walk.css';

/** What each key does while the walk has the focus. */
const KEYS: Readonly<Record<string, WalkAct>> = {
  ArrowRight: { kind: 'forward' },
  ArrowLeft: { kind: 'back' },
  ArrowDown: { kind: 'next-stop' },
  ArrowUp: { kind: 'previous-stop' },
  Home: { kind: 'jump', step: 0 },
  End: { kind: 'jump', step: Number.MAX_SAFE_INTEGER },
};

interface PartProps {
  readonly walk: Walk;
  readonly position: WalkPosition;
  readonly act: (act: WalkAct) => void;
  readonly words: DebriefTexts;
}

function Controls({ walk, position, act, words }: PartProps) {
  const { texts } = usePlay();
  const { playing, speed, step } = position;
  const plain = (kind: 'back' | 'forward' | 'previous-stop' | 'next-stop', label: string, sign: string) => (
    <button type="button" class="button small" aria-label={label} title={label} onClick={() => act({ kind })}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <div class="walk-controls" role="toolbar" aria-label={words.walk.controls}>
      {plain('previous-stop', words.walk.previousStop, '«')}
      {plain('back', words.walk.back, '‹')}
      <button
        type="button"
        class="button small main"
        onClick={() => act({ kind: playing ? 'pause' : 'play' })}
      >
        {playing ? words.walk.pause : words.walk.play}
      </button>
      {plain('forward', words.walk.forward, '›')}
      {plain('next-stop', words.walk.nextStop, '»')}
      <label class="walk-speed">
        {words.walk.speed}
        <select
          value={speed}
          onChange={({ currentTarget }) => {
            const chosen = WALK_SPEEDS.find((each) => String(each) === currentTarget.value);
            if (chosen !== undefined) act({ kind: 'speed', speed: chosen });
          }}
        >
          {WALK_SPEEDS.map((each: WalkSpeed) => (
            <option key={each} value={each}>
              {words.walk.times(each)}
            </option>
          ))}
        </select>
      </label>
      <p class="walk-now number" role="status">
        {words.walk.now(
          texts.seconds(momentText(walk.steps[step]?.at ?? 0)),
          step + 1,
          Math.max(1, walk.steps.length),
        )}
      </p>
    </div>
  );
}

/** Every stop by its number; each leads there. */
function StopList({ walk, position, act, words }: PartProps) {
  const { texts } = usePlay();
  if (walk.stops.length === 0) return null;
  return (
    <nav class="walk-stops" aria-label={words.walk.stops}>
      <ol>
        {walk.stops.map((step, index) => {
          const { at, stops } = walk.steps[step] ?? { at: 0, stops: [] };
          const what = [...new Set(stops.map(({ kind }) => words.walk.kinds[kind]))].join(', ');
          return (
            <li key={step}>
              <button
                type="button"
                class={`button small plain ${step === position.step ? 'chosen' : ''}`}
                aria-current={step === position.step ? 'step' : undefined}
                onClick={() => act({ kind: 'jump', step })}
              >
                {words.walk.stopAt(index + 1, texts.seconds(momentText(at)), what)}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** The ladder of the step as far as the fog has lifted, with its newest moment in sight. */
function WalkLadder({ debrief, step }: { readonly debrief: Debrief; readonly step: WalkStep }) {
  const { texts } = usePlay();
  const ladder = step.ladder === undefined ? undefined : debrief.ladders[step.ladder];
  if (ladder === undefined) return null;
  const ship = ladder.name === undefined ? `:${ladder.key.clientPort}` : shipName(texts, ladder.name);
  return (
    <figure class="walk-ladder">
      <figcaption>
        {ship}{' '}
        <span class="quiet number">
          {ladder.key.clientPort} → {ladder.key.serverPort}
        </span>
      </figcaption>
      <LadderPicture ladder={ladder} label={texts.debrief.ladderOf(ship)} until={step.at} />
    </figure>
  );
}

/** Lets the walk go on by itself while it plays. */
function useTicks({ pace }: Walk, { playing, speed, step }: WalkPosition, act: (act: WalkAct) => void): void {
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => act({ kind: 'tick' }), pace / speed);
    return () => clearTimeout(timer);
  }, [playing, speed, step, pace, act]);
}

/** What the walk is made of. */
export interface DebriefWalkProps {
  readonly debrief: Debrief;
  readonly retraced: Retraced;
  readonly words: DebriefTexts;
  readonly afterwards: AfterwardsTexts;
  readonly singleKeys: boolean;
}

/** The walk through one match; at each own mistake one may try again from there. */
export function DebriefWalk({ debrief, retraced, words, afterwards, singleKeys }: DebriefWalkProps) {
  const { walk, match } = retraced;
  const told = useRef<HTMLDivElement>(null);
  const tried = useSignal<ExplainedLoss | undefined>(undefined);
  const [position, move] = useReducer<WalkPosition, WalkAct>(
    (now, next) => walked(walk, now, next),
    WALK_START,
  );
  const act = useCallback(
    (next: WalkAct) => {
      // Whoever goes on has done with trying.
      tried.value = undefined;
      move(next);
    },
    [tried],
  );
  useTicks(walk, position, move);
  const step = walk.steps[position.step];
  const onKeyDown = (event: KeyboardEvent): void => {
    const { target } = event;
    if (target instanceof HTMLSelectElement || event.altKey || event.ctrlKey || event.metaKey) return;
    const known = KEYS[event.key];
    if (known === undefined) return;
    event.preventDefault();
    act(known);
  };
  const parts = { walk, position, act, words };
  return (
    <>
      <section class="card walk" aria-labelledby="walk-heading" onKeyDown={onKeyDown}>
        <h2 id="walk-heading">{words.walk.heading}</h2>
        <p class="quiet">{words.walk.intro(walk.stops.length)}</p>
        <Controls {...parts} />
        <p class="quiet walk-keys">{words.walk.keys}</p>
        <StopList {...parts} />
        <div class="walk-sight">
          {step !== undefined && <WalkLadder debrief={debrief} step={step} />}
          <div class="walk-told" aria-live="polite" ref={told}>
            {step?.stops.map(({ kind, loss }, index) => (
              <StopCard key={printKey(loss.at, index)} stop={{ kind, loss }} words={words} debrief={debrief}>
                {debrief.seat !== undefined && canTryAgain(loss, debrief.seat) && tried.value !== loss && (
                  <button
                    type="button"
                    class="button small"
                    onClick={() => {
                      tried.value = loss;
                    }}
                  >
                    {afterwards.again.open}
                  </button>
                )}
              </StopCard>
            ))}
            {step?.stops.length === 0 && <p class="quiet">{words.walk.fine}</p>}
          </div>
        </div>
        {tried.value !== undefined && debrief.seat !== undefined && (
          <TryAgain
            {...{ debrief, words: afterwards, walkWords: words, singleKeys }}
            key={printKey(tried.value.at, walk.steps.length)}
            seat={debrief.seat}
            loss={tried.value}
            ended={match}
            onClose={() => {
              tried.value = undefined;
              told.current?.querySelector('button')?.focus();
            }}
          />
        )}
        <div class="walk-print">
          <h3>{words.walk.allOfThem}</h3>
          {walk.steps.flatMap(({ stops, at }: WalkStep) =>
            stops.map((stop, index) => (
              <StopCard key={printKey(at, index)} stop={stop} words={words} debrief={debrief} />
            )),
          )}
        </div>
      </section>
      <GuessAnswers debrief={debrief} words={words} />
    </>
  );
}

function printKey(at: Milliseconds, index: number): string {
  return `${at}-${index}`;
}
