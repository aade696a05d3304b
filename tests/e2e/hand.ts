// Plays one harbour as somebody does who knows TCP: from what the page says, and from what this hand remembers to
// have sent and heard. It knows nothing of the match, the seed or the weather.
import type { ArrivalRow, Sight, SlipRow, SocketRow } from './play-reader.ts';

/** A flag by the name on its button. */
export type FlagName = 'SYN' | 'ACK' | 'FIN' | 'RST';

/** What a hand does next. */
export type Move =
  | { readonly kind: 'choose'; readonly row: SocketRow }
  | { readonly kind: 'listen'; readonly port: number }
  | { readonly kind: 'tell-port'; readonly port: number }
  | { readonly kind: 'ask'; readonly ship: string }
  | { readonly kind: 'tell'; readonly ship: string }
  | { readonly kind: 'guess' }
  /** Says that this end closes first, or when both close. */
  | { readonly kind: 'agree'; readonly slip: SlipRow }
  | { readonly kind: 'send'; readonly row: SocketRow; readonly boat: Boat };

/** A boat as a hand builds it; its numbers follow from what this hand remembers, and Cadet fills them in. */
export interface Boat {
  readonly flags: readonly FlagName[];
  readonly crates: number;
  /** Where a SYN knocks, if there is a choice. */
  readonly port?: number;
  /** Where it is sent again: the number that was on its plate, or the oldest that nobody has acknowledged. */
  readonly repeats?: number | 'oldest';
}

interface SentBoat extends Boat {
  /** The number after its last octet, SYN and FIN counted. */
  readonly end: number;
}

/** What a hand remembers of one ship. */
interface Notes {
  sent: SentBoat[];
  /** Numbers of the crates that came, so that the same crate counts once. */
  readonly cargo: Map<number, number>;
  /** The partner's ISN, and what its boats have taken of the numbers behind it, by the number on the plate. */
  irs: number | undefined;
  readonly taken: Map<number, number>;
  /** The number furthest on that the partner has acknowledged. */
  acked: number | undefined;
}

/** The memory of one hand. */
export interface Memory {
  readonly ships: Map<string, Notes>;
  readonly asked: Set<string>;
  readonly told: Set<string>;
  readonly agreed: Set<string>;
  portTold: boolean;
  /** Whether this hand asks for its part: a person tells it unasked, a stack does not. */
  readonly asks: boolean;
}

/** A hand that has just sat down. */
export function freshMemory(asks = false): Memory {
  return { ships: new Map(), asked: new Set(), told: new Set(), agreed: new Set(), portTold: false, asks };
}

function notesOf(memory: Memory, label: string): Notes {
  const known = memory.ships.get(label);
  if (known !== undefined) return known;
  const fresh: Notes = { sent: [], cargo: new Map(), acked: undefined, irs: undefined, taken: new Map() };
  memory.ships.set(label, fresh);
  return fresh;
}

/** `a` lies behind `b` in the sequence space of 32 bits, which wraps. */
function isBefore(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}

/** Numbers that a boat takes: its octets, and one for SYN and for FIN. */
function spaceOf(flags: readonly string[], crates: number): number {
  return 100 * crates + flags.filter((flag) => flag === 'SYN' || flag === 'FIN').length;
}

/** Another ISN is another connection: what came before belongs to the old one. */
function beginAnew(notes: Notes, irs: number): void {
  notes.irs = irs;
  notes.acked = undefined;
  notes.cargo.clear();
  notes.taken.clear();
}

/** Notes all that has come, oldest first; the page lists the newest first. */
function remember(memory: Memory, arrivals: readonly ArrivalRow[]): void {
  for (const { label, flags, seq, ack, crates } of arrivals.toReversed()) {
    const notes = notesOf(memory, label);
    const flown = flags.split('+');
    if (flown.includes('SYN') && notes.irs !== seq) beginAnew(notes, seq);
    if (ack !== undefined && (notes.acked === undefined || isBefore(notes.acked, ack))) notes.acked = ack;
    if (crates > 0) notes.cargo.set(seq, crates);
    const space = spaceOf(flown, crates);
    if (space > 0) notes.taken.set(seq, Math.max(space, notes.taken.get(seq) ?? 0));
  }
}

/** The next number wanted of the partner: behind all that came without a gap. */
function nextWanted({ irs, taken }: Notes): number | undefined {
  if (irs === undefined) return undefined;
  let next = irs;
  for (let space = taken.get(next); space !== undefined; space = taken.get(next)) next = (next + space) >>> 0;
  return next;
}

/** The numbers that belong on the plate of `boat`, as this hand remembers its connection; `isn` is its own. */
export function numbersOf(
  memory: Memory,
  { label }: SocketRow,
  boat: Boat,
  isn: number | undefined,
): { readonly seq: number | undefined; readonly ack: number | undefined } {
  const notes = notesOf(memory, label);
  const ack = boat.flags.includes('ACK') ? nextWanted(notes) : undefined;
  if (boat.repeats === 'oldest') return { seq: undefined, ack };
  if (boat.repeats !== undefined) return { seq: boat.repeats, ack };
  return { seq: notes.sent.at(-1)?.end ?? isn, ack };
}

/** Notes that `boat` left with the number `seq` on its plate. */
export function noteSent(memory: Memory, label: string, boat: Boat, seq: number): void {
  const notes = notesOf(memory, label);
  const end = (seq + spaceOf(boat.flags, boat.crates)) >>> 0;
  if (end === seq || notes.sent.some((other) => other.end === end)) return;
  notes.sent.push({ ...boat, end });
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);

/** The flags of what is outstanding in `state`, where this hand did not send it: a pilot or the night shift did. */
function oldestOf(state: string): readonly FlagName[] {
  if (state === 'SYN_SENT') return ['SYN'];
  return state === 'SYN_RECEIVED' ? ['SYN', 'ACK'] : ['FIN', 'ACK'];
}

/** The oldest boat that nobody has acknowledged: what the bell asks for. */
function repeatOf(row: SocketRow, notes: Notes): Boat {
  const { acked } = notes;
  const front = notes.sent.find(({ end }) => acked === undefined || isBefore(acked, end));
  if (front === undefined) return { flags: oldestOf(row.state), crates: 0, repeats: 'oldest' };
  const { flags, crates, end } = front;
  return { flags, crates, repeats: (end - spaceOf(flags, crates)) >>> 0 };
}

function resetFor(arrivals: readonly ArrivalRow[]): Boat {
  const stranger = arrivals.find(({ after }) => after === 'CLOSED' || after === 'LISTEN');
  return { flags: stranger?.ack === undefined ? ['RST', 'ACK'] : ['RST'], crates: 0 };
}

/** The most crates that one boat takes. */
const CRATES_A_BOAT = 3;

/** What `row` owes, as RFC 9293 says. */
function payment(row: SocketRow, sight: Sight, notes: Notes): Boat | undefined {
  if (row.remark === 'reset') return resetFor(sight.arrivals);
  if (row.remark === 'bell') return repeatOf(row, notes);
  if (row.remark !== 'owes') return undefined;
  return { flags: row.state === 'SYN_RECEIVED' ? ['SYN', 'ACK'] : ['ACK'], crates: 0 };
}

/** The call that the order asks of this end, as far as it was told. */
function call(row: SocketRow, slip: SlipRow, notes: Notes): Boat | undefined {
  const mayCall = row.remark === undefined && ['ESTABLISHED', 'CLOSE_WAIT'].includes(row.state);
  if (!mayCall || slip.ownCrates === undefined) return undefined;
  const afterFin = row.state === 'CLOSE_WAIT' ? slip.ownCratesAfterFin : 0;
  const left = slip.ownCrates + afterFin - sum(notes.sent.map(({ crates }) => crates));
  if (left > 0) return { flags: ['ACK'], crates: Math.min(left, CRATES_A_BOAT) };
  const cargoCame = sum(notes.cargo.values()) >= slip.partnerCrates;
  const mine = slip.closing === 'both-at-once' ? slip.closesNow : slip.closesFirst === 'me';
  const closes = row.state === 'CLOSE_WAIT' || (mine && cargoCame);
  return closes ? { flags: ['FIN', 'ACK'], crates: 0 } : undefined;
}

/** A socket that nobody's slip tells of, which waits for nothing but its application's close(). */
function leftBehind({ state, remark }: SocketRow): Boat | undefined {
  return state === 'CLOSE_WAIT' && remark === 'nightShift' ? { flags: ['FIN', 'ACK'], crates: 0 } : undefined;
}

/** What can be done for the customer who waits behind `row`. Ports to choose from show once the row is chosen. */
function opening(row: SocketRow, sight: Sight, memory: Memory): Move | undefined {
  if (row.remark !== 'notOpen') return undefined;
  // After a reset or a crash the order begins anew, with another ISN.
  memory.ships.delete(row.label);
  if (!row.chosen) return { kind: 'choose', row };
  const flags: readonly FlagName[] = ['SYN'];
  if (sight.ports.length === 0) return { kind: 'send', row, boat: { flags, crates: 0 } };
  if (sight.toldPort === undefined) return askOnce(row.label, memory);
  return { kind: 'send', row, boat: { flags, crates: 0, port: sight.toldPort } };
}

function askOnce(ship: string, memory: Memory): Move | undefined {
  if (memory.asked.has(ship)) return undefined;
  memory.asked.add(ship);
  return { kind: 'ask', ship };
}

function talk(sight: Sight, memory: Memory): Move | undefined {
  const { lamp } = sight;
  if (lamp !== undefined && !lamp.burns) return { kind: 'listen', port: lamp.port };
  if (lamp !== undefined && !memory.portTold) {
    memory.portTold = true;
    return { kind: 'tell-port', port: lamp.port };
  }
  return undefined;
}

/** Where the slips leave the closing to the pair, this hand makes a proposal, once. */
function propose({ slips }: Sight, { agreed }: Memory): Move | undefined {
  const open = slips.find(({ ship, closing }) => closing !== undefined && !agreed.has(ship));
  if (open === undefined) return undefined;
  agreed.add(open.ship);
  return { kind: 'agree', slip: open };
}

/** Half-slips are told as soon as they come; whoever was not told asks. */
function agree(sight: Sight, memory: Memory, withCargo: boolean): Move | undefined {
  if (!withCargo) return undefined;
  const untold = sight.slips.find(({ ship }) => !memory.told.has(ship));
  if (untold === undefined) return undefined;
  memory.told.add(untold.ship);
  return { kind: 'tell', ship: untold.ship };
}

/**
 * The next move of this hand; undefined where it can only wait. `withCargo` says whether the briefing spoke of crates
 * and closing, so that there is something to agree on.
 */
export function nextMove(sight: Sight, memory: Memory, withCargo: boolean): Move | undefined {
  remember(memory, sight.arrivals);
  if (sight.guess) return { kind: 'guess' };
  const words = talk(sight, memory) ?? agree(sight, memory, withCargo) ?? propose(sight, memory);
  if (words !== undefined) return words;
  for (const row of sight.rows) {
    const boat = payment(row, sight, notesOf(memory, row.label));
    if (boat !== undefined) return { kind: 'send', row, boat };
  }
  for (const row of sight.rows) {
    const open = opening(row, sight, memory);
    if (open !== undefined) return open;
    const slip = sight.slips.find(({ ship }) => ship === row.label);
    const asks = memory.asks && withCargo && row.state === 'ESTABLISHED' && slip?.ownCrates === undefined;
    const question = slip !== undefined && asks ? askOnce(row.label, memory) : undefined;
    if (question !== undefined) return question;
    const boat = slip === undefined ? leftBehind(row) : call(row, slip, notesOf(memory, row.label));
    if (boat !== undefined) return { kind: 'send', row, boat };
  }
  return undefined;
}
