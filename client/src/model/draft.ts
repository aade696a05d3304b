// The boat that a hand makes ready: flags and crates, and the numbers as the seat's grade has them.
import { gradeOf } from '@syn-or-swim/shared/game/grade.ts';
import type { Assistance, Level } from '@syn-or-swim/shared/game/level.ts';
import { mateChoices } from '@syn-or-swim/shared/game/mate-choices.ts';
import { type Bench, composeToken } from '@syn-or-swim/shared/game/referee.ts';
import { CRATES_MAX, type Token } from '@syn-or-swim/shared/game/token.ts';
import type { SeatView } from '@syn-or-swim/shared/game/view.ts';
import type { Flags, Segment } from '@syn-or-swim/shared/tcp/segment.ts';
import { type SequenceNumber, sequenceAdd, sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { benchOf, type RefereeScene } from './local-referee.ts';
import type { SocketEntry } from './socket-entries.ts';

/** The two numbers on a plate. */
export type PlateField = 'seq' | 'ack';

/** What a player has chosen for the next boat. */
export interface Draft {
  readonly flags: Flags;
  /** 0 to 3. */
  readonly crates: number;
  /** Where the client's next SYN knocks; undefined while the player has not chosen. */
  readonly port: number | undefined;
  /** The numbers that Mate chose or Captain wrote; undefined while there are none. Cadet's are filled in. */
  readonly numbers: Readonly<Record<PlateField, SequenceNumber | undefined>>;
}

/** A mast without flags. */
export const NO_FLAGS: Flags = { syn: false, ack: false, fin: false, rst: false };

/** A plate without numbers. */
export const NO_NUMBERS: Draft['numbers'] = { seq: undefined, ack: undefined };

/** A boat without flags or crates. */
export const EMPTY_DRAFT: Draft = { flags: NO_FLAGS, crates: 0, port: undefined, numbers: NO_NUMBERS };

/** True while no flag flies and no crate is loaded. */
export function isBare({ flags, crates }: Pick<Draft, 'flags' | 'crates'>): boolean {
  return crates === 0 && !Object.values(flags).includes(true);
}

/** `crates` as many as a boat carries; none where it is no number. */
export function loadedCrates(crates: number): number {
  return Number.isNaN(crates) ? 0 : Math.min(CRATES_MAX, Math.max(0, Math.floor(crates)));
}

/** The port on which a SYN knocks: the player's choice, or the only one there is. */
export function portOfDraft(draft: Draft, level: Level): number | undefined {
  return draft.port ?? (level.ports.length === 1 ? level.ports[0] : undefined);
}

/** How the numbers at one row come about, and whether that is one grade more help than the level gives. */
export interface Help {
  readonly grade: Assistance;
  readonly dropped: boolean;
}

/** The help that this seat has on the order of `clientPort`. */
export function helpAt(view: SeatView, level: Level, clientPort: number): Help {
  const order = view.orders.find((other) => other.clientPort === clientPort);
  const dropped = order?.dropped ?? false;
  return { dropped, grade: gradeOf(level, { dropped }) };
}

/** The key under which a token of this row sails: the client's unopened socket takes the port of the draft. */
function keyOfDraft(entry: SocketEntry, draft: Draft, scene: RefereeScene): Token['key'] {
  const serverPort = portOfDraft(draft, scene.level);
  const opens = scene.view.side === 'client' && entry.socket !== undefined && entry.state === 'CLOSED';
  return opens && serverPort !== undefined ? { clientPort: entry.key.clientPort, serverPort } : entry.key;
}

/** A boat as it lies ready, with what the hand may still choose. */
export interface ReadyBoat extends Help {
  /** Numbers that were not chosen yet are those that this end would write. */
  readonly token: Token;
  /** Mate's numbers to choose among; empty in other grades, and while the mast is bare. */
  readonly choices: Readonly<Record<PlateField, readonly SequenceNumber[]>>;
  /** The number that stands in each field; undefined while the hand has not given one. */
  readonly shown: Readonly<Record<PlateField, SequenceNumber | undefined>>;
  /** The first field that still lacks its number. */
  readonly lacks: PlateField | undefined;
}

/**
 * Whether this end can write the number of `field` at all: seq from a connection or the ISN of the next one, ack once
 * it has heard its peer, both of an RST that is owed here. A socket that is CLOSED for good has neither.
 */
function knows(field: PlateField, bench: Bench, { rst }: Flags): boolean {
  const { connection, key, resets, nextIss } = bench;
  const owed = resets.some(
    (reset) => reset.key.clientPort === key.clientPort && reset.key.serverPort === key.serverPort,
  );
  if (owed && rst) return true;
  return field === 'seq' ? 'snd' in connection || nextIss !== undefined : 'rcv' in connection;
}

/** The boat that `draft` makes at `entry` with the help that the seat has there. */
export function readyBoat(entry: SocketEntry, draft: Draft, scene: RefereeScene): ReadyBoat {
  const { flags, crates, numbers } = draft;
  const bench = benchOf(entry, keyOfDraft(entry, draft, scene), scene);
  const help = helpAt(scene.view, scene.level, entry.key.clientPort);
  const composed = composeToken(bench, flags, crates);
  const none = { seq: [], ack: [] };
  if (help.grade === 'cadet') {
    const filled = (field: PlateField) => (knows(field, bench, flags) ? composed[field] : undefined);
    const shown = { seq: filled('seq'), ack: flags.ack ? filled('ack') : undefined };
    return { ...help, token: composed, choices: none, shown, lacks: undefined };
  }
  const offered = help.grade === 'mate' && !isBare(draft) ? mateChoices(bench, flags, crates) : none;
  const choices = {
    seq: offered.seq.map(({ value }) => value),
    ack: offered.ack.map(({ value }) => value),
  };
  const given = (field: PlateField): SequenceNumber | undefined => {
    const number = numbers[field];
    if (help.grade === 'captain') return number;
    return number !== undefined && choices[field].includes(number) ? number : undefined;
  };
  const shown = { seq: given('seq'), ack: flags.ack ? given('ack') : undefined };
  const lacksAck = flags.ack && shown.ack === undefined ? 'ack' : undefined;
  return {
    ...help,
    choices,
    shown,
    token: { ...composed, seq: shown.seq ?? composed.seq, ack: shown.ack ?? composed.ack },
    lacks: shown.seq === undefined ? 'seq' : lacksAck,
  };
}

/** The last boat that left from `entry`, a pilot's too, as long as its connection lives and the view remembers it. */
export function lastSent(entry: SocketEntry, view: SeatView | undefined): Segment | undefined {
  if (entry.state === 'CLOSED') return undefined;
  const { clientPort } = entry.key;
  return view?.departures.findLast(({ key }) => key.clientPort === clientPort)?.segment;
}

/**
 * The numbers with which Captain's plate begins at `entry`: those of the last boat that left there. Before the first
 * one seq is the ISS, and ack the number on the plate that came last.
 */
export function startingNumbers(entry: SocketEntry, view: SeatView | undefined): Draft['numbers'] {
  const last = lastSent(entry, view);
  const came = view?.arrivals.findLast(({ key }) => key.clientPort === entry.key.clientPort)?.segment;
  const iss = 'snd' in entry.connection ? entry.connection.snd.iss : entry.socket?.nextIss;
  return { seq: last?.seq ?? iss, ack: last?.flags.ack === true ? last.ack : came?.seq };
}

/** `number` moved on by `by`; from an empty field it counts from 0. */
export function stepped(number: SequenceNumber | undefined, by: number): SequenceNumber {
  return sequenceAdd(number ?? sequenceNumber(0), by);
}
