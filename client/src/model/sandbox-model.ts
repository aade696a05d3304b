import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { BoatDecision } from '@syn-or-swim/shared/game/mouth.ts';
import {
  createSandbox,
  type Sandbox,
  type SandboxAct,
  type SandboxAnswer,
  type SandboxSetup,
  type SandboxView,
  sandboxAt,
  sandboxStep,
  sandboxView,
} from '@syn-or-swim/shared/game/sandbox.ts';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { type ConnectionKey, keyText, type Token } from '@syn-or-swim/shared/game/token.ts';
import type { SocketView } from '@syn-or-swim/shared/game/view.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { SANDBOX_LEVEL } from '@syn-or-swim/shared/levels/sandbox-level.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { viewedSocket } from '@syn-or-swim/shared/players/hand.ts';
import {
  LINK_OCTETS_MAX,
  type LinkedSandbox,
  readSandboxLink,
  type SandboxLinkProblem,
  sandboxLinkText,
} from '@syn-or-swim/shared/protocol/sandbox-link.ts';
import { BLANK, SET_UPS, type SetUpId } from '@syn-or-swim/shared/replay/sandbox-set-ups.ts';
import { openedSetUp, sandboxToken } from '@syn-or-swim/shared/replay/set-up.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import { DraftHand } from './draft-hand.ts';
import { packedText, unpackedText } from './packed-text.ts';

/** One connection that there is, or that an order waits to open. */
export interface SandboxConnection {
  readonly key: ConnectionKey;
  /** Index into the word list of ship names; undefined for a caller whom no order sent. */
  readonly name: number | undefined;
}

/** What the sandbox has to say of the last act: by which end it was tried, and what became of it. */
export interface SandboxWord {
  readonly seat: Side | undefined;
  readonly token: Token | undefined;
  readonly answer: Exclude<SandboxAnswer, { kind: 'done' }>;
}

/** The sandbox that somebody asks for: a set-up by its name, or a level by its number. */
export type SandboxChoice = SetUpId | `level-${number}`;

/** Verdicts that need no word: what was sent is on its way as TCP would have sent it. */
const LAWFUL: readonly string[] = ['due', 'initiative', 'repeat', 'idle', 'overtaken'];

function levelSetup(number: number): SandboxSetup {
  const level = LEVELS.find((each) => each.number === number) ?? SANDBOX_LEVEL;
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return { level, seed, players: { client: 'person', server: 'person' }, deciding: true };
}

function opened(choice: SandboxChoice): LinkedSandbox & { readonly key: ConnectionKey | undefined } {
  const setUp = SET_UPS.find(({ id }) => id === choice);
  if (setUp !== undefined) return openedSetUp(setUp, DRIVERS);
  const setup = levelSetup(Number(choice.slice('level-'.length)));
  return { setup, sandbox: createSandbox(setup, DRIVERS), key: undefined };
}

function connectionsOf(sandbox: Sandbox, view: SandboxView): readonly SandboxConnection[] {
  const { orders, encores, night } = sandbox.match;
  const known = [...orders, ...encores, ...night];
  const found = new Map<number, SandboxConnection>();
  for (const side of SIDES) {
    const { sockets, resets } = view.seats[side].seat;
    for (const { key } of [...sockets, ...resets]) {
      const order = known.find(({ clientPort }) => clientPort === key.clientPort);
      const serverPort = order?.serverPort ?? key.serverPort;
      found.set(key.clientPort, { key: { ...key, serverPort }, name: order?.name });
    }
  }
  return [...found.values()].sort((left, right) => left.key.clientPort - right.key.clientPort);
}

/** A sandbox on this page: what is shown of it, and the hand of whoever plays with it. */
export class SandboxModel {
  readonly #sandbox: Signal<Sandbox>;
  #setup: SandboxSetup;
  readonly choice: Signal<SandboxChoice | 'link'>;
  readonly view: ReadonlySignal<SandboxView>;
  readonly sandbox: ReadonlySignal<Sandbox>;
  readonly connections: ReadonlySignal<readonly SandboxConnection[]>;
  readonly selected: ReadonlySignal<SandboxConnection | undefined>;
  readonly word: Signal<SandboxWord | undefined> = signal(undefined);
  readonly projector: Signal<boolean> = signal(false);
  readonly hands: Readonly<Record<Side, DraftHand>> = { client: new DraftHand(), server: new DraftHand() };
  readonly #port: Signal<number | undefined>;

  constructor(linked: LinkedSandbox | undefined) {
    const first = linked === undefined ? opened(BLANK.id) : { ...linked, key: undefined };
    this.#setup = first.setup;
    this.#sandbox = signal(first.sandbox);
    this.sandbox = this.#sandbox;
    this.choice = signal(linked === undefined ? BLANK.id : 'link');
    this.#port = signal(first.key?.clientPort);
    this.view = computed(() => sandboxView(this.#sandbox.value));
    this.connections = computed(() => connectionsOf(this.#sandbox.value, this.view.value));
    this.selected = computed(() => this.#selected());
  }

  /** The connection that was chosen; else the newest that is open, or the first. */
  #selected(): SandboxConnection | undefined {
    const all = this.connections.value;
    const chosen = all.find(({ key }) => key.clientPort === this.#port.value);
    if (chosen !== undefined) return chosen;
    const last = this.view.value.journal.findLast(({ event }) => event.kind === 'departed')?.event;
    const moved = last?.kind === 'departed' ? last.key.clientPort : undefined;
    return all.find(({ key }) => key.clientPort === moved) ?? all[0];
  }

  select(key: ConnectionKey): void {
    this.#port.value = key.clientPort;
    this.word.value = undefined;
    for (const side of SIDES) this.#emptyHand(side);
  }

  #emptyHand(side: Side): void {
    this.hands[side].begin({ seq: undefined, ack: undefined });
  }

  /** Opens a set-up or a level from its beginning. */
  open(choice: SandboxChoice): void {
    const { setup, sandbox, key } = opened(choice);
    batch(() => {
      this.#setup = setup;
      this.choice.value = choice;
      this.#sandbox.value = sandbox;
      this.#port.value = key?.clientPort;
      this.word.value = undefined;
      for (const side of SIDES) this.#emptyHand(side);
    });
  }

  /** Does `act`; @returns false where it was refused, and then says why. */
  act(act: SandboxAct, seat?: Side, token?: Token): boolean {
    const { sandbox, answer } = sandboxStep(this.#sandbox.value, act);
    const said =
      answer.kind === 'done' || (answer.kind === 'judged' && LAWFUL.includes(answer.verdict.kind))
        ? undefined
        : { seat, token, answer };
    batch(() => {
      this.#sandbox.value = sandbox;
      this.word.value = said;
    });
    return said === undefined;
  }

  /** True where nothing lies ahead but the end of a blank sandbox's water: nobody steps over three quarters of an hour. */
  get isStill(): boolean {
    const { level } = this.#setup;
    return level === SANDBOX_LEVEL && this.view.value.nextAt === level.timing.round;
  }

  /** Lets time pass to the next thing that can be seen, if there is any. */
  step(): void {
    if (!this.isStill) this.act({ kind: 'step' });
  }

  decide(boat: number, decision: BoatDecision): void {
    this.act({ kind: 'decide', boat, decision });
  }

  /** Sets the sandbox back, or forward again, to the moment after its first `position` acts. */
  goTo(position: number): void {
    batch(() => {
      this.#sandbox.value = sandboxAt(this.#sandbox.value, position);
      this.word.value = undefined;
    });
  }

  /** How many acts lie behind this moment, and how many there are. */
  get position(): { readonly now: number; readonly last: number } {
    const { position, moments } = this.#sandbox.value;
    return { now: position, last: moments.length };
  }

  socketAt(side: Side): SocketView | undefined {
    const connection = this.selected.value;
    return connection && viewedSocket(this.view.value.seats[side].seat, connection.key);
  }

  /** Whether `side` has a sequence number to go on from, or to begin with: neither LISTEN has one nor what is over. */
  hasSequence(side: Side): boolean {
    const socket = this.socketAt(side);
    return socket !== undefined && ('snd' in socket.connection || socket.nextIss !== undefined);
  }

  /** What stands on the plaque of `side` for the chosen connection: LISTEN where it has no socket but somebody listens. */
  stateAt(side: Side): ConnectionState {
    const state = this.socketAt(side)?.connection.state ?? 'CLOSED';
    const { seat } = this.view.value.seats[side];
    const port = this.selected.value?.key.serverPort ?? 0;
    const listens = seat.listening.includes(port);
    return state === 'CLOSED' && listens ? 'LISTEN' : state;
  }

  /** The boat that lies ready at `side`: numbers that were not written are those that TCP would write. */
  tokenAt(side: Side): Token | undefined {
    const connection = this.selected.value;
    if (connection === undefined) return undefined;
    const { flags, crates, numbers } = this.hands[side].draft.value;
    const filled = sandboxToken(this.#sandbox.value, side, connection.key, { flags, crates });
    return { ...filled, seq: numbers.seq ?? filled.seq, ack: numbers.ack ?? filled.ack };
  }

  /** Sends the boat that lies ready at `side`, by its TCP or as a forger's whom no TCP knows. */
  send(side: Side, forged = false): void {
    const token = this.tokenAt(side);
    if (token === undefined) return;
    const act: SandboxAct = forged
      ? { kind: 'forge', from: side, token }
      : { kind: 'hand', seat: side, command: { kind: 'token', token } };
    if (this.act(act, side, token)) this.#emptyHand(side);
  }

  /** What stands behind # in a link that opens the sandbox as it stands; undefined where it has grown too long. */
  async link(): Promise<string | undefined> {
    const text = sandboxLinkText({ setup: this.#setup, sandbox: this.#sandbox.value });
    return text === undefined ? undefined : await packedText(text);
  }
}

/** The key of {@link SandboxConnection} in lists. */
export function connectionKey({ key }: SandboxConnection): string {
  return keyText(key);
}

/** The sandbox that stands behind # of a link, or why there is none. */
export async function sandboxOfLink(
  packed: string,
): Promise<{ readonly linked: LinkedSandbox } | { readonly problem: SandboxLinkProblem }> {
  const text = await unpackedText(packed, LINK_OCTETS_MAX);
  if (text === undefined) return { problem: 'broken' };
  const read = readSandboxLink(text, [SANDBOX_LEVEL, ...LEVELS], DRIVERS);
  return read.ok ? { linked: read.value } : { problem: read.problem };
}
