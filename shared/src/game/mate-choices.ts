// Mate's numbers: seq and ack are chosen among a few, the usual mistakes among them (rules.md section 2). A function
// of what the seat itself sees, so that server, browser and replay offer the same numbers in the same order.
import { present } from '../kernel/assert.ts';
import { keyedHash, permuted } from '../kernel/hash.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import type { Flags } from '../tcp/segment.ts';
import {
  type SequenceNumber,
  sequenceAdd,
  sequenceDifference,
  sequenceNumber,
} from '../tcp/sequence-number.ts';
import { type Bench, composeToken, findOn } from './referee.ts';
import { CRATE_OCTETS, type Token } from './token.ts';

/** One number that Mate offers. */
export interface NumberChoice {
  readonly value: SequenceNumber;
  /** What choosing it shows: undefined where it fits these flags and crates; M31 where it is a hasty repeat. */
  readonly misconception: MisconceptionId | undefined;
}

/** Mate's numbers for one token: four each, all different. `ack` is empty where the ACK flag does not fly. */
export interface MateChoices {
  readonly seq: readonly NumberChoice[];
  readonly ack: readonly NumberChoice[];
}

type Field = 'seq' | 'ack';

/** A number that somebody might write, and the belief behind it. */
interface Guess {
  readonly value: SequenceNumber;
  readonly shows: MisconceptionId;
}

/** What offering numbers for one field needs: the token with the right ones, and the key of the order. */
interface Offer {
  readonly bench: Bench;
  readonly right: Token;
  readonly field: Field;
  readonly key: number;
}

/** `from` + 1 + one for each crate behind it: octets counted as segments. */
function segmentsCounted(from: SequenceNumber, octets: number): Guess {
  return { value: sequenceAdd(from, 1 + Math.ceil(octets / CRATE_OCTETS)), shows: 'M17' };
}

/** Numbers at which ack is looked for by mistake. */
function strangeAcks({ bench, right, key }: Offer): readonly Guess[] {
  const { connection } = bench;
  const guesses: Guess[] = [];
  if ('snd' in connection) guesses.push({ value: connection.snd.nxt, shows: 'M17' });
  if ('rcv' in connection) {
    const { irs, nxt } = connection.rcv;
    const octets = sequenceDifference(nxt, irs) - 1;
    if (octets >= CRATE_OCTETS) {
      guesses.push(segmentsCounted(irs, octets));
      // The number on the crate that came, not the one behind its last octet.
      guesses.push({ value: sequenceAdd(nxt, -CRATE_OCTETS), shows: 'M11' });
    }
  }
  return [...permuted(guesses, key, 'ack'), { value: sequenceAdd(right.ack, CRATE_OCTETS), shows: 'M11' }];
}

/** Numbers at which seq is looked for by mistake. */
function strangeSeqs({ bench, right, key }: Offer): readonly Guess[] {
  const { connection } = bench;
  const last: Guess = { value: sequenceAdd(right.seq, CRATE_OCTETS), shows: 'M11' };
  if (!('snd' in connection)) return [{ value: sequenceNumber(0), shows: 'M17' }, last];
  const { iss, nxt } = connection.snd;
  const octets = sequenceDifference(nxt, iss) - 1;
  const guesses: Guess[] = [];
  if ('rcv' in connection) guesses.push({ value: connection.rcv.nxt, shows: 'M17' });
  if (octets >= CRATE_OCTETS) {
    guesses.push(segmentsCounted(iss, octets));
    guesses.push({ value: sequenceAdd(nxt, -CRATE_OCTETS), shows: 'M31' });
  }
  if (right.crates > 0) guesses.push({ value: sequenceAdd(nxt, right.crates), shows: 'M17' });
  if (guesses.length === 0) guesses.push({ value: sequenceNumber(0), shows: 'M17' });
  return [...permuted(guesses, key, 'seq'), last];
}

/** The other numbers with which these very flags and crates may leave now: a repeat beside a new one, an ABORT. */
function alsoFitting({ bench, right, field }: Offer): readonly SequenceNumber[] {
  const { connection } = bench;
  if (field === 'ack' || !('snd' in connection)) return [];
  const { una, nxt } = connection.snd;
  const drawn = 'reset' in connection && connection.reset !== null ? [connection.reset.segment.seq] : [];
  // Our FIN took the last number before SND.NXT.
  const places = right.flags.fin ? [una, nxt, sequenceAdd(nxt, -1)] : [una, nxt];
  return [...places, ...drawn].filter(
    (seq) => seq !== right.seq && findOn(bench, { ...right, seq }).kind === 'lawful',
  );
}

/** What the referee would say of the number, or the belief behind it where something else is wrong as well. */
function choiceOf({ bench, right, field }: Offer, { value, shows }: Guess): NumberChoice {
  if (value === right[field]) return { value, misconception: undefined };
  const finding = findOn(bench, { ...right, [field]: value });
  if (finding.kind === 'refused') {
    const { refusal } = finding;
    return { value, misconception: refusal.field === field ? refusal.misconception : shows };
  }
  return { value, misconception: finding.kind === 'lawful' && finding.hasty ? 'M31' : undefined };
}

/** One beside `value`, by the key: off by one either way is what people do, and a neighbour must not give it away. */
function neighbour(offer: Offer, value: SequenceNumber): Guess {
  const up = value === 0 || keyedHash(offer.key, 'neighbour', value) % 2 === 0;
  return { value: sequenceAdd(value, up ? 1 : -1), shows: up ? 'M13' : 'M11' };
}

/**
 * Two pairs of neighbours: the right number with one beside it, and a strange one with one beside it. Thus neither
 * lying in the middle nor having a neighbour betrays the right one.
 */
function offered(offer: Offer): readonly NumberChoice[] {
  const right: Guess = { value: offer.right[offer.field], shows: 'M17' };
  const pair = [right, neighbour(offer, right.value)];
  const fitting = alsoFitting(offer).map((value): Guess => ({ value, shows: 'M31' }));
  const strange = offer.field === 'ack' ? strangeAcks(offer) : strangeSeqs(offer);
  const fours = [...fitting, ...strange].map((guess) => {
    const beside = { ...neighbour(offer, guess.value), shows: guess.shows };
    return [...pair, guess, beside];
  });
  const four = fours.find((guesses) => new Set(guesses.map(({ value }) => value)).size === guesses.length);
  const choices = present(four, 'four different numbers').map((guess) => choiceOf(offer, guess));
  return permuted(choices, offer.key, 'order');
}

/** The key of one offer: what the seat sees of its own connection, so that nothing secret is needed for it. */
function keyOf({ key, connection, nextIss }: Bench, right: Token, field: Field): number {
  const { syn, ack, fin, rst } = right.flags;
  const own = 'snd' in connection ? connection.snd : { iss: nextIss ?? 0, nxt: 0 };
  const theirs = 'rcv' in connection ? connection.rcv.nxt : 0;
  return keyedHash(
    own.iss,
    'mate',
    field,
    key.clientPort,
    key.serverPort,
    own.nxt,
    theirs,
    Number(syn) + 2 * Number(ack) + 4 * Number(fin) + 8 * Number(rst),
    right.crates,
  );
}

/**
 * The numbers among which Mate lets a seat choose for `flags` and `crates`. Every number with which these flags and
 * crates pay what is owed, or make a call, is among them; the others are real misconceptions. The order does not
 * depend on which one is right.
 */
export function mateChoices(bench: Bench, flags: Flags, crates: number): MateChoices {
  const right = composeToken(bench, flags, crates);
  const offer = (field: Field): Offer => ({ bench, right, field, key: keyOf(bench, right, field) });
  return { seq: offered(offer('seq')), ack: flags.ack ? offered(offer('ack')) : [] };
}
