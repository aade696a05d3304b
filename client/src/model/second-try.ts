// Trying again from a mistake: the match stands set back, the ordinary builder works on it, the referee of that very
// match judges, and what is better is played out.
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { SeatCommand } from '@syn-or-swim/shared/game/command.ts';
import { freeHints, type Hint } from '@syn-or-swim/shared/game/hints.ts';
import type { Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import { publicView, viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import type { CommandAnswer } from '@syn-or-swim/shared/protocol/messages.ts';
import { type SecondChance, type Tried, type Try, triedAgain } from '@syn-or-swim/shared/replay/try-again.ts';
import type { ExplainedLoss } from '@syn-or-swim/shared/scoring/explain.ts';
import { movesOn } from '@syn-or-swim/shared/scoring/what-works.ts';
import { MatchModel, type MatchSurroundings } from './match-model.ts';

/** Hints come after so many tries that were not better. */
export const TRIES_BEFORE_HINT = 2;

/** How far the hints have been opened: not yet, the rule, the token itself. */
export type HintStep = 'none' | 'rule' | 'token';

/** The referee's word with nothing to pay, and nothing that sails: this is no match. */
function unpaid(verdict: Verdict): Verdict {
  switch (verdict.kind) {
    case 'wrong':
      return { ...verdict, cost: 0, sailed: false };
    case 'held':
    case 'repeat':
    case 'idle':
      return { ...verdict, cost: 0 };
    default:
      return verdict;
  }
}

/** One second chance, as somebody works at it. */
export class SecondTry {
  readonly chance: SecondChance;
  readonly #surroundings: MatchSurroundings;
  readonly #model: Signal<MatchModel>;
  readonly #tries = signal(0);
  readonly #word = signal<Exclude<Tried, { kind: 'better' }> | undefined>(undefined);
  readonly #found = signal<
    { readonly tried: Try; readonly came: Extract<Tried, { kind: 'better' }> } | undefined
  >(undefined);

  readonly model: ReadonlySignal<MatchModel>;
  /** Tries so far that were not better. */
  readonly tries: ReadonlySignal<number> = this.#tries;
  /** What is to be said of the last one. */
  readonly word: ReadonlySignal<Exclude<Tried, { kind: 'better' }> | undefined> = this.#word;
  /** What was better, and what came of it. */
  readonly found: ReadonlySignal<
    { readonly tried: Try; readonly came: Extract<Tried, { kind: 'better' }> } | undefined
  > = this.#found;
  readonly hint: Signal<HintStep> = signal('none');

  constructor(chance: SecondChance, surroundings: MatchSurroundings) {
    this.chance = chance;
    this.#surroundings = surroundings;
    this.#model = signal(this.#freshModel());
    this.model = this.#model;
  }

  /** Sends nothing. */
  wait(): void {
    this.#attempt({ kind: 'wait' });
  }

  /** Makes a call that sends nothing. */
  act(action: Extract<Try, { kind: 'action' }>['action']): void {
    this.#attempt({ kind: 'action', action });
  }

  /** Another go at the same moment. */
  again(): void {
    batch(() => {
      this.#found.value = undefined;
      this.#word.value = undefined;
      this.#model.value = this.#freshModel();
    });
  }

  /** The rule that says what is to be done here; undefined where none does. */
  rule(): Hint | undefined {
    const { match, seat, loss } = this.chance;
    const view = viewFor(seat, match).seat;
    return freeHints(view, match.now, match.profile).find(
      ({ key }) => key.clientPort === loss.key.clientPort,
    );
  }

  /** What works at this moment. */
  works(): ExplainedLoss['works'] {
    const { match, seat, loss } = this.chance;
    return loss.what.kind === 'stuck' ? movesOn(match, [seat], loss.key) : loss.works;
  }

  #attempt(tried: Try): Tried {
    const came = triedAgain(this.chance, tried);
    batch(() => {
      if (came.kind === 'better') {
        this.#found.value = { tried, came };
        this.#word.value = undefined;
        return;
      }
      this.#tries.value += 1;
      this.#word.value = came;
    });
    return came;
  }

  /** Where the referee knows nothing near what was tried, what works here is told as right. */
  #withRight(verdict: Verdict): Verdict {
    const works = this.works();
    if (verdict.kind !== 'wrong' || verdict.right !== undefined || works.kind !== 'token') return verdict;
    return { ...verdict, right: works.token };
  }

  /** A match that stands still: what is sent is judged, and nothing is changed by it. */
  #freshModel(): MatchModel {
    const { seat, match, loss } = this.chance;
    const model: MatchModel = new MatchModel(
      {
        seat,
        level: match.rules.level,
        clock: { now: () => match.now },
        send: (command) => Promise.resolve(this.#answer(command)),
      },
      this.#surroundings,
    );
    model.receive({ ...viewFor(seat, match), match: 1, public: publicView(match) });
    model.selectSocket(loss.key);
    return model;
  }

  #answer(command: SeatCommand): CommandAnswer {
    const { match } = this.chance;
    const none: CommandAnswer = { id: 0, kind: 'done', at: match.now };
    if (command.kind !== 'token') return none;
    const came = this.#attempt({ kind: 'token', token: command.token });
    if (came.kind !== 'judged') return none;
    const { verdict } = came;
    // What sailed would stand as sent in that model: the next try begins from the moment itself.
    if (verdict.kind === 'idle' || verdict.kind === 'repeat') this.#model.value = this.#freshModel();
    return { id: 0, kind: 'judged', at: match.now, verdict: this.#withRight(unpaid(verdict)) };
  }
}
