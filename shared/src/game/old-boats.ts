// Boats of connections that are long gone: they come out of the fog at a fixed time and mean nothing any more.

import { present } from '../kernel/assert.ts';
import { scheduled } from '../kernel/event-queue.ts';
import type { Segment } from '../tcp/segment.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import type { OldSyn } from './level.ts';
import { type BoatLoad, journalled, type Match } from './match-state.ts';
import { initialSequence, placedOrder } from './order-book.ts';

/** The number of the life before the first: its ISN is another. */
const EARLIER_LIFE = 0;

function oldSegment(match: Match, origin: number): { readonly load: BoatLoad; readonly segment: Segment } {
  const order = present(
    match.orders.find((other) => other.origin === origin),
    `order ${origin} of ${match.rules.level.id}`,
  );
  const opening = { order: order.id, side: 'client', incarnation: EARLIER_LIFE } as const;
  const segment: Segment = {
    seq: initialSequence(match.rules.level, match.rules.seed, opening),
    ack: sequenceNumber(0),
    flags: { syn: true, ack: false, fin: false, rst: false },
    dataLength: 0,
    window: match.profile.receiveWindow,
  };
  const key = { clientPort: order.clientPort, serverPort: order.serverPort };
  return { load: { from: 'client', key, segment, stray: false, role: 'SYN' }, segment };
}

function withOldSyn(match: Match, old: OldSyn, index: number): Match {
  const origin = placedOrder(old.among, match.rules.seed, `old-syn ${index}`);
  const { load, segment } = oldSegment(match, origin);
  const { nextBoat, underWay } = match.strait;
  const boat = { id: nextBoat, departedAt: 0, load };
  const strait = { ...match.strait, nextBoat: nextBoat + 1, underWay: scheduled(underWay, old.at, boat) };
  return journalled(
    { ...match, strait },
    {
      kind: 'departed',
      boat: nextBoat,
      from: 'client',
      key: load.key,
      segment,
      by: 'earlier-life',
      verdict: 'due',
      fate: { kind: 'arrives', crossing: old.at, copies: [], cause: 'incident' },
    },
  );
}

/** `match` with the level's old SYNs on the water. */
export function withOldBoats(match: Match): Match {
  return (match.rules.level.oldSyns ?? []).reduce(withOldSyn, match);
}
