// Octets that arrive: in order, out of order (SHLD-31), unread, handed to the user; and RCV.WND (§3.8.6.2.2).
import type { HeldOctets, ReceiveSequence } from './connection.ts';
import type { TcpEffect } from './events.ts';
import type { Profile } from './profile.ts';
import {
  type SequenceNumber,
  sequenceAdd,
  sequenceDifference,
  sequenceLater,
  sequenceLess,
  sequenceLessOrEqual,
} from './sequence-number.ts';

/** Receive sequence after a SYN with `irs`. */
export function initialReceive(irs: SequenceNumber, wanted: number, profile: Profile): ReceiveSequence {
  return {
    irs,
    nxt: sequenceAdd(irs, 1),
    wnd: profile.receiveWindow,
    unread: 0,
    wanted,
    held: [],
    heldFin: null,
  };
}

/** `held` with the octets `from` up to `to` added; neighbours are joined. */
export function holding(
  held: readonly HeldOctets[],
  from: SequenceNumber,
  to: SequenceNumber,
): readonly HeldOctets[] {
  if (from === to) return held;
  let joined: HeldOctets = { from, to };
  const apart: HeldOctets[] = [];
  for (const other of held) {
    if (sequenceLess(other.to, joined.from) || sequenceLess(joined.to, other.from)) {
      apart.push(other);
    } else {
      const start = sequenceLess(other.from, joined.from) ? other.from : joined.from;
      joined = { from: start, to: sequenceLater(other.to, joined.to) };
    }
  }
  const index = apart.findIndex((other) => sequenceLess(joined.from, other.from));
  return apart.toSpliced(index === -1 ? apart.length : index, 0, joined);
}

/** RCV.NXT moved over all held octets that now follow in order, and what is still held. */
function absorbed(rcv: ReceiveSequence): {
  readonly nxt: SequenceNumber;
  readonly held: readonly HeldOctets[];
} {
  let { nxt } = rcv;
  let consumed = 0;
  for (const octets of rcv.held) {
    if (sequenceLess(nxt, octets.from)) break;
    nxt = sequenceLater(nxt, octets.to);
    consumed += 1;
  }
  return { nxt, held: consumed === 0 ? rcv.held : rcv.held.slice(consumed) };
}

/**
 * RCV.WND when `unread` octets stand in the buffer. The right edge never moves back (SHLD-14), and moves on
 * only by a worthwhile step (MUST-39: half the buffer or a segment).
 */
function windowFor(unread: number, keptEdge: number, profile: Profile): number {
  const free = profile.receiveWindow - unread;
  const step = Math.min(profile.mss, profile.receiveWindow / 2);
  return free - keptEdge >= step || profile.receivesAtOnce ? Math.max(free, keptEdge) : keptEdge;
}

/** A receive sequence, with what of it the user was handed. */
export interface Received {
  readonly rcv: ReceiveSequence;
  readonly effects: readonly TcpEffect[];
}

/** `rcv` after RCV.NXT moved over everything held in order; the user gets what RECEIVE calls ask for. */
export function advanced(rcv: ReceiveSequence, profile: Profile): Received {
  const { nxt, held } = absorbed(rcv);
  const octets = sequenceDifference(nxt, rcv.nxt);
  if (octets === 0) return { rcv: held === rcv.held ? rcv : { ...rcv, held }, effects: [] };
  const unread = rcv.unread + octets;
  return handedOver({ ...rcv, nxt, held, unread, wnd: Math.max(0, rcv.wnd - octets) }, profile);
}

/** `rcv` after `octets` arrived at RCV.NXT, within the window and with nothing held. */
export function takenInOrder(rcv: ReceiveSequence, octets: number, profile: Profile): Received {
  const nxt = sequenceAdd(rcv.nxt, octets);
  return handedOver({ ...rcv, nxt, unread: rcv.unread + octets, wnd: rcv.wnd - octets }, profile);
}

/**
 * `rcv` after the user took as much as RECEIVE calls ask for (all of it where one is always outstanding).
 * `textEnd`: after the last octet in order, one less than RCV.NXT where the FIN has been taken.
 */
export function handedOver(rcv: ReceiveSequence, profile: Profile, textEnd = rcv.nxt): Received {
  const octets = profile.receivesAtOnce ? rcv.unread : Math.min(rcv.unread, rcv.wanted);
  const unread = rcv.unread - octets;
  const wanted = profile.receivesAtOnce ? rcv.wanted : rcv.wanted - octets;
  const wnd = windowFor(unread, rcv.wnd, profile);
  const next = { ...rcv, unread, wanted, wnd };
  if (octets === 0) return { rcv: next, effects: [] };
  const from = sequenceAdd(textEnd, -rcv.unread);
  return { rcv: next, effects: [{ kind: 'delivered', from, octets }] };
}

/** The part of octets `from` up to `to` that lies at or beyond RCV.NXT and within the window. */
export function withinWindow(
  rcv: ReceiveSequence,
  from: SequenceNumber,
  to: SequenceNumber,
): { readonly from: SequenceNumber; readonly to: SequenceNumber } | undefined {
  const edge = sequenceAdd(rcv.nxt, rcv.wnd);
  const start = sequenceLater(from, rcv.nxt);
  const end = sequenceLess(edge, to) ? edge : to;
  return sequenceLessOrEqual(end, start) ? undefined : { from: start, to: end };
}
