import { describe, expect, it } from 'vitest';
import { CROSSING_BOATS, ECHOES, MAN_OVERBOARD } from '../levels/catalog.ts';
import type { Refusal } from '../tcp/may-send.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import { connectionIn } from '../tcp/testing/connection-in.ts';
import { unopenedSocket } from './harbour.ts';
import type { Level } from './level.ts';
import { profileOf } from './profile-of-level.ts';
import { freshSeat, type SeatState, withArrival } from './seat-state.ts';
import { shownMisconception } from './shown-misconception.ts';
import type { Token } from './token.ts';
import type { Arrival } from './view.ts';

const KEY = { clientPort: 50_000, serverPort: 80 };
const ZERO = sequenceNumber(0);

function token(flags: Partial<Token['flags']>): Token {
  const none = { syn: false, ack: false, fin: false, rst: false };
  return { key: KEY, flags: { ...none, ...flags }, seq: ZERO, ack: ZERO, crates: 0 };
}

function refusal(reason: Refusal['reason'], misconception: Refusal['misconception']): Refusal {
  return { reason, field: 'state', section: '3.5', misconception, right: undefined };
}

const EMPTY = freshSeat({ side: 'client', listening: [], sockets: [], resets: [] }, undefined);

/** A seat into which a boat came that turned its socket from one state to another. */
function seatAfter(
  flags: Partial<Token['flags']>,
  before: Arrival['before'],
  after: Arrival['after'],
): SeatState {
  const segment = { ...token(flags), dataLength: 0, window: 0 };
  return withArrival(EMPTY, { at: 0, key: KEY, segment, before, after });
}

describe('a refused token is recorded under the belief behind it', () => {
  const none = refusal('no-connection', 'M18');

  it.each<[string, Level, SeatState, Token, Refusal, string]>([
    ['before any handshake', ECHOES, EMPTY, token({ ack: true }), none, 'M18'],
    ['after a crash', MAN_OVERBOARD, EMPTY, token({ ack: true }), none, 'M29'],
    [
      'on an RST',
      ECHOES,
      seatAfter({ rst: true }, 'ESTABLISHED', 'CLOSED'),
      token({ ack: true }),
      none,
      'M24',
    ],
    [
      'by RST on an RST',
      MAN_OVERBOARD,
      seatAfter({ rst: true }, 'CLOSED', 'CLOSED'),
      token({ rst: true }),
      none,
      'M24',
    ],
    [
      'after LAST_ACK',
      ECHOES,
      seatAfter({ ack: true }, 'LAST_ACK', 'CLOSED'),
      token({ ack: true }),
      none,
      'M35',
    ],
    ['SYN once more', ECHOES, EMPTY, token({ syn: true }), refusal('syn-after-open', 'M29'), 'M20'],
    [
      'SYN where hosts crash',
      MAN_OVERBOARD,
      EMPTY,
      token({ syn: true }),
      refusal('syn-after-open', 'M29'),
      'M29',
    ],
    ['any other', ECHOES, EMPTY, token({ ack: true }), refusal('ack-wrong', 'M11'), 'M11'],
  ])('%s', (_when, level, seat, sent, refused, shown) => {
    expect(shownMisconception(level, seat, sent, refused)).toBe(shown);
  });

  it('RST in CLOSING is panic', () => {
    const connection = connectionIn('CLOSING', profileOf(CROSSING_BOATS));
    const socket = { ...unopenedSocket(KEY, undefined, 0), connection };
    const seat = { ...EMPTY, harbour: { ...EMPTY.harbour, sockets: [socket] } };
    const refused = refusal('reset-not-owed', 'M09');
    expect(shownMisconception(CROSSING_BOATS, seat, token({ rst: true }), refused)).toBe('M22');
    expect(shownMisconception(CROSSING_BOATS, EMPTY, token({ rst: true }), refused)).toBe('M09');
  });
});
