// The same game written a second time, as plainly as can be: every sequence of moves is played to its end,
// nothing is remembered, nothing is made canonical, and no code is shared with the exploration but the engine.
import { type Connection, closedConnection, listenConnection } from '@syn-or-swim/shared/tcp/connection.ts';
import { dues } from '@syn-or-swim/shared/tcp/dues.ts';
import type { TcpEvent } from '@syn-or-swim/shared/tcp/events.ts';
import type { Segment } from '@syn-or-swim/shared/tcp/segment.ts';
import { step } from '@syn-or-swim/shared/tcp/step.ts';
import { timers } from '@syn-or-swim/shared/tcp/timers.ts';
import { issOf, MOST_LIVES, type Scenario } from './scenario.ts';

interface Player {
  connection: Connection;
  reset: Segment | undefined;
  lives: number;
  hasClosed: boolean;
  sends: number;
  opens: number;
  aborts: number;
  crashes: number;
  giveUps: number;
}

/** Both ends and what is under way: `wire[0]` to the first end, `wire[1]` to the second. */
interface Table {
  readonly players: [Player, Player];
  readonly wire: [Segment[], Segment[]];
}

/** The number of sequences of exactly `depth` moves, and every pair of states met on the way. */
export function naiveMoveCount(scenario: Scenario, depth: number, met: Set<string>): number {
  const [first, second] = scenario.sides.map(
    (side): Player => ({
      connection: side.listens ? listenConnection : closedConnection,
      reset: undefined,
      lives: 0,
      hasClosed: false,
      ...side.budget,
    }),
  ) as [Player, Player];
  return counted(scenario, { players: [first, second], wire: [[], []] }, depth, met);
}

function counted(scenario: Scenario, table: Table, depth: number, met: Set<string>): number {
  met.add(table.players.map(({ connection }) => connection.state).join(' '));
  if (depth === 0) return 1;
  let sum = 0;
  for (const play of plays(scenario, table)) {
    const copy: Table = {
      players: [{ ...table.players[0] }, { ...table.players[1] }],
      wire: [[...table.wire[0]], [...table.wire[1]]],
    };
    if (play(copy)) sum += counted(scenario, copy, depth - 1, met);
  }
  return sum;
}

/** Plays a move on a table of its own; false where there is no room for the segment. */
type Play = (table: Table) => boolean;

function plays(scenario: Scenario, table: Table): Play[] {
  return [0, 1].flatMap((who) => [
    ...table.wire[who === 0 ? 0 : 1].flatMap((segment) => arrivals(scenario, who === 0 ? 0 : 1, segment)),
    ...ownPlays(scenario, table, who === 0 ? 0 : 1),
  ]);
}

/** Arrives, arrives while a copy stays behind, is lost. */
function arrivals(scenario: Scenario, who: 0 | 1, segment: Segment): Play[] {
  const arrives = (table: Table) => {
    const { connection, lives } = table.players[who];
    const room = connection.state === 'LISTEN' && lives < MOST_LIVES;
    const iss = issOf(scenario.sides[who], lives);
    return happens(
      scenario,
      table,
      who,
      room ? { kind: 'segment', segment, iss } : { kind: 'segment', segment },
    );
  };
  const leaves = (table: Table) => {
    table.wire[who] = table.wire[who].filter((other) => other !== segment);
    return true;
  };
  return [(table) => leaves(table) && arrives(table), arrives, leaves];
}

function happens(scenario: Scenario, table: Table, who: 0 | 1, event: TcpEvent, now = 0): boolean {
  const player = table.players[who];
  const hadNumber = 'snd' in player.connection ? player.connection.snd.iss : undefined;
  const { connection, effects } = step(player.connection, event, now, scenario.profile);
  for (const effect of effects) if (effect.kind === 'owes-reset') player.reset = effect.segment;
  player.connection = connection;
  if ('snd' in connection && connection.snd.iss !== hadNumber) {
    player.lives += 1;
    player.hasClosed = false;
    player.sends = scenario.sides[who].budget.sends;
  }
  return true;
}

function sameSegment(a: Segment, b: Segment): boolean {
  const { flags: f } = a;
  const { flags: g } = b;
  const sameFlags = f.syn === g.syn && f.ack === g.ack && f.fin === g.fin && f.rst === g.rst;
  return (
    sameFlags && a.seq === b.seq && a.ack === b.ack && a.dataLength === b.dataLength && a.window === b.window
  );
}

function launched(scenario: Scenario, table: Table, from: 0 | 1, segment: Segment): boolean {
  const wire = table.wire[1 - from === 0 ? 0 : 1];
  if (wire.some((other) => sameSegment(other, segment))) return true;
  if (wire.length === scenario.capacity) return false;
  wire.push(segment);
  return true;
}

function ownPlays(scenario: Scenario, table: Table, who: 0 | 1): Play[] {
  return [
    ...callPlays(scenario, table, who),
    ...timerPlays(scenario, table, who),
    ...launchPlays(scenario, table, who),
  ];
}

function callPlays(scenario: Scenario, table: Table, who: 0 | 1): Play[] {
  const { connection, opens, hasClosed, sends, aborts, crashes, lives } = table.players[who];
  const found: Play[] = [];
  if (connection.state === 'CLOSED') {
    const iss = issOf(scenario.sides[who], lives);
    if (opens > 0) {
      found.push((copy) => {
        copy.players[who].opens -= 1;
        return happens(scenario, copy, who, { kind: 'call', call: { kind: 'open-active', iss } });
      });
    }
    return found;
  }
  if (!hasClosed) {
    found.push((copy) => {
      copy.players[who].hasClosed = true;
      return happens(scenario, copy, who, { kind: 'call', call: { kind: 'close' } });
    });
  }
  if (connection.state === 'LISTEN') return found;
  if (!hasClosed && sends > 0) {
    found.push((copy) => {
      copy.players[who].sends -= 1;
      return happens(scenario, copy, who, { kind: 'call', call: { kind: 'send', octets: 1 } });
    });
  }
  const reads = ['ESTABLISHED', 'FIN_WAIT_1', 'FIN_WAIT_2', 'CLOSE_WAIT'].includes(connection.state);
  if (reads && 'rcv' in connection && connection.rcv.unread > 0) {
    found.push((copy) =>
      happens(scenario, copy, who, { kind: 'call', call: { kind: 'receive', octets: 1 } }),
    );
  }
  if (aborts > 0) {
    found.push((copy) => {
      copy.players[who].aborts -= 1;
      return happens(scenario, copy, who, { kind: 'call', call: { kind: 'abort' } });
    });
  }
  if (crashes > 0) {
    found.push((copy) => {
      copy.players[who].crashes -= 1;
      copy.players[who].reset = undefined;
      return happens(scenario, copy, who, { kind: 'host-lost' });
    });
  }
  return found;
}

/** Time stands at 0, but for the timer that rings: it does so at its own moment. */
function timerPlays(scenario: Scenario, table: Table, who: 0 | 1): Play[] {
  const { connection, giveUps } = table.players[who];
  const found: Play[] = [];
  for (const { timer, at } of timers(connection, scenario.profile)) {
    if (timer === 'user-timeout' && giveUps === 0) continue;
    found.push((copy) => {
      if (timer === 'user-timeout') copy.players[who].giveUps -= 1;
      return happens(scenario, copy, who, { kind: 'timer', timer }, at);
    });
  }
  if ('challenge' in connection && connection.challenge.count > 0) {
    found.push((copy) => {
      copy.players[who].connection = { ...connection, challenge: { count: 0, since: 0 } };
      return true;
    });
  }
  return found;
}

function launchPlays(scenario: Scenario, table: Table, who: 0 | 1): Play[] {
  const { connection, reset } = table.players[who];
  const found: Play[] = [];
  if (reset !== undefined) {
    found.push((copy) => {
      copy.players[who].reset = undefined;
      return launched(scenario, copy, who, reset);
    });
  }
  const segments: Segment[] = [];
  for (const { segment } of dues(connection, 0, scenario.profile)) {
    if (!segments.some((other) => sameSegment(other, segment))) segments.push(segment);
  }
  for (const segment of segments) {
    found.push(
      (copy) =>
        launched(scenario, copy, who, segment) && happens(scenario, copy, who, { kind: 'transmit', segment }),
    );
  }
  return found;
}
