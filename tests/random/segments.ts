// Segments as nobody in their right mind would send them, and as somebody might try to.
import type { Connection } from '@syn-or-swim/shared/tcp/connection.ts';
import type { Segment } from '@syn-or-swim/shared/tcp/segment.ts';
import { type SequenceNumber, sequenceAdd, sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import type { Dice } from './dice.ts';

/** Numbers that mean something to `connection`. */
function numbersOf(connection: Connection): readonly [SequenceNumber, ...SequenceNumber[]] {
  if (!('snd' in connection)) return [sequenceNumber(0)];
  const { iss, una, nxt } = connection.snd;
  if (!('rcv' in connection)) return [iss, una, nxt];
  const { rcv } = connection;
  return [iss, una, nxt, rcv.irs, rcv.nxt, sequenceAdd(rcv.nxt, rcv.wnd)];
}

/** Mostly one of the connection's own numbers, or close by; now and then any number at all. */
function number(connection: Connection, dice: Dice): SequenceNumber {
  const known = dice.oneOf(numbersOf(connection));
  if (dice.percent(55)) return known;
  if (dice.percent(70)) return sequenceAdd(known, dice.below(7) - 3);
  if (dice.percent(60)) return sequenceAdd(known, dice.below(4000) - 2000);
  return sequenceNumber(dice.below(4_294_967_296));
}

/** A segment with numbers near those that `connection` knows, and flags as they fall. */
export function forgedSegment(connection: Connection, dice: Dice): Segment {
  const ack = dice.percent(80);
  const flags = { syn: dice.percent(20), ack, fin: dice.percent(25), rst: dice.percent(12) };
  return {
    seq: number(connection, dice),
    ack: ack ? number(connection, dice) : sequenceNumber(0),
    flags,
    dataLength: dice.percent(60) ? 0 : dice.oneOf([1, 2, 100, 300, dice.below(3000)]),
    window: dice.oneOf([0, 1, 100, 8000, dice.below(65_536)]),
  };
}

/** What somebody might build by hand for `connection` to send: right in most parts, mostly. */
export function attemptedSegment(connection: Connection, dice: Dice): Segment {
  const forged = forgedSegment(connection, dice);
  if (!('rcv' in connection)) return forged;
  const { snd, rcv } = connection;
  return {
    seq: dice.percent(75) ? dice.oneOf([snd.nxt, snd.una]) : forged.seq,
    ack: forged.flags.ack ? (dice.percent(90) ? rcv.nxt : forged.ack) : sequenceNumber(0),
    flags: { ...forged.flags, syn: dice.percent(8), rst: dice.percent(2) },
    dataLength: forged.dataLength,
    window: rcv.wnd,
  };
}
