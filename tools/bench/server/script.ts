// What the pairs of the load do: one match computed beforehand, command by command, with all that its seats are sent.
import type { SeatCommand } from '../../../shared/src/game/command.ts';
import { createMatch, stepMatch, wakeAt } from '../../../shared/src/game/match.ts';
import { rulesOf } from '../../../shared/src/game/match-settings.ts';
import type { Match } from '../../../shared/src/game/match-state.ts';
import { servicePort } from '../../../shared/src/game/order-book.ts';
import { peerOf, SIDES, type Side } from '../../../shared/src/game/seat.ts';
import { publicView, viewFor } from '../../../shared/src/game/view-for.ts';
import { present } from '../../../shared/src/kernel/assert.ts';
import { GOODBYES, GOODBYES_BRIEF } from '../../../shared/src/levels/test-levels.ts';
import { DRIVERS } from '../../../shared/src/players/drivers.ts';
import { type FlagName, handToken } from '../../../shared/src/players/hand.ts';
import type {
  CommandAnswer,
  NumberedCommand,
  ServerMessages,
} from '../../../shared/src/protocol/messages.ts';

/** All matches of the load go by this seed, so that one script fits them all. */
export const SEED = 7;

/** The level that is played. */
export const LEVEL = GOODBYES;

/** What is played to warm up a server: the same, but sooner over. */
export const BRIEF_LEVEL = GOODBYES_BRIEF;

/** From one command of a pair to its next (ms): a crossing, and a third of a second for the hand. */
export const STEP_MS = 1500;

/** How long after the begin of a match its first window begins (ms): until then nothing happens in it. */
export const FIRST_WINDOW_MS = 18_000;

/** Commands of a window. */
const COMMANDS = 8;

/** How long a window lasts (ms): all matches begin theirs within one step, and the last boat comes in. */
export const WINDOW_MS = (COMMANDS + 1) * STEP_MS + 300;

/** From the begin of one window to that of the next of another server (ms). */
export const TURN_MS = WINDOW_MS + 400;

/** From one window of a match to its next (ms): the other two servers have theirs between. */
export const WINDOW_GAP_MS = 3 * TURN_MS;

/** What is sent on the order of this number, from 0; a signal is on no order. */
type Move =
  | {
      readonly seat: Side;
      readonly order: number;
      readonly flags: readonly FlagName[];
      readonly crates: 0 | 1;
    }
  | { readonly seat: Side; readonly signal: true };

/** A view as a seat gets it. */
export type ViewMessage = ServerMessages['view'];

/** One command of a pair, and what comes of it until the pair's next one. */
export interface ScriptStep {
  readonly seat: Side;
  /** After the beginning of its window, ms. */
  readonly at: number;
  readonly command: NumberedCommand;
  readonly answer: CommandAnswer;
  /** What its own seat and the partner's are sent, in order. */
  readonly views: readonly { readonly to: Side; readonly view: ViewMessage }[];
  /** The number of the partner's first view after it. */
  readonly partnerView: number;
  /** How long it is at sea by the rules before that (ms). */
  readonly crossing: number;
}

const token = (seat: Side, order: number, flags: readonly FlagName[], crates: 0 | 1 = 0): Move => ({
  seat,
  order,
  flags,
  crates,
});
const thanks = (seat: Side): Move => ({ seat, signal: true });

const opened = (order: number): readonly Move[] => [
  token('client', order, ['syn']),
  token('server', order, ['syn', 'ack']),
  token('client', order, ['ack']),
];
const cargo = (order: number): readonly Move[] => [
  token('client', order, ['ack'], 1),
  token('server', order, ['ack']),
  token('server', order, ['ack'], 1),
  token('client', order, ['ack']),
];
const closed = (order: number): readonly Move[] => [
  token('client', order, ['fin', 'ack']),
  token('server', order, ['ack']),
  token('server', order, ['fin', 'ack']),
  token('client', order, ['ack']),
];

/** Windows of eight commands each; at the end of each nothing is at sea and nothing is owed. */
const WINDOWS: readonly (readonly Move[])[] = [
  [...opened(0), ...cargo(0), thanks('client')],
  [...closed(0), ...opened(1), thanks('server')],
  [...cargo(1), ...closed(1)],
  [...opened(2), ...cargo(2), thanks('client')],
  [...closed(2), ...opened(3), thanks('server')],
  [...cargo(3), ...closed(3)],
];

/** How many windows there are. */
export const WINDOWS_MAX = WINDOWS.length;

function seatCommand(match: Match, move: Move): SeatCommand {
  const view = viewFor(move.seat, match);
  const seen = view.number;
  if ('signal' in move) return { kind: 'signal', signal: { kind: 'thanks' }, seen };
  const { clientPort } = present(match.orders[move.order], `order ${move.order}`);
  const key = { clientPort, serverPort: servicePort(LEVEL, SEED) };
  const sight = { view: view.seat, level: LEVEL, now: match.now };
  return { kind: 'token', token: handToken(sight, key, move.flags, move.crates), seen };
}

/** The match, and what its seats have been sent. */
interface Play {
  match: Match;
  readonly views: { readonly to: Side; readonly view: ViewMessage; readonly at: number }[];
  readonly counts: Record<Side, number>;
}

function went(play: Play, match: Match): void {
  for (const side of SIDES) {
    const view = viewFor(side, match);
    if (view.number === play.match.views[side].number) continue;
    play.views.push({ to: side, view: { ...view, match: 1, public: publicView(match) }, at: match.now });
  }
  play.match = match;
}

/** Lets happen what happens by itself up to `until`. */
function waited(play: Play, until: number): void {
  for (let at = wakeAt(play.match); at !== undefined && at <= until; at = wakeAt(play.match)) {
    went(play, stepMatch(play.match, { kind: 'wake' }, at).match);
  }
}

function played(play: Play, move: Move, at: number, from: number): ScriptStep {
  waited(play, at);
  const command = seatCommand(play.match, move);
  play.counts[move.seat] += 1;
  const id = play.counts[move.seat];
  const first = play.views.length;
  const step = stepMatch(play.match, { kind: 'command', command: { ...command, seat: move.seat } }, at);
  went(play, step.match);
  waited(play, at + STEP_MS - 1);
  const views = play.views.slice(first);
  const crossing = 'signal' in move ? 0 : LEVEL.timing.crossing;
  const partner = present(
    views.find((sent) => sent.to === peerOf(move.seat) && sent.at === at + crossing),
    `the partner's view of what ${move.seat} did`,
  );
  const answer: CommandAnswer =
    step.verdict === undefined ? { id, kind: 'done', at } : { id, kind: 'judged', at, verdict: step.verdict };
  return {
    seat: move.seat,
    at: at - from,
    command: { id, match: 1, command },
    answer,
    views,
    partnerView: partner.view.number,
    crossing,
  };
}

/** The steps of the first `windows` windows, {@link WINDOWS_MAX} at most. */
export function playScript(windows: number): readonly (readonly ScriptStep[])[] {
  const players = { client: 'person', server: 'person' } as const;
  const match = createMatch(rulesOf({ seed: SEED, players }, LEVEL, DRIVERS));
  const play: Play = { match, views: [], counts: { client: 0, server: 0 } };
  return WINDOWS.slice(0, windows).map((moves, window) => {
    const from = FIRST_WINDOW_MS + window * WINDOW_GAP_MS;
    return moves.map((move, index) => played(play, move, from + index * STEP_MS, from));
  });
}
