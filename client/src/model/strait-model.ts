import type { ReadonlySignal } from '@preact/signals';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { ConnectionKey } from '@syn-or-swim/shared/game/token.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';

/** A stretch of game time. The picture between its two ends follows from {@link progress}. */
export interface Span {
  readonly from: Milliseconds;
  readonly until: Milliseconds;
}

/** How far `now` has come in `span`: 0 before it, 1 after it. An empty span is over at once. */
export function progress(span: Span, now: Milliseconds): number {
  if (now >= span.until) return 1;
  if (now <= span.from) return 0;
  return (now - span.from) / (span.until - span.from);
}

/** Game time as the page sees it. It stands before the start and after the horn. */
export interface GameClock {
  /** The present moment of the match, whole milliseconds. */
  now(): Milliseconds;
}

/** What sky and sea are like. It belongs to the level and tells nothing of the match. */
export const MOODS = [
  'night',
  'dawn',
  'moonlight',
  'dusk',
  'sunset',
  'starlight',
  'thick-fog',
  'aurora',
  'late-night',
  'overcast',
  'snow',
  'mirror',
  'before-dawn',
  'rain',
  'eerie',
  'storm',
] as const;

/** One of {@link MOODS}. */
export type Mood = (typeof MOODS)[number];

/** How the numbers of a socket grew: SND.NXT went up `by` (1 for SYN or FIN, 100 a crate) and is `to` since `at`. */
export interface Growth {
  readonly by: number;
  readonly to: number;
  readonly at: Milliseconds;
}

/** One socket of this harbour, as a pier with a plaque. */
export interface PierModel {
  /** The pier's identity. It stays when a SYN gives the key its server port. */
  readonly id: string;
  /** `serverPort` is 0 where the player has not chosen it yet. */
  readonly key: ConnectionKey;
  /** Its number on the keyboard, 1 to 8. */
  readonly number: number;
  /** Ship's name in the player's language, or the client's port where no slip has come yet. */
  readonly label: string;
  readonly state: ConnectionState;
  /** A guess asks for the state: it is not to be seen, nor what follows from it (rust, ring, what was before). */
  readonly covered: boolean;
  /** What the plaque read before, and when it turned over; undefined while it never did. */
  readonly turned: { readonly from: ConnectionState; readonly at: Milliseconds } | undefined;
  /** A socket that lies at anchor outside, in the listener's queue, has no pier yet. */
  readonly place: 'berth' | 'anchorage' | 'none';
  /** True while something is owed: a lamp on the pier. Which flags, it never tells. */
  readonly owes: boolean;
  /** Rust and barnacles of CLOSE_WAIT, FIN_WAIT_1 and FIN_WAIT_2, none to full. */
  readonly rust: Span | undefined;
  /** When the low horn sounds for this socket, stuck in CLOSE_WAIT; undefined in every other state. */
  readonly hornAt: Milliseconds | undefined;
  /** TIME_WAIT's 2MSL, a ring that runs down. */
  readonly ring: Span | undefined;
  /** The RTO: a bell rope that tightens; the bell rings at the end of the span. */
  readonly bell: Span | undefined;
  /** The last growth of SND.NXT: the number rolls on and the growth rises from the pier. */
  readonly grew: Growth | undefined;
  /** The application behind the socket: it sleeps, or is being restarted with a coffee. */
  readonly application: 'awake' | 'asleep' | 'restarting';
  /** When the order's slip blew off the pier: the customer left, and the socket stays. */
  readonly blownAt: Milliseconds | undefined;
  /** How long a half-open caller may still wait at anchor, and since when it does. */
  readonly waits: Span | undefined;
  readonly selected: boolean;
  /** True while a stack sails this socket in view. */
  readonly piloted: boolean;
}

/** A lighthouse's lamp on one port of this harbour. A client's harbour has none. */
export interface LampModel {
  readonly port: number;
  readonly lit: boolean;
}

/**
 * A boat that this seat can see.
 * `leaving` sails out of the harbour and fades into the fog; `arriving` comes out of the fog to its pier;
 * `towed-home` left, was refused and is brought back by a tug, all within its span.
 */
export interface BoatModel {
  /** Stable from the first picture of this boat to its last, also when the server's word replaces the page's guess. */
  readonly id: string;
  readonly key: ConnectionKey;
  readonly phase: 'leaving' | 'arriving' | 'towed-home';
  readonly flags: Flags;
  readonly seq: number;
  readonly ack: number;
  /** 0 to 3. */
  readonly crates: number;
  readonly span: Span;
  /** Whose hand sent it; an arriving boat is always the partner's. */
  readonly by: 'player' | 'pilot' | 'partner';
  /** Towed home: which part of it was wrong, so that the gull lifts that flag off or the number rolls. */
  readonly wrong: 'flags' | 'seq' | 'ack' | 'data' | 'state' | undefined;
  /** Where flags were wrong: those that the gull takes; all that fly where it is undefined. */
  readonly wrongFlags: Flags | undefined;
  /** Where seq or ack was wrong: the number that the plate rolls on to; it stays where it is undefined. */
  readonly right: number | undefined;
}

/** A red flare over the water: an RST left or came. */
export interface FlareModel {
  readonly id: string;
  readonly key: ConnectionKey;
  readonly direction: 'out' | 'in';
  readonly span: Span;
}

/** Flags and crates on the mast of the boat that is being made ready at the selected pier. */
export interface DraftModel {
  readonly flags: Flags;
  readonly crates: number;
}

/** A chain across the mouth of this harbour: a firewall that stops boats of one socket. */
export interface WallModel {
  readonly id: string;
  readonly key: ConnectionKey;
  readonly stops: 'FIN' | 'ACK' | 'all';
  /** Which way it lets nothing through. */
  readonly way: 'in' | 'out' | 'both';
  readonly from: Milliseconds;
  /** Undefined: for good. */
  readonly until: Milliseconds | undefined;
}

/** All that the picture of the strait shows. It is plain data: the scene draws it and knows no rule. */
export interface StraitModel {
  readonly side: Side;
  readonly clock: GameClock;
  /** How long a boat needs from one harbour to the other. */
  readonly crossing: Milliseconds;
  readonly piers: readonly PierModel[];
  readonly lamps: readonly LampModel[];
  readonly boats: readonly BoatModel[];
  readonly flares: readonly FlareModel[];
  readonly walls: readonly WallModel[];
  /** While this harbour's host is starting again after a crash: no lamp, no window, nothing in or out. */
  readonly dark: Span | undefined;
  /** While the listener answers with SYN cookies. */
  readonly cookies: Span | undefined;
  /** Coffees that are left to wake applications with. */
  readonly coffees: number;
  /** Places of the listener's queue, each a buoy; 0 at a client's harbour. */
  readonly queue: number;
  /** Orders in a row that this seat brought to their goal without a loss of points: a lantern each. */
  readonly streak: number;
  readonly draft: DraftModel;
  readonly mood: Mood;
  /** Plain water and bright edges, by the system's or the player's own setting. */
  readonly highContrast: boolean;
  /** Fades instead of flights, by the system's or the player's own setting. */
  readonly reducedMotion: boolean;
}

/** What a hand on the water asks for. Each has a button beside the strait that does the same. */
export interface StraitGestures {
  selectSocket(key: ConnectionKey): void;
  toggleFlag(flag: keyof Flags): void;
  send(): void;
}

/** A picture that was mounted, to be taken away again. */
export interface MountedStrait {
  destroy(): void;
}

/**
 * Mounts the picture into `element`, which has a width and a height of its own, and redraws it as `model` changes.
 * `client/src/scenes/strait.ts` exports one as `mountStrait`.
 */
export type MountStrait = (
  element: HTMLElement,
  model: ReadonlySignal<StraitModel>,
  gestures: StraitGestures,
) => MountedStrait;
