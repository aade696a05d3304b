// Which misconceptions a level can bring to light: it is played by pairs with bad habits, and at every moment of a
// play each wrong token, hasty resend and wrong log entry is tried that its assistance lets somebody make.
import { applyCommand, applyToken } from '@syn-or-swim/shared/game/apply-command.ts';
import type { Command } from '@syn-or-swim/shared/game/command.ts';
import { gradeOf } from '@syn-or-swim/shared/game/grade.ts';
import { sightOf } from '@syn-or-swim/shared/game/happenings.ts';
import type { Socket } from '@syn-or-swim/shared/game/harbour.ts';
import { entryHeld } from '@syn-or-swim/shared/game/harbour-log.ts';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { LOG_CAUSES, LOG_REMEDIES } from '@syn-or-swim/shared/game/log-entry.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { mateChoices } from '@syn-or-swim/shared/game/mate-choices.ts';
import { composeToken } from '@syn-or-swim/shared/game/referee.ts';
import type { Driver, DriverAct, DriverSight, MatchRules } from '@syn-or-swim/shared/game/rules.ts';
import { type Player, SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { recordOf } from '@syn-or-swim/shared/game/seat-state.ts';
import { type ConnectionKey, keyText, type Token } from '@syn-or-swim/shared/game/token.ts';
import type { Lesson } from '@syn-or-swim/shared/levels/texts/lesson.ts';
import { DRIVERS, PAR_DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { type FlagName, flagsOf } from '@syn-or-swim/shared/players/hand.ts';
import { benchOf } from '@syn-or-swim/shared/players/mistakes.ts';
import { beliefOf, type Explained, explained, lossesAt } from '@syn-or-swim/shared/scoring/explain.ts';
import { type MatchLog, moments } from '@syn-or-swim/shared/scoring/moments.ts';
import type { MisconceptionId } from '@syn-or-swim/shared/tcp/misconceptions.ts';
import { sequenceLess } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { type Arrow, arrowsIn } from './state-diagram.ts';

/** Those that show without a cost, as a guess or a question (misconceptions.md). */
export const WITHOUT_COST: readonly MisconceptionId[] = ['M03', 'M15', 'M16', 'M19', 'M30'];

/** How a misconception came to light. */
export type Way = 'token' | 'boat' | 'stuck' | 'entry' | 'guess' | 'question';

/** One thing that a play brought to light: a misconception under its id, or an arrow of RFC 9293 figure 5. */
export type Find =
  | { readonly kind: 'misconception'; readonly id: MisconceptionId; readonly way: Way }
  | { readonly kind: 'arrow'; readonly arrow: Arrow };

const FLAG_SETS: readonly (readonly FlagName[])[] = [
  ['syn'],
  ['syn', 'ack'],
  ['ack'],
  ['fin', 'ack'],
  ['fin'],
  ['rst'],
  ['rst', 'ack'],
  [],
];

/** The tokens with these flags and crates that the seat's assistance lets it build, right or wrong. */
function buildable(
  match: Match,
  side: Side,
  key: ConnectionKey,
  names: readonly FlagName[],
  crates: number,
): readonly Token[] {
  const sight = sightOf(match, side, false);
  const socket = sight.seat.harbour.sockets.find((other) => keyText(other.key) === keyText(key));
  const bench = benchOf(sight, socket, key);
  const composed = composeToken(bench, flagsOf(names), crates);
  if (gradeOf(match.rules.level, recordOf(sight.seat, key.clientPort)) === 'cadet') return [composed];
  const { seq, ack } = mateChoices(bench, flagsOf(names), crates);
  return [
    composed,
    ...seq.map(({ value }) => ({ ...composed, seq: value })),
    ...ack.map(({ value }) => ({ ...composed, ack: value })),
  ];
}

function keysOf(match: Match, side: Side): readonly ConnectionKey[] {
  const { sockets, resets } = match.seats[side].harbour;
  const own = sockets.filter((socket) => !socket.piloted).map((socket) => socket.key);
  const owed = resets.map((reset) => reset.key);
  return [...new Map([...own, ...owed].map((key) => [keyText(key), key])).values()];
}

function tokensAt(match: Match, side: Side): readonly Token[] {
  return keysOf(match, side).flatMap((key) =>
    FLAG_SETS.flatMap((names) => [0, 1].flatMap((crates) => buildable(match, side, key, names, crates))),
  );
}

function actionsAt(match: Match, side: Side): readonly Command[] {
  const { listening, sockets } = match.seats[side].harbour;
  const seen = match.views[side].number;
  const lamps = listening.map((port) => ({ kind: 'stop-listening', port }) as const);
  const gaveUp = sockets.map(({ key }) => ({ kind: 'give-up', key }) as const);
  return [...lamps, ...gaveUp].map((action) => ({ kind: 'action', action, seen, seat: side }));
}

/** Pairs of commands by which both seats enter the same cause and remedy for a socket that has waited long enough. */
function entriesAt(match: Match): readonly (readonly Command[])[] {
  const ports = new Set(
    SIDES.flatMap((side) => match.seats[side].harbour.sockets.map(({ key }) => key.clientPort)),
  );
  return [...ports].flatMap((clientPort) =>
    LOG_CAUSES.flatMap((cause) =>
      LOG_REMEDIES.flatMap((remedy) => {
        const entry = { clientPort, cause, remedy };
        if (SIDES.some((side) => entryHeld(match, side, entry) !== undefined)) return [];
        return [SIDES.map((seat): Command => ({ kind: 'log', entry, seen: match.views[seat].number, seat }))];
      }),
    ),
  );
}

function found(id: MisconceptionId | undefined, way: Way): readonly Find[] {
  return id === undefined ? [] : [{ kind: 'misconception', id, way }];
}

function newArrows(before: Match, after: Match): readonly Find[] {
  const fresh = { ...after, journal: after.journal.slice(before.journal.length) };
  return [...arrowsIn(fresh)].map((arrow) => ({ kind: 'arrow', arrow }));
}

/** What a wrong answer would show to each question that came up in this moment. */
function guessFinds(before: Match, after: Match): readonly Find[] {
  return after.journal
    .slice(before.journal.length)
    .flatMap(({ event }) =>
      event.kind === 'guess-asked'
        ? event.guess.choices.flatMap(({ misconception }) =>
            misconception !== undefined && WITHOUT_COST.includes(misconception)
              ? found(misconception, 'guess')
              : [],
          )
        : [],
    );
}

/** What each token that `side` could build now would show. */
function* tokenFinds(match: Match, side: Side): Generator<Find> {
  const seen = match.views[side].number;
  for (const token of tokensAt(match, side)) {
    const { match: after, verdict } = applyToken(match, side, { token, seen }, 'player');
    if (verdict === undefined) continue;
    if (verdict.cost > 0) {
      yield* found(
        beliefOf(match, { kind: 'judged', seat: side, order: undefined, token, verdict })?.misconception,
        'token',
      );
    }
    yield* newArrows(match, after);
  }
  for (const command of actionsAt(match, side)) yield* newArrows(match, applyCommand(match, command).match);
}

function* entryFinds(match: Match): Generator<Find> {
  for (const commands of entriesAt(match)) {
    const after = commands.reduce((current, command) => applyCommand(current, command).match, match);
    for (const loss of lossesAt(match, after)) yield* found(loss.misconception, 'entry');
  }
}

/** What is to be tried anew: the socket's states, and which of them have waited long enough for the log. */
function situation(match: Match): string {
  const sockets = SIDES.flatMap((side) =>
    match.seats[side].harbour.sockets.map((socket) => {
      const entry = { clientPort: socket.key.clientPort, cause: 'nobody', remedy: 'give-up' } as const;
      return `${side} ${keyText(socket.key)} ${socket.connection.state} ${entryHeld(match, side, entry) ?? 'enters'}`;
    }),
  );
  return sockets.join();
}

/** The match of `log` and, at each of its moments, one step beside what happened. */
function* besideFinds(log: MatchLog): Generator<Find> {
  const tried = { client: undefined as unknown, server: undefined as unknown };
  const situations = new Set<string>();
  for (const { before, after } of moments(log)) {
    yield* newArrows(before, after);
    yield* guessFinds(before, after);
    if (after.phase === 'ended') return;
    for (const side of SIDES) {
      if (after.seats[side] === tried[side]) continue;
      tried[side] = after.seats[side];
      yield* tokenFinds(after, side);
    }
    const now = situation(after);
    if (!situations.has(now)) yield* entryFinds(after);
    situations.add(now);
  }
}

/** What the match of `log` lost itself. */
function* lossFinds(log: MatchLog): Generator<Find> {
  for (const { what, misconception } of explained(log).losses) yield* found(misconception, what.kind);
}

/** Something that a player never does. */
interface Habit {
  readonly refuses: (socket: Socket, token: Token) => boolean;
}

function isRepeat({ connection }: Socket, { seq }: Token): boolean {
  return 'snd' in connection && sequenceLess(seq, connection.snd.nxt);
}

const NEVER_CLOSES_SECOND: Habit = {
  refuses: (socket, { flags }) => flags.fin && socket.peerClosed,
};

/** Somebody who begins nothing anew: what the own crash took is the other's to notice. */
const NEVER_OPENS_AGAIN: Habit = {
  refuses: (socket, { flags }) => flags.syn && socket.incarnation > 0 && socket.ending !== undefined,
};

/**
 * What somebody may never do: close second, repeat, give up, acknowledge a FIN, open again, neither close second nor
 * open again, send after the other's FIN.
 */
const HABITS: readonly Habit[] = [
  NEVER_CLOSES_SECOND,
  { refuses: isRepeat },
  { refuses: (_socket, { flags }) => flags.rst },
  { refuses: (socket, { flags, crates }) => socket.peerClosed && !flags.fin && crates === 0 },
  NEVER_OPENS_AGAIN,
  {
    refuses: (socket, token) =>
      NEVER_CLOSES_SECOND.refuses(socket, token) || NEVER_OPENS_AGAIN.refuses(socket, token),
  },
  { refuses: (socket, { crates }) => socket.peerClosed && crates > 0 },
];

/** `driver` with a habit: whatever it would do against that it leaves, and does the next thing instead. */
function withHabit(driver: Driver, { refuses }: Habit): Driver {
  const decide = (sight: DriverSight): DriverAct | undefined => {
    let rest = { ...sight, seat: { ...sight.seat, coffees: 0 } };
    for (;;) {
      const act = driver.decide(rest);
      if (act?.kind !== 'token') return act;
      const { harbour } = rest.seat;
      const { key } = act.token;
      const socket = harbour.sockets.find((other) => keyText(other.key) === keyText(key));
      if (socket === undefined || !refuses(socket, act.token)) return act;
      const sockets = harbour.sockets.filter((other) => other !== socket);
      rest = { ...rest, seat: { ...rest.seat, harbour: { ...harbour, sockets } } };
    }
  };
  return { ...driver, isHand: true, decide };
}

/** The match of `level` played by these, as a log that can be run again. */
function logOf(
  level: Level,
  seed: number,
  players: MatchRules['players'],
  drivers: MatchRules['drivers'],
): MatchLog {
  return { rules: { level, seed, players, drivers }, commands: [], endedAt: level.timing.round };
}

/** A hand's time for one token: fast enough for three stars, slow enough for a crash or a wall to come between. */
const PACE = 3_000;

function habitLog(level: Level, seed: number, habit: Habit, who: readonly Side[]): MatchLog {
  const { stacks } = PAR_DRIVERS;
  const perfect = { ...stacks.perfect, reaction: PACE };
  const drivers = { ...PAR_DRIVERS, stacks: { ...stacks, perfect, slow: withHabit(perfect, habit) } };
  const kind = (side: Side): Player => (who.includes(side) ? 'slow' : 'perfect');
  return logOf(level, seed, { client: kind('client'), server: kind('server') }, drivers);
}

const WHO: readonly (readonly Side[])[] = [SIDES, ['server'], ['client']];

function pair(player: Player): MatchRules['players'] {
  return { client: player, server: player };
}

/** The perfect play of `level` in the weather of `seed`, and one step beside it at each of its moments. */
export function besidePerfectPlay(level: Level, seed: number): Generator<Find> {
  return besideFinds(logOf(level, seed, pair('perfect'), PAR_DRIVERS));
}

/** Plays of `level` in the weather of `seed` that are wrong from beginning to end. */
export function* badPlays(level: Level, seed: number): Generator<Find> {
  for (const habit of HABITS) {
    for (const who of WHO) yield* lossFinds(habitLog(level, seed, habit, who));
  }
  for (const habit of HABITS) yield* besideFinds(habitLog(level, seed, habit, SIDES));
  yield* lossFinds(logOf(level, seed, pair('deaf'), DRIVERS));
  yield* besideFinds(logOf(level, seed, pair('practised'), DRIVERS));
  for (const player of ['novice', 'wild'] as const)
    yield* lossFinds(logOf(level, seed, pair(player), DRIVERS));
}

/** What shows in no play: the wrong answers of the level's questions. */
export function questionFinds({ questions }: Lesson): readonly Find[] {
  return Object.values(questions).flatMap(({ wrong }) =>
    wrong.flatMap((id) => (WITHOUT_COST.includes(id) ? found(id, 'question') : [])),
  );
}

/** A match in which neither end calls close() when the other has. */
export function forgetfulMatch(level: Level, seed: number): Explained {
  return explained(habitLog(level, seed, NEVER_CLOSES_SECOND, SIDES));
}
