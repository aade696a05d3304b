// One process of the load: it holds its share of the pairs on every server, plays the script when it is told to, and
// says what it saw, and how late it was itself.
import { performance } from 'node:perf_hooks';
import { present } from '../../../shared/src/kernel/assert.ts';
import { FRAME } from '../../../tests/rooms/raw-seat.ts';
import { answerIn, commandFrame, viewNumberIn } from './frames.ts';
import { beginMatches, type Comings, letIn, type SocketPair, SUBJECTS, type Subject } from './pairs.ts';
import { playScript, type ScriptStep, STEP_MS, WINDOW_MS, WINDOWS_MAX } from './script.ts';

/** What a process of the load is told to do. It answers each with one {@link LoadReply}. */
export type LoadOrder =
  | ({ readonly kind: 'let-in' } & Comings)
  | { readonly kind: 'begin' }
  | { readonly kind: 'leave' }
  | {
      readonly kind: 'play';
      readonly subject: Subject;
      readonly window: number;
      /** So many of the process' pairs play; the others sit there. */
      readonly count: number;
      /** Computer's clock, ms since 1970. */
      readonly startAt: number;
    };

/** What was seen of one window. All times in ms. */
export interface WindowSeen {
  /** From a command to its answer. */
  readonly answers: readonly number[];
  /** From a command to the partner's view that shows it, without the time at sea. */
  readonly views: readonly number[];
  readonly commands: number;
  /** Commands without an answer, without a view, or with another answer than the script's. */
  readonly amiss: number;
  /** Octets of WebSocket messages to the server and from it. */
  readonly sent: number;
  readonly received: number;
  readonly messages: number;
  /** By how much later than planned commands went out. */
  readonly lags: readonly number[];
  /** Commands that waited because what their seat answers to had not come in time. */
  readonly heldBack: number;
  /** Share of the time in which this process was busy. */
  readonly busy: number;
}

/** An answer of a process of the load. */
export type LoadReply =
  | { readonly kind: 'done' }
  | { readonly kind: 'seen'; readonly seen: WindowSeen }
  | { readonly kind: 'failed'; readonly why: string };

type PlayOrder = Extract<LoadOrder, { readonly kind: 'play' }>;

interface ScriptedStep {
  readonly step: ScriptStep;
  readonly frame: Buffer;
}

interface Watched extends SocketPair {
  step: ScriptStep | undefined;
  sentAt: number;
  answered: boolean;
  seen: boolean;
  /** What is to be sent once the last command was answered and seen. */
  readonly next: ScriptedStep[];
}

interface Counting {
  readonly answers: number[];
  readonly views: number[];
  amiss: number;
  sent: number;
  received: number;
  messages: number;
  heldBack: number;
}

const SCRIPT: readonly (readonly ScriptedStep[])[] = playScript(WINDOWS_MAX).map((steps) =>
  steps.map((step) => ({ step, frame: commandFrame(step.command) })),
);
const pairs: Record<Subject, Watched[]> = { ws: [], colyseus: [], game: [] };
const countings: Partial<Record<Subject, Counting>> = {};
const LEAVE = Uint8Array.of(FRAME.leave);
const now = () => performance.timeOrigin + performance.now();

/** Sends the next command of `pair`, unless it still waits for what came of the last one. */
function sendNext(count: Counting, pair: Watched): void {
  const next = pair.answered && pair.seen ? pair.next.shift() : undefined;
  if (next === undefined) return;
  Object.assign(pair, { step: next.step, answered: false, seen: false, sentAt: now() });
  pair.sockets[next.step.seat === 'client' ? 0 : 1].send(next.frame);
  count.sent += next.frame.length;
}

function watch(subject: Subject, { sockets }: SocketPair): Watched {
  const pair: Watched = { sockets, step: undefined, sentAt: 0, answered: true, seen: true, next: [] };
  for (const [index, socket] of sockets.entries()) {
    const side = index === 0 ? 'client' : 'server';
    socket.on('message', (frame: Buffer) => {
      const { step } = pair;
      const counting = countings[subject];
      if (counting === undefined || step === undefined) return;
      counting.received += frame.length;
      counting.messages += 1;
      if (frame[0] === FRAME.response) answered(counting, pair, step, frame);
      else if (side !== step.seat && !pair.seen && viewNumberIn(frame) === step.partnerView) {
        pair.seen = true;
        counting.views.push(now() - pair.sentAt - (subject === 'game' ? step.crossing : 0));
      }
      sendNext(counting, pair);
    });
    socket.on('close', () => {
      const counting = countings[subject];
      if (counting !== undefined) counting.amiss += 1;
    });
  }
  return pair;
}

function answered(count: Counting, pair: Watched, step: ScriptStep, frame: Buffer): void {
  count.answers.push(now() - pair.sentAt);
  pair.answered = true;
  const answer = answerIn(frame);
  const [given, wanted] = [answer, step.answer].map((one) =>
    one.kind === 'judged' ? one.verdict.kind : one.kind,
  );
  if (answer.id !== step.answer.id || given !== wanted) count.amiss += 1;
}

async function play({ subject, window, count: players, startAt }: PlayOrder): Promise<WindowSeen> {
  const own = pairs[subject].slice(0, players);
  const count: Counting = {
    answers: [],
    views: [],
    amiss: 0,
    sent: 0,
    received: 0,
    messages: 0,
    heldBack: 0,
  };
  const lags: number[] = [];
  countings[subject] = count;
  const plan = present(SCRIPT[window], `window ${window}`).flatMap((scripted) =>
    own.map((pair, index) => ({
      pair,
      scripted,
      due: startAt + scripted.step.at + (index / own.length) * STEP_MS,
    })),
  );
  const busyBefore = performance.eventLoopUtilization();
  for (const { pair, scripted, due } of plan) {
    for (let wait = due - now(); wait > 0; wait = due - now()) await pause(wait);
    lags.push(now() - due);
    if (!pair.answered || !pair.seen) count.heldBack += 1;
    pair.next.push(scripted);
    sendNext(count, pair);
  }
  await pause(startAt + WINDOW_MS - now());
  delete countings[subject];
  const { utilization } = performance.eventLoopUtilization(busyBefore);
  for (const pair of own) {
    if (!pair.answered || !pair.seen) count.amiss += 1 + pair.next.length;
    pair.next.length = 0;
    Object.assign(pair, { step: undefined, answered: true, seen: true });
  }
  return { ...count, commands: lags.length, lags, busy: utilization };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

async function done(order: LoadOrder): Promise<LoadReply> {
  switch (order.kind) {
    case 'let-in': {
      const { subject } = order;
      for (const pair of await letIn(order)) pairs[subject].push(watch(subject, pair));
      return { kind: 'done' };
    }
    case 'begin':
      await beginMatches(pairs.game, (frame) => viewNumberIn(frame) !== undefined);
      return { kind: 'done' };
    case 'leave':
      for (const subject of SUBJECTS) {
        for (const { sockets } of pairs[subject]) for (const socket of sockets) socket.send(LEAVE);
        pairs[subject] = [];
      }
      return { kind: 'done' };
    case 'play':
      return { kind: 'seen', seen: await play(order) };
  }
}

/** Orders may overlap: each is answered under its number. */
process.on('message', async ({ id, order }: { readonly id: number; readonly order: LoadOrder }) => {
  const reply = await done(order).catch(
    (cause: unknown): LoadReply => ({ kind: 'failed', why: String(cause) }),
  );
  process.send?.({ id, reply });
});
