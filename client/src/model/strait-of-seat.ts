import type { GuessView } from '@syn-or-swim/shared/game/guess.ts';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { SeatView, WallNotice } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import type { MatchLink } from './match-link.ts';
import { moodOfLevel } from './mood-of-level.ts';
import { coversState } from './open-guess.ts';
import { isFinished, type SocketEntry } from './socket-entries.ts';
import type { StraitMemory } from './strait-memory.ts';
import type { DraftModel, StraitModel, WallModel } from './strait-model.ts';
import { boatsOf, flaresOf, lampsOf, type OwnBoat, pierOf } from './strait-scene.ts';

function wallOf(wall: WallNotice, view: SeatView, index: number): WallModel {
  const { clientPort, stops, sentBy, from, until } = wall;
  const key = view.sockets.find((socket) => socket.key.clientPort === clientPort)?.key;
  const way = sentBy === 'both' ? 'both' : sentBy === view.side ? 'out' : 'in';
  return { id: `wall-${index}`, key: key ?? { clientPort, serverPort: 0 }, stops, way, from, until };
}

/** What lies on and over the water besides piers and boats, as far as this seat knows of it. */
function surroundingsOf(
  view: SeatView,
  level: Level,
): Pick<StraitModel, 'walls' | 'dark' | 'cookies' | 'coffees' | 'queue'> {
  const { side, darkUntil, cookiesUntil } = view;
  const crash = level.crashes?.find((one) => one.side === side && one.at + one.dark === darkUntil);
  const cookies = level.flood?.cookies ?? 0;
  return {
    walls: view.walls.map((wall, index) => wallOf(wall, view, index)),
    dark: darkUntil === undefined ? undefined : { from: crash?.at ?? darkUntil, until: darkUntil },
    cookies: cookiesUntil === undefined ? undefined : { from: cookiesUntil - cookies, until: cookiesUntil },
    coffees: view.coffees,
    queue: side === 'server' ? level.anchorage : 0,
  };
}

/** What the picture of one seat is made of. */
export interface SeatScene {
  readonly link: Pick<MatchLink, 'level' | 'seat' | 'clock'>;
  /** Undefined before the first view. */
  readonly view: SeatView | undefined;
  readonly entries: readonly SocketEntry[];
  readonly own: readonly OwnBoat[];
  readonly memory: StraitMemory;
  readonly selectedId: string | undefined;
  /** The guess that stands: the state for which it asks is covered. */
  readonly guess: GuessView | undefined;
  readonly draft: DraftModel;
  readonly labelOf: (entry: SocketEntry) => string;
  /** What the plaque of the row with this id read before. */
  readonly stateBefore: (id: string) => ConnectionState | undefined;
  readonly settings: Pick<StraitModel, 'reducedMotion' | 'highContrast'>;
}

/** Rows in which sockets are shown that are over, besides those that are not. */
const ROWS = 4;

/** So long a socket that has closed keeps its pier, ms: its plaque turns over and tells what it was. */
const SEEN_CLOSED: Milliseconds = 4500;

/**
 * The sockets that have a pier: all that are not over, the one that is selected, and of those that are over the newest,
 * as long as there is room. The socket table lists them all.
 */
function withPier(scene: SeatScene): readonly SocketEntry[] {
  const now = scene.link.clock.now();
  const isOver = (entry: SocketEntry): boolean =>
    entry.state === 'CLOSED' &&
    isFinished(entry) &&
    entry.id !== scene.selectedId &&
    now - (entry.socket?.stateSince ?? now) >= SEEN_CLOSED;
  const over = scene.entries.filter(isOver);
  const anchored = scene.entries.filter((entry) => entry.socket?.place === 'anchorage');
  const room = Math.max(0, ROWS - (scene.entries.length - over.length - anchored.length));
  const gone = new Set(over.slice(0, Math.max(0, over.length - room)));
  return scene.entries.filter((entry) => !gone.has(entry));
}

/** The strait before the first view. */
const EMPTY_STRAIT = {
  ...{ piers: [], lamps: [], boats: [], flares: [], walls: [] },
  ...{ dark: undefined, cookies: undefined, coffees: 0, queue: 0, streak: 0 },
} as const;

/** The picture of the strait as one seat may see it. */
export function straitOf(scene: SeatScene): StraitModel {
  const { link, view, own, memory, selectedId, draft } = scene;
  const { level, seat, clock } = link;
  const common = {
    side: seat,
    clock,
    crossing: level.timing.crossing,
    draft: { flags: draft.flags, crates: draft.crates },
    mood: moodOfLevel(level.id),
    ...scene.settings,
  };
  if (view === undefined) return { ...EMPTY_STRAIT, ...common };
  const boats = boatsOf(view, own);
  return {
    ...common,
    ...surroundingsOf(view, level),
    piers: withPier(scene).map((entry) =>
      pierOf(entry, {
        ...{ level, view, memory },
        label: scene.labelOf(entry),
        selected: entry.id === selectedId,
        covered: coversState(scene.guess, entry.key.clientPort),
        before: scene.stateBefore(entry.id),
      }),
    ),
    lamps: lampsOf(view, level),
    boats,
    flares: flaresOf(boats),
    streak: memory.streak,
  };
}
