import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Action, SeatCommand } from '@syn-or-swim/shared/game/command.ts';
import type { GuessView } from '@syn-or-swim/shared/game/guess.ts';
import type { Slip } from '@syn-or-swim/shared/game/order.ts';
import type { Signal as Word } from '@syn-or-swim/shared/game/signal.ts';
import { type ConnectionKey, keyText, type Token } from '@syn-or-swim/shared/game/token.ts';
import type { Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import type { PublicView, SaidSignal, SeatView } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { CommandAnswer, ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';
import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';
import {
  type Draft,
  helpAt,
  isBare,
  NO_NUMBERS,
  portOfDraft,
  type ReadyBoat,
  readyBoat,
  startingNumbers,
} from './draft.ts';
import { DraftHand } from './draft-hand.ts';
import { LateLamps } from './late-lamps.ts';
import { afterSending, judgeLocally, type RefereeScene } from './local-referee.ts';
import type { MatchLink } from './match-link.ts';
import { type News, newsOf } from './news.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { isTold, type Notice, type Obstacle, openedHint, sameToken } from './notice.ts';
import { openGuess } from './open-guess.ts';
import { OwnFleet } from './own-fleet.ts';
import { type Plaques, turnedPlaques } from './plaques.ts';
import { rowToChoose, type SocketEntry, socketEntries, waitsForOpen } from './socket-entries.ts';
import { NO_MEMORY, rememberedStrait, type StraitMemory } from './strait-memory.ts';
import type { StraitGestures, StraitModel } from './strait-model.ts';
import { straitOf } from './strait-of-seat.ts';
import { type Towed, unconfirmedBoats } from './strait-scene.ts';
import { signalsSoFar, toldPort, wordsOfSlip } from './told-duties.ts';

/** What the page knows besides the match: names in the player's language, and how much may move. */
export interface MatchSurroundings {
  readonly shipName: (index: number) => string;
  readonly reducedMotion: ReadonlySignal<boolean>;
  readonly highContrast: ReadonlySignal<boolean>;
}

/** One match as this page plays it: the seat's newest view, and all that follows from it and from the hand. */
export class MatchModel implements StraitGestures {
  readonly link: MatchLink;
  readonly #surroundings: MatchSurroundings;
  readonly #view = signal<SeatView | undefined>(undefined);
  readonly #public = signal<PublicView | undefined>(undefined);
  readonly #signals = signal<readonly SaidSignal[]>([]);
  readonly #fleet = new OwnFleet();
  #memory: StraitMemory = NO_MEMORY;
  readonly #plaques = signal<Plaques>(new Map());
  /** Every slip seen in this match, by the client's port: one may blow off the pier while its socket stays. */
  readonly #slips = new Map<number, Slip>();
  readonly #misses = new Map<number, number>();
  readonly #lamps = new LateLamps();
  #number = 0;
  #viewAt: Milliseconds = 0;

  /** What makes the next boat ready. */
  readonly hand = new DraftHand();
  readonly draft: ReadonlySignal<Draft> = this.hand.draft;
  readonly selectedId: Signal<string | undefined> = signal(undefined);
  /** The last guess that was answered here or put away. */
  readonly guessed: Signal<number> = signal(0);
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
  readonly boat: ReadonlySignal<ReadyBoat | undefined>;
  /** The guess that stands and that this hand has not dealt with. */
  readonly guess: ReadonlySignal<GuessView | undefined>;
  readonly next: ReadonlySignal<NextStep | undefined>;
  /** Points that this seat has lost so far. */
  readonly costs: ReadonlySignal<number>;
  readonly strait: ReadonlySignal<StraitModel>;

  constructor(link: MatchLink, surroundings: MatchSurroundings) {
    this.link = link;
    this.#surroundings = surroundings;
    this.entries = computed(() => this.#entries());
    this.selected = computed(() => this.entries.value.find((entry) => entry.id === this.selectedId.value));
    this.boat = computed(() => this.#ready());
    this.guess = computed(() => openGuess(this.#view.value, this.guessed.value));
    this.next = computed(() => this.#nextStep());
    this.costs = computed(() => (this.#view.value?.orders ?? []).reduce((sum, { cost }) => sum + cost, 0));
    this.strait = computed(() => this.#strait());
  }

  /** Takes in a view that the match has sent. */
  receive(message: ServerMessages['view']): void {
    const { seat } = message;
    batch(() => {
      this.news.value = newsOf(this.#view.value, this.#public.value, message);
      this.#memory = rememberedStrait(this.#memory, this.#view.value, seat, message.at);
      for (const slip of seat.slips) this.#slips.set(slip.clientPort, slip);
      this.#number = message.number;
      this.#viewAt = message.at;
      this.#view.value = seat;
      this.#public.value = message.public;
      this.#signals.value = signalsSoFar(this.#signals.value, seat.signals);
      this.#fleet.receive(seat);
      this.#plaques.value = turnedPlaques(this.#plaques.value, this.entries.value);
      this.#keepSelection();
      this.hand.offer(this.#firstNumbers());
    });
    this.#lamps.watch(() => this.entries.peek(), this.link.level, this.link.clock);
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
    this.hand.begin(this.#firstNumbers());
  }

  /** Where numbers are written, the plate does not begin empty. */
  #firstNumbers(): Draft['numbers'] {
    const entry = this.selected.value;
    const view = this.#view.value;
    if (entry === undefined || view === undefined) return NO_NUMBERS;
    const { grade } = helpAt(view, this.link.level, entry.key.clientPort);
    return grade === 'captain' ? startingNumbers(entry, view) : NO_NUMBERS;
  }

  toggleFlag(flag: keyof Flags): void {
    this.hand.toggleFlag(flag);
  }

  /** True where the selected socket's SYN still needs a port of the player's choice. */
  needsPort(): boolean {
    const entry = this.selected.value;
    return entry !== undefined && this.link.seat === 'client' && waitsForOpen(entry);
  }

  /** Sends the boat that lies ready. It leaves at once; if the match refuses it, it comes back. */
  send(): void {
    const entry = this.selected.value;
    const boat = this.boat.value;
    const obstacle = this.#obstacle();
    if (obstacle !== undefined) this.#hinder(obstacle);
    else if (entry !== undefined && boat !== undefined) void this.#sail(entry, boat);
  }

  #obstacle(): Obstacle | undefined {
    const boat = this.boat.value;
    if (boat === undefined) return 'no-socket';
    const draft = this.draft.value;
    if (isBare(draft)) return 'empty-mast';
    const port = portOfDraft(draft, this.link.level);
    if (this.needsPort() && draft.flags.syn && port === undefined) return 'choose-port';
    return boat.lacks === undefined ? undefined : `choose-${boat.lacks}`;
  }

  /** Opens a hint, or asks for more of the one that lies open: first where, then which rule. */
  hint(): void {
    const scene = this.#scene();
    if (scene !== undefined) this.notice.value = openedHint(this.notice.value, scene);
  }

  /** Asks the match for the whole token of the hint that lies open: it costs as a wrong one. */
  async askToken(): Promise<void> {
    const open = this.notice.value;
    if (open?.kind !== 'hint' || open.hint === undefined) return;
    const answer = await this.#answerTo({ kind: 'hint', key: open.hint.key, seen: this.#number });
    if (answer?.kind !== 'judged' || answer.verdict.kind !== 'hint') return;
    const { token = 'none', cost } = answer.verdict;
    this.notice.value = { ...open, withRule: true, token, cost };
  }

  /** Puts away what the notice says. */
  dismiss(): void {
    this.notice.value = undefined;
  }

  /** Asks the match for what needs no picture of its own: an entry of the log, a guess, a pause. */
  ask(command: Unseen<SeatCommand>): void {
    void this.#ask({ ...command, seen: this.#number } as SeatCommand);
  }

  /** Asks for an action that has a button of its own. */
  act(action: Action): void {
    this.ask({ kind: 'action', action });
  }

  /** Says `word` to the partner. */
  say(word: Word): void {
    this.ask({ kind: 'signal', signal: word });
  }

  /** Tells the partner all that `slip` says of its part. */
  tell(slip: Slip): void {
    const open = this.link.level.lamp === 'by-hand' ? this.#view.value?.listening[0] : undefined;
    if (open !== undefined) this.say({ kind: 'port', port: open });
    for (const word of wordsOfSlip(slip, this.link.level.goal)) this.say(word);
  }

  #entries(): readonly SocketEntry[] {
    const scene = this.#scene();
    if (scene === undefined) return [];
    void this.#lamps.lit.value;
    const sight = { ...scene, remembered: this.#slips };
    const ahead = unconfirmedBoats(this.#fleet.boats.value, this.#viewAt);
    return socketEntries(sight).map((entry) =>
      ahead
        .filter(({ key }) => key.clientPort === entry.key.clientPort)
        .reduce((row, { token }) => afterSending(row, token, scene), entry),
    );
  }

  #ready(): ReadyBoat | undefined {
    const entry = this.selected.value;
    const scene = this.#scene();
    return entry === undefined || scene === undefined ? undefined : readyBoat(entry, this.draft.value, scene);
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

  /** A row that is gone or finished gives the hand free for the next one. */
  #keepSelection(): void {
    const best = rowToChoose(this.entries.value, this.selected.value);
    if (best !== undefined) this.select(best.id);
  }

  #strait(): StraitModel {
    const { reducedMotion, highContrast } = this.#surroundings;
    return straitOf({
      link: this.link,
      view: this.#view.value,
      entries: this.entries.value,
      own: this.#fleet.boats.value,
      memory: this.#memory,
      selectedId: this.selectedId.value,
      guess: this.guess.value,
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
    const slip = this.#slips.get(clientPort);
    return slip === undefined ? `:${clientPort}` : this.#surroundings.shipName(slip.name);
  }

  /** All slips of this match so far, also those that blew off the pier. */
  slipsSeen(): readonly Slip[] {
    return [...this.#slips.values()];
  }

  /** The port of the partner's lamp, as far as it was said. */
  toldPort(): number | undefined {
    return toldPort(this.#signals.value, this.link.seat);
  }

  #hinder(obstacle: Obstacle): void {
    this.notice.value = { kind: 'obstacle', obstacle };
  }

  async #sail(entry: SocketEntry, { token, grade }: ReadyBoat): Promise<void> {
    const scene = this.#scene();
    if (scene === undefined) return;
    const verdict = judgeLocally(entry, token, scene, grade);
    const asked = this.notice.value;
    const confirmed = asked?.kind === 'abort' && sameToken(asked.token, token);
    if (verdict.kind === 'lawful' && verdict.aborts && !confirmed) {
      this.notice.value = { kind: 'abort', token };
      return;
    }
    const held = verdict.kind === 'wrong' && !verdict.sailed;
    const towed = held ? this.#towedFor(token, verdict) : undefined;
    const id = batch(() => {
      this.notice.value = undefined;
      if (held) this.#showVerdict(entry, token, verdict);
      else this.hand.clear(token, grade === 'captain');
      return this.#fleet.launch(token, scene.now, towed);
    });
    const command: SeatCommand = { kind: 'token', token, seen: this.#number };
    const answer = await this.#answerTo(command);
    if (answer === undefined) this.#bringBack(id, token, this.#unharmed());
    else this.#settle({ id, entry, token, towed: held }, answer);
  }

  #settle(sent: SentToken, answer: CommandAnswer): void {
    if (answer.kind === 'refused') {
      this.#bringBack(sent.id, sent.token, this.#unharmed());
      this.#hinder(answer.reason);
      return;
    }
    this.#fleet.answered(sent.id, answer.at);
    if (answer.kind === 'done') return;
    const { verdict } = answer;
    const { clientPort } = sent.token.key;
    if (verdict.kind === 'wrong' && !verdict.sailed) {
      if (!sent.towed) this.#bringBack(sent.id, sent.token, this.#towedFor(sent.token, verdict));
    } else if (verdict.kind === 'held')
      this.#bringBack(sent.id, sent.token, { ...this.#unharmed(), wrong: 'state' });
    else this.#misses.delete(clientPort);
    if (isTold(verdict)) this.#showVerdict(sent.entry, sent.token, verdict, sent.towed);
    // The page was mistaken: the match let the boat sail, so its refusal is withdrawn.
    else if (sent.towed) this.notice.value = undefined;
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
      this.#fleet.tow(id, towed);
      if (this.selected.value?.key.clientPort === token.key.clientPort) this.hand.restore(token);
    });
  }

  /** The match's answer to `command`; undefined where the line is down, which the notice then says. */
  async #answerTo(command: SeatCommand): Promise<CommandAnswer | undefined> {
    try {
      return await this.link.send(command);
    } catch {
      this.#hinder('not-sent');
      return undefined;
    }
  }

  async #ask(command: SeatCommand): Promise<void> {
    const answer = await this.#answerTo(command);
    if (answer?.kind === 'refused') this.#hinder(answer.reason);
    else if (answer?.kind === 'judged' && answer.verdict.kind === 'held') this.#hinder(answer.verdict.reason);
    else if (answer !== undefined && command.kind === 'action') this.notice.value = undefined;
  }
}

/** A command to which the model adds the view that the hand has seen. */
type Unseen<Command> = Command extends unknown ? Omit<Command, 'seen'> : never;

/** A token on its way to the match; `towed`: this page has called its boat back already. */
interface SentToken {
  readonly id: string;
  readonly entry: SocketEntry;
  readonly token: Token;
  readonly towed: boolean;
}
