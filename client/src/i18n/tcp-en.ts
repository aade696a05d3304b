import type { HeldReason } from '@syn-or-swim/shared/game/verdict.ts';
import type { RefusalReason } from '@syn-or-swim/shared/tcp/may-send.ts';
import type { MisconceptionId } from '@syn-or-swim/shared/tcp/misconceptions.ts';

/** What was wrong, with the numbers that the referee compared; either is empty where it compared none. */
export interface Compared {
  readonly expected: string;
  readonly actual: string;
}

/** One wrong belief and the fact that mends it. */
export interface MisconceptionText {
  readonly belief: string;
  readonly fact: string;
}

/** What the referee says about TCP, in one language. */
export interface TcpTexts {
  readonly refusals: Readonly<Record<RefusalReason, (compared: Compared) => string>>;
  readonly held: Readonly<Record<HeldReason, string>>;
  readonly misconceptions: Readonly<Record<MisconceptionId, MisconceptionText>>;
}

const should = ({ expected, actual }: Compared): string => {
  if (expected === '') return '';
  return actual === '' ? ` It should be ${expected}.` : ` It should be ${expected}, not ${actual}.`;
};

export const tcpEn: TcpTexts = {
  refusals: {
    'no-connection': () =>
      'There is no connection here. CLOSED sends nothing by itself; only a SYN opens one.',
    listening: () => 'This port only listens. LISTEN waits for a SYN and sends nothing of its own.',
    'flags-contradict': () => 'These flags contradict each other: no TCP flies them together.',
    'syn-missing': () => 'Neither end knows the other’s numbers yet. A connection begins with SYN.',
    'handshake-first': () => 'The handshake comes first: this end has not sent its own SYN yet.',
    'syn-after-open': () => 'This connection is open already. SYN flies only while it opens.',
    'ack-missing': () => 'After the first SYN every boat flies ACK; only an RST may go without.',
    'ack-before-syn': () => 'Nothing has arrived yet, so there is nothing to acknowledge.',
    'ack-wrong': (compared) => `ack names the next number that you want.${should(compared)}`,
    'seq-wrong': (compared) => `seq goes on where your own last boat ended.${should(compared)}`,
    'data-with-handshake': () => 'In this game crates wait until the handshake is over.',
    'data-before-established': () => 'Crates may leave once this end is ESTABLISHED. It is not yet.',
    'data-after-fin': () => 'Your FIN said: no more crates from here. After it you may only acknowledge.',
    'data-not-called': () => 'The application has not handed over these octets.',
    'data-beyond-window': () => 'The partner has no room for so much: these octets lie beyond its window.',
    'data-too-long': () => 'One boat carries 3 crates at most: the MSS is 300 octets.',
    'data-with-reset': () => 'RST throws the connection away. It carries no crates here.',
    'fin-not-called': () => 'FIN leaves when the application calls close(). It has not.',
    'fin-before-data': () => 'FIN takes the number after the last crate. Some crates have not left yet.',
    'fin-again': () => 'Your FIN has been acknowledged. It is not sent again.',
    'reset-not-owed': () => 'Nothing that arrived asks for an RST with these numbers.',
  },
  held: {
    'crate-not-ordered': 'Legal TCP, but nobody ordered that crate. Ask your partner how many you send.',
    'fin-before-cargo': 'Legal TCP, but not all of your cargo has left. FIN would end your direction.',
    'close-out-of-turn': 'Legal TCP, but the slip says that the other side closes first. Ask your partner.',
    'abort-forfeits': 'RST aborts: the cargo is lost and the order with it. No order here wants that.',
    piloted: 'A pilot has the helm of this socket. Watch what it does.',
    'no-order': 'No order waits for this connection.',
    'no-application': 'No application waits behind that port. Look at your slip.',
    'no-berth': 'Every berth of this harbour is taken.',
    asleep: 'The application of this socket sleeps: its close() does not come. Only a restart wakes it.',
    'not-stuck': 'That socket has not waited 15 s in its state: there is nothing to enter yet.',
    dark: 'This harbour is dark: its host is starting again.',
    'no-cookies': 'SYN cookies can be switched on once, in the level with the ghost fleet.',
    'no-guess': 'That question is gone already.',
    'no-coffee': 'No coffee can be served there: none is left, or nobody sleeps.',
    'lamp-already': 'That lamp burns already.',
    'no-lamp': 'That lamp does not burn.',
    paused: 'The match is paused. Go on first; your move is not counted.',
    'not-paused': 'The match is not paused.',
    'kernel-goes-on': 'The other end is a real kernel: its clock does not stop for anybody.',
    'no-pause-left': 'You have paused three times in this match. Your partner may still pause.',
    'match-over': 'The horn has sounded: this round is over.',
    'not-your-seat': 'That seat is not yours.',
  },
  misconceptions: {
    M01: {
      belief: 'After my FIN nothing more arrives.',
      fact: 'CLOSE is one-way: you keep receiving until your partner closes too.',
    },
    M02: {
      belief: 'Only the client may send the first FIN.',
      fact: 'Either end may. The four boats are the same.',
    },
    M03: {
      belief: 'TIME_WAIT is on the server.',
      fact: 'It is on whoever closes first; on both if both do at once.',
    },
    M04: {
      belief: 'CLOSE_WAIT clears by itself, like TIME_WAIT.',
      fact: 'CLOSE_WAIT waits for its own application to call close(). It has no timer.',
    },
    M05: {
      belief: 'Sockets in CLOSE_WAIT are the network’s or the kernel’s fault.',
      fact: 'This application never called close().',
    },
    M06: {
      belief: 'The stack answers a FIN with a FIN by itself.',
      fact: 'It acknowledges. Its own FIN leaves only when its application closes.',
    },
    M07: {
      belief: 'tcp_fin_timeout sets how long TIME_WAIT lasts.',
      fact: 'On Linux it limits orphans in FIN_WAIT_2; TIME_WAIT there is a constant 60 s.',
    },
    M08: {
      belief: 'TIME_WAIT waits for a FIN.',
      fact: 'The FIN has come. TIME_WAIT lets old boats sink, and acknowledges a FIN that comes again.',
    },
    M09: {
      belief: 'TIME_WAIT is waste: RST avoids it.',
      fact: 'RST throws data away, and the partner’s application sees an error.',
    },
    M10: {
      belief: 'FIN_WAIT_2 always times out.',
      fact: 'RFC 9293 has no such timer. Linux has one, for orphans only.',
    },
    M11: {
      belief: 'ack is the number of the last octet that came.',
      fact: 'ack is the next octet wanted: the last one plus 1.',
    },
    M12: {
      belief: 'SYN and FIN carry no data, so they use no number.',
      fact: 'Each of them uses up one sequence number.',
    },
    M13: {
      belief: 'A pure ACK uses a number, or needs an ACK itself.',
      fact: 'It uses none. Otherwise ACKs would be acknowledged for ever.',
    },
    M14: {
      belief: 'A lost ACK is sent again.',
      fact: 'An ACK alone is not repeated by itself. The other end repeats what was not acknowledged.',
    },
    M15: {
      belief: 'TCP can say: please send that again.',
      fact: 'It cannot. An ACK only says what has come. Silence, or the same ack again and again, betrays what is missing.',
    },
    M16: { belief: 'The checksum repairs data.', fact: 'It only detects damage. Sending again repairs it.' },
    M17: {
      belief: 'Sequence numbers count segments from 0.',
      fact: 'They count octets, from a number that each end chooses for itself.',
    },
    M18: {
      belief: 'The handshake is a greeting.',
      fact: 'It agrees on both first numbers, so that old SYNs can be told from new ones.',
    },
    M19: {
      belief: 'Both ends become ESTABLISHED together.',
      fact: 'The client does when SYN+ACK arrives; the server only when the ACK for it does.',
    },
    M20: {
      belief: 'A lost third ACK breaks the connection.',
      fact: 'The next segment carries the same ack, or the SYN+ACK is repeated.',
    },
    M21: {
      belief: 'Opening always takes 3 segments, closing always 4.',
      fact: 'Steps may merge or cross: a FIN carries the ACK along.',
    },
    M22: {
      belief: 'Both ends cannot open or close at once.',
      fact: 'They can. Two FINs that cross lead through CLOSING.',
    },
    M23: {
      belief: 'RST is a quick FIN.',
      fact: 'RST aborts: what was on its way is lost, and the application is told of an error.',
    },
    M24: {
      belief: 'A RST is acknowledged.',
      fact: 'A valid RST ends the connection and is not answered; nor does CLOSED answer one. Else two ends would duel for ever.',
    },
    M25: {
      belief: 'Any RST kills a connection.',
      fact: 'Its number must be the one expected; otherwise it is dropped or challenged.',
    },
    M26: {
      belief: 'A closed port is silent, and a firewall refuses.',
      fact: 'A closed port answers with RST. A firewall that drops is silent.',
    },
    M27: {
      belief: 'A connection is a path, so a cut cable closes it.',
      fact: 'It is memory at two ends. Without traffic neither notices the cut.',
    },
    M28: {
      belief: 'A crashed peer is noticed at once.',
      fact: 'Only when something is sent. Keep-alive is off by default, and slow.',
    },
    M29: {
      belief: 'A rebooted host goes on where it was.',
      fact: 'It knows nothing: it answers RST, and a new handshake is needed.',
    },
    M30: {
      belief: 'close() returned, so the data has arrived.',
      fact: 'CLOSE only queues the FIN behind the data. The connection can still fail.',
    },
    M31: {
      belief: 'Sending again at once and often helps.',
      fact: 'Wait for the RTO, which doubles each time. Haste only adds boats.',
    },
    M32: {
      belief: 'A duplicate is an error and deserves an RST.',
      fact: 'It is answered with an ACK and dropped.',
    },
    M33: {
      belief: 'A full backlog means too many established connections.',
      fact: 'It is the queue of those not yet accepted. Half-open ones fill it.',
    },
    M34: {
      belief: 'I may still send after close, or close twice.',
      fact: 'After FIN there is no new data and no second FIN. The same FIN may be repeated.',
    },
    M35: {
      belief: 'Who closes second waits 2MSL as well.',
      fact: 'LAST_ACK becomes CLOSED as soon as the ACK arrives.',
    },
    M36: {
      belief: 'TIME_WAIT runs once.',
      fact: 'A FIN that comes again is acknowledged again, and 2MSL starts anew.',
    },
    M37: {
      belief: 'tcp_tw_reuse helps a busy server.',
      fact: 'On Linux it concerns outgoing connections only.',
    },
  },
};
