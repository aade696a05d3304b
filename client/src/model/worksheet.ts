// A worksheet of one connection: its ladder with blanks for flags, numbers and states, and what is asked below it.
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Ladder } from '@syn-or-swim/shared/scoring/ladder.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import type { LadderPart } from './ladder-layout.ts';

/** What a worksheet asks beside its blanks, with the answers. */
export interface WorksheetAnswers {
  /** Whose FIN sailed first; undefined where none did. */
  readonly closedFirst: Side | undefined;
  readonly timeWait: readonly Side[];
  /** Boats that ended on their way. */
  readonly lost: number;
  /** Boats that carry what had sailed before, with the same flags. */
  readonly repeats: number;
  /** Each end's last state; undefined where it never had one. */
  readonly last: Readonly<Record<Side, ConnectionState | undefined>>;
}

/** The blanks of the boats in turn: at every boat one part, and now and then none, so that there is something to go by. */
const TURNS = ['ack', 'flags', 'seq', 'none'] as const;

/** Which parts of the picture of `ladder` a worksheet leaves blank: always the same ones. */
export function blanksOf(ladder: Ladder): (part: LadderPart) => boolean {
  const turns = new Map(
    ladder.boats.map(({ boat, segment }, index) => {
      const turn = TURNS[index % TURNS.length] ?? 'none';
      return [boat, turn === 'ack' && !segment.flags.ack ? 'flags' : turn];
    }),
  );
  return (part) => {
    if (part.kind !== 'state') return turns.get(part.boat.boat) === part.kind;
    // Every other state of each end, from its second one on.
    const own = ladder.states.filter(({ side }) => side === part.side);
    return own.findIndex(({ at }) => at === part.at) % 2 === 1;
  };
}

/** What is right on the worksheet of `ladder`. */
export function answersOf({ boats, states }: Ladder): WorksheetAnswers {
  const firstFin = boats.find(({ segment }) => segment.flags.fin);
  const lastOf = (side: Side) => states.findLast((state) => state.side === side)?.state;
  const key = ({ from, segment }: Ladder['boats'][number]) =>
    JSON.stringify([from, segment.seq, segment.flags, segment.dataLength]);
  const takesNumbers = ({ segment }: Ladder['boats'][number]) =>
    segment.flags.syn || segment.flags.fin || segment.dataLength > 0;
  const numbered = boats.filter(takesNumbers);
  return {
    closedFirst: firstFin?.from,
    timeWait: SIDES.filter((side) =>
      states.some((state) => state.side === side && state.state === 'TIME_WAIT'),
    ),
    lost: boats.filter(({ sankAt }) => sankAt !== undefined).length,
    repeats: numbered.length - new Set(numbered.map(key)).size,
    last: { client: lastOf('client'), server: lastOf('server') },
  };
}
