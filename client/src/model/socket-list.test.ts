import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { createMatch, stepMatch } from '@syn-or-swim/shared/game/match.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { closedConnection } from '@syn-or-swim/shared/tcp/connection.ts';
import { expect, test } from 'vitest';
import { listedSockets, printedList } from './socket-list.ts';

/** What `side` sees at game time `at` while two stacks play the level with this number. */
function seen(number: number, side: Side, at: number) {
  const level = LEVELS.find((other) => other.number === number) as Level;
  const players = { client: 'perfect', server: 'perfect' } as const;
  const match = createMatch({ level, seed: 3, players, drivers: DRIVERS });
  return { level, view: viewFor(side, stepMatch(match, { kind: 'wake' }, at).match).seat };
}

test('a harbour lists its listener, then its sockets, as ss does', () => {
  const { level, view } = seen(8, 'server', 500);
  const lines = listedSockets(view, level, undefined);
  expect(lines[0]).toEqual({
    state: 'LISTEN',
    receiveQueue: 0,
    sendQueue: level.anchorage,
    local: `0.0.0.0:${level.ports[0]}`,
    peer: '0.0.0.0:*',
  });
  expect(lines.slice(1).map(({ state, receiveQueue }) => [state, receiveQueue])).toEqual([
    ['CLOSE-WAIT', 1],
    ['CLOSE-WAIT', 1],
  ]);
});

test('what is not acknowledged stands in Send-Q, SYN and FIN counted; a closed socket is gone', () => {
  const { level, view } = seen(4, 'client', 1500);
  const states = listedSockets(view, level, undefined).map(({ state, sendQueue }) => [state, sendQueue]);
  expect(states).toContainEqual(['SYN-SENT', 1]);
  expect(states.map(([state]) => state)).not.toContain('UNCONN');
});

test('while a guess asks for a state its line tells neither it nor the queues, and stays when the socket closes', () => {
  const { level, view } = seen(4, 'client', 1500);
  const [first] = view.sockets;
  if (first === undefined) throw new Error('no socket');
  const guess = {
    ...({ number: 1, question: 'state-after-fin', key: first.key } as const),
    ...{ at: 1500, lapsesAt: 9500, answers: [] },
  };
  const covered = { state: '?', receiveQueue: '?', sendQueue: '?' };
  expect(listedSockets(view, level, guess)[0]).toMatchObject(covered);
  const closed = { ...view, sockets: [{ ...first, connection: closedConnection }] };
  expect(listedSockets(closed, level, undefined)).toEqual([]);
  expect(listedSockets(closed, level, guess)).toMatchObject([covered]);
  const other = { ...guess, question: 'peer-state-after-ack' } as const;
  expect(listedSockets(view, level, other)).toEqual(listedSockets(view, level, undefined));
});

test('the columns stand under each other', () => {
  const { level, view } = seen(8, 'client', 1000);
  const [head, ...rows] = printedList(listedSockets(view, level, undefined)).split('\n');
  expect(head).toMatch(/^State +Recv-Q Send-Q Local Address:Port +Peer Address:Port$/);
  const column = head?.indexOf('Local') ?? 0;
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.slice(column)).toMatch(/^192\.0\.2\.10:\d+ +198\.51\.100\.80:\d+$/);
});
