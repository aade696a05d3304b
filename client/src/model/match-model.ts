import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Action, SeatCommand } from '@syn-or-swim/shared/game/command.ts';
import { segmentOf } from '@syn-or-swim/shared/game/referee.ts';
import type { Signal as Word } from '@syn-or-swim/shared/game/signal.ts';
import { type ConnectionKey, CRATES_MAX, keyText, type Token } from '@syn-or-swim/shared/game/token.ts';
import type { Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import type { PublicView, SaidSignal, SeatView } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { CommandAnswer, CommandRefusal, ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';
import {
  afterSending,
  composeDraft,
  type Draft,
  EMPTY_DRAFT,
  judgeLocally,
  NO_FLAGS,
  portOfDraft,
  type RefereeScene,
} from './local-referee.ts';
import type { MatchLink } from './match-link.ts';
import { type News, newsBetween } from './news.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { isFinished, type SocketEntry, socketEntries, waitsForOpen } from './socket-entries.ts';
import { NO_MEMORY, rememberedStrait, type StraitMemory } from './strait-memory.ts';
import type { StraitGestures, StraitModel } from './strait-model.ts';
import { straitOf } from './strait-of-seat.ts';
import { matchedBoats, type OwnBoat, type Towed, unconfirmedBoats } from './strait-scene.ts';
import { signalsSoFar, toldPort } from './told-duties.ts';

/** Why a hand's last act did not go through, beside the referee's own verdicts. */
export type Obstacle = 'no-socket' | 'empty-mast' | 'choose-port' | 'not-sent' | CommandRefusal;

/** The newest word on this seat's own acts: what was sent, what the referee says, how often in a row. */
export type Notice =
  | {
      readonly kind: 'verdict';
      readonly token: Token;
      readonly clientPort: number;
      readonly state: ConnectionState;
      readonly verdict: Verdict;
      /** Wrong tokens in a row on that socket: the right one is shown from the second on. */
      readonly misses: number;
    }
  | { readonly kind: 'obstacle'; readonly obstacle: Obstacle };

/** What the page knows besides the match: names in the player's language, and how much may move. */
export interface MatchSurroundings {
  readonly shipName: (index: number) => string;
  readonly reducedMotion: ReadonlySignal<boolean>;
  readonly highContrast: ReadonlySignal<boolean>;
}

const KEPT_BOATS = 12;

/** One match as this page plays it: the seat's newest view, and all that follows from it and from the hand. */
export class MatchModel implements StraitGestures {
  readonly link: MatchLink;
  readonly #surroundings: MatchSurroundings;
  readonly #view = signal<SeatView | undefined>(undefined);
  readonly #public = signal<PublicView | undefined>(undefined);
  readonly #signals = signal<readonly SaidSignal[]>([]);
  readonly #own = signal<readonly OwnBoat[]>([]);
  readonly #plaques = signal<ReadonlyMap<string, { now: ConnectionState; before?: ConnectionState }>>(
    new Map(),
  );
  #memory: StraitMemory = NO_MEMORY;
  readonly #misses = new Map<number, number>();
  #number = 0;
  #viewAt: Milliseconds = 0;
  #boats = 0;

  readonly draft: Signal<Draft> = signal(EMPTY_DRAFT);
  readonly selectedId: Signal<string | undefined> = signal(undefined);
  readonly notice: Signal<Notice | undefined> = signal(undefined);
  /** What has just happened, newest last; each view replaces it. */
  readonly news: Signal<readonly News[]> = signal([]);

  readonly view: ReadonlySignal<SeatView | undefined> = this.#view;
  readonly public: ReadonlySignal<PublicView | undefined> = this.#public;
  /** Everything said so far, oldest first. */
  readonly signals: ReadonlySignal<readonly SaidSignal[]> = this.#signals;
  readonly entries: ReadonlySignal<readonly SocketEntry[]>;
  readonly selected: ReadonlySignal<SocketEntry | undefined>;
  /** The boat as it lies ready at the selected socket; undefined where no socket is selected. */
  readonly token: ReadonlySignal<Token | undefined>;
  readonly next: ReadonlySignal<NextStep | undefined>;
  /** Points that this seat has lost so far. */
  readonly costs: ReadonlySignal<number>;
  readonly strait: ReadonlySignal<StraitModel>;

  constructor(link: MatchLink, surroundings: MatchSurroundings) {
    this.link = link;
    this.#surroundings = surroundings;
    this.entries = computed(() => this.#entries());
    this.selected = computed(() => this.entries.value.find((entry) => entry.id === this.selectedId.value));
    this.token = computed(() => this.#composed());
    this.next = computed(() => this.#nextStep());
    this.costs = computed(() => (this.#view.value?.orders ?? []).reduce((sum, { cost }) => sum + cost, 0));
    this.strait = computed(() => this.#strait());
  }

  /** Takes in a view that the match has sent. */
  receive(message: ServerMessages['view']): void {
    const { seat } = message;
    batch(() => {
      this.news.value = newsBetween(this.#view.value, seat);
      this.#memory = rememberedStrait(this.#memory, this.#view.value, seat, message.at);
      this.#number = message.number;
      this.#viewAt = message.at;
      this.#view.value = seat;
      this.#public.value = message.public;
      this.#signals.value = signalsSoFar(this.#signals.value, seat.signals);
      this.#own.value = matchedBoats(this.#own.value, seat);
      this.#plaques.value = this.#turnedPlaques();
      this.#keepSelection();
    });
  }

  selectSocket(key: ConnectionKey): void {
    const entries = this.entries.value;
    const entry =
      entries.find((other) => keyText(other.key) === keyText(key)) ??
      entries.find((other) => other.key.clientPort === key.clientPort);
    if (entry !== undefined) this.select(entry.id);
  }

  /** Chooses the row `id` for the next boat. */
  select(id: string): void {
    if (this.selectedId.value === id) return;
    this.selectedId.value = id;
    this.draft.value = { ...EMPTY_DRAFT, port: this.draft.value.port };
  }

  toggleFlag(flag: keyof Flags): void {
    const { flags } = this.draft.value;
    this.draft.value = { ...this.draft.value, flags: { ...flags, [flag]: !flags[flag] } };
  }

  /** Loads `crates` crates, as many as a boat carries at most. */
  setCrates(crates: number): void {
    const loaded = Math.min(CRATES_MAX, Math.max(0, Math.floor(crates)));
    this.draft.value = { ...this.draft.value, crates: Number.isNaN(loaded) ? 0 : loaded };
  }

  /** Chooses the port on which the client's next SYN knocks. */
  choosePort(port: number): void {
    this.draft.value = { ...this.draft.value, port };
  }

  /** True where the selected socket's SYN still needs a port of the player's choice. */
  needsPort(): boolean {
    const entry = this.selected.value;
    return entry !== undefined && this.link.seat === 'client' && waitsForOpen(entry);
  }

  /** Sends the boat that lies ready. It leaves at once; if the match refuses it, it comes back. */
  send(): void {
    const entry = this.selected.value;
    const token = this.token.value;
    const obstacle = this.#obstacle();
    if (obstacle !== undefined) this.#hinder(obstacle);
    else if (entry !== undefined && token !== undefined) void this.#sail(entry, token);
  }

  #obstacle(): Obstacle | undefined {
    if (this.token.value === undefined) return 'no-socket';
    const { flags, crates } = this.draft.value;
    if (!Object.values(flags).includes(true) && crates === 0) return 'empty-mast';
    const port = portOfDraft(this.draft.value, this.link.level);
    return this.needsPort() && flags.syn && port === undefined ? 'choose-port' : undefined;
  }

  /** Asks for an action that has a button of its own. */
  act(action: Action): void {
    void this.#ask({ kind: 'action', action, seen: this.#number });
  }

  /** Says `word` to the partner. */
  say(word: Word): void {
    void this.#ask({ kind: 'signal', signal: word, seen: this.#number });
  }

  #entries(): readonly SocketEntry[] {
    const scene = this.#scene();
    if (scene === undefined) return [];
    const ahead = unconfirmedBoats(this.#own.value, this.#viewAt);
    return socketEntries(scene.view, scene.level).map((entry) =>
      ahead
        .filter(({ key }) => key.clientPort === entry.key.clientPort)
        .reduce((row, { token }) => afterSending(row, token, scene), entry),
    );
  }

  #composed(): Token | undefined {
    const entry = this.selected.value;
    const scene = this.#scene();
    return entry === undefined || scene === undefined
      ? undefined
      : composeDraft(entry, this.draft.value, scene);
  }

  #scene(): RefereeScene | undefined {
    const view = this.#view.value;
    return view && { view, level: this.link.level, now: this.#now() };
  }

  #now(): Milliseconds {
    return this.link.clock.now();
  }

  #nextStep(): NextStep | undefined {
    const view = this.#view.value;
    if (view === undefined) return undefined;
    const signals = this.#signals.value;
    return nextStep({ view, level: this.link.level, entries: this.entries.value, signals });
  }

  #turnedPlaques(): ReadonlyMap<string, { now: ConnectionState; before?: ConnectionState }> {
    const old = this.#plaques.value;
    return new Map(
      this.entries.value.map(({ id, state }) => {
        const plaque = old.get(id);
        if (plaque === undefined) return [id, { now: state }];
        return [id, plaque.now === state ? plaque : { now: state, before: plaque.now }];
      }),
    );
  }

  /** A row that is gone or finished gives the hand free for the next one. */
  #keepSelection(): void {
    const current = this.selected.value;
    if (current !== undefined && !isFinished(current)) return;
    const open = this.entries.value.filter((entry) => !isFinished(entry));
    const best = open.find((entry) => entry.owesSince !== undefined) ?? open[0];
    if (best !== undefined) this.select(best.id);
    else if (current === undefined && this.entries.value[0] !== undefined) {
      this.select(this.entries.value[0].id);
    }
  }

  #strait(): StraitModel {
    const { reducedMotion, highContrast } = this.#surroundings;
    return straitOf({
      link: this.link,
      view: this.#view.value,
      entries: this.entries.value,
      own: this.#own.value,
      memory: this.#memory,
      selectedId: this.selectedId.value,
      draft: this.draft.value,
      labelOf: (entry) => this.labelOf(entry),
      stateBefore: (id) => this.#plaques.value.get(id)?.before,
      settings: { reducedMotion: reducedMotion.value, highContrast: highContrast.value },
    });
  }

  /** The ship of a row, or its client port where no slip has come. */
  labelOf(entry: SocketEntry): string {
    return entry.slip === undefined
      ? `:${entry.key.clientPort}`
      : this.#surroundings.shipName(entry.slip.name);
  }

  /** The ship of the order at `clientPort`, or the port. */
  shipAt(clientPort: number): string {
    const slip = this.#view.value?.slips.find((other) => other.clientPort === clientPort);
    return slip === undefined ? `:${clientPort}` : this.#surroundings.shipName(slip.name);
  }

  /** The port of the partner's lamp, as far as it was said. */
  toldPort(): number | undefined {
    return toldPort(this.#signals.value, this.link.seat);
  }

  #hinder(obstacle: Obstacle): void {
    this.notice.value = { kind: 'obstacle', obstacle };
  }

  async #sail(entry: SocketEntry, token: Token): Promise<void> {
    const scene = this.#scene();
    if (scene === undefined) return;
    const verdict = judgeLocally(entry, token, scene);
    const id = `own-${++this.#boats}`;
    const wrong = verdict.kind === 'wrong';
    const towed = wrong ? this.#towedFor(token, verdict) : undefined;
    const segment = segmentOf(token, 0);
    const boat: OwnBoat = {
      ...{ id, key: token.key, segment, token, at: scene.now, towed },
      ...{ boat: undefined, answeredAt: undefined },
    };
    batch(() => {
      this.#own.value = [...this.#own.value.slice(1 - KEPT_BOATS), boat];
      this.notice.value = undefined;
      if (wrong) this.#showVerdict(entry, token, verdict);
      else this.draft.value = { ...this.draft.value, flags: NO_FLAGS, crates: 0 };
    });
    try {
      const answer = await this.link.send({ kind: 'token', token, seen: this.#number });
      this.#settle({ id, entry, token, judgedWrong: wrong }, answer);
    } catch {
      this.#bringBack(id, token, this.#unharmed());
      this.#hinder('not-sent');
    }
  }

  #settle(sent: SentToken, answer: CommandAnswer): void {
    if (answer.kind === 'refused') {
      this.#bringBack(sent.id, sent.token, this.#unharmed());
      this.#hinder(answer.reason);
      return;
    }
    this.#own.value = this.#own.value.map((boat) =>
      boat.id === sent.id ? { ...boat, answeredAt: answer.at } : boat,
    );
    if (answer.kind === 'done') return;
    const { verdict } = answer;
    if (verdict.kind === 'wrong') {
      if (!sent.judgedWrong) this.#bringBack(sent.id, sent.token, this.#towedFor(sent.token, verdict));
      this.#showVerdict(sent.entry, sent.token, verdict, sent.judgedWrong);
      return;
    }
    if (verdict.kind === 'held')
      this.#bringBack(sent.id, sent.token, { ...this.#unharmed(), wrong: 'state' });
    else this.#misses.delete(sent.token.key.clientPort);
    if (verdict.kind === 'held' || verdict.cost > 0) this.#showVerdict(sent.entry, sent.token, verdict);
    // The page was mistaken: the match let the boat sail, so its refusal is withdrawn.
    else if (sent.judgedWrong) this.notice.value = undefined;
  }

  #showVerdict(entry: SocketEntry, token: Token, verdict: Verdict, counted = false): void {
    const { clientPort } = token.key;
    const before = this.#misses.get(clientPort) ?? 0;
    const misses = verdict.kind === 'wrong' && !counted ? before + 1 : before;
    this.#misses.set(clientPort, misses);
    this.notice.value = { kind: 'verdict', token, clientPort, state: entry.state, verdict, misses };
  }

  /** What the tug is called for: the number that would have been right is shown from the second miss on. */
  #towedFor(token: Token, { refusal, right }: Extract<Verdict, { kind: 'wrong' }>): Towed {
    const told = (this.#misses.get(token.key.clientPort) ?? 0) > 0;
    return { at: this.#now(), wrong: refusal.field, right, told };
  }

  /** Nothing is wrong with the boat itself: it comes back as it left. */
  #unharmed(): Towed {
    return { at: this.#now(), wrong: undefined, right: undefined, told: false };
  }

  /** The tug brings a refused boat home, and its flags are back on the mast unless the hand has gone on. */
  #bringBack(id: string, token: Token, towed: Towed): void {
    batch(() => {
      this.#own.value = this.#own.value.map((boat) =>
        boat.id === id && boat.towed === undefined ? { ...boat, towed } : boat,
      );
      const { flags, crates } = this.draft.value;
      const untouched = crates === 0 && !Object.values(flags).includes(true);
      if (untouched && this.selected.value?.key.clientPort === token.key.clientPort) {
        this.draft.value = { ...this.draft.value, flags: token.flags, crates: token.crates };
      }
    });
  }

  async #ask(command: SeatCommand): Promise<void> {
    try {
      const answer = await this.link.send(command);
      if (answer.kind === 'refused') this.#hinder(answer.reason);
      else if (answer.kind === 'judged' && answer.verdict.kind === 'held')
        this.#hinder(answer.verdict.reason);
      else if (command.kind === 'action') this.notice.value = undefined;
    } catch {
      this.#hinder('not-sent');
    }
  }
}

/** A token on its way to the match. */
interface SentToken {
  readonly id: string;
  readonly entry: SocketEntry;
  readonly token: Token;
  readonly judgedWrong: boolean;
}
