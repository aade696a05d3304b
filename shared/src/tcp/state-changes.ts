// Every change of state builds its TCB here, field by field: a state has the fields it can have, and no more.
import { present } from '../kernel/assert.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { UNUSED_THROTTLE } from './acknowledgment.ts';
import type {
  ClosingConnection,
  ConnectionOptions,
  Fin,
  FinWait2Connection,
  OpenConnection,
  ReceiveSequence,
  SendingFields,
  SendSequence,
  SynchronizedFields,
  SynReceivedConnection,
  SynSentConnection,
  TimeWaitConnection,
} from './connection.ts';
import type { Profile } from './profile.ts';
import { initialReceive } from './receive-buffer.ts';
import { initialRetransmission } from './retransmission.ts';
import type { Segment } from './segment.ts';
import type { SequenceNumber } from './sequence-number.ts';

const EMPTY_QUEUE = { octets: 0, since: 0 } as const;

/** Active OPEN (§3.10.1): owes a SYN. SND.NXT stays ISS until it has left. */
export function synSent(
  iss: SequenceNumber,
  wanted: number,
  now: Milliseconds,
  profile: Profile,
): SynSentConnection {
  return {
    state: 'SYN_SENT',
    snd: { iss, una: iss, nxt: iss },
    queue: EMPTY_QUEUE,
    retransmission: initialRetransmission(now, {}, profile),
    handshake: { kind: 'owed', since: now },
    reset: null,
    wanted,
    orphan: false,
    options: {},
  };
}

/** Send sequence once the peer's first segment gave a window. */
export function withWindow(
  snd: { readonly iss: SequenceNumber; readonly una: SequenceNumber; readonly nxt: SequenceNumber },
  segment: Segment,
): SendSequence {
  const { iss, una, nxt } = snd;
  return { iss, una, nxt, wnd: segment.window, wl1: segment.seq, wl2: segment.ack, maxWnd: segment.window };
}

/** A SYN came to LISTEN (§3.10.7.2, third): owes a SYN+ACK. */
export function synReceivedFromListen(
  iss: SequenceNumber,
  segment: Segment,
  wanted: number,
  now: Milliseconds,
  profile: Profile,
): SynReceivedConnection {
  return {
    state: 'SYN_RECEIVED',
    origin: 'passive',
    snd: withWindow({ iss, una: iss, nxt: iss }, segment),
    rcv: initialReceive(segment.seq, wanted, profile),
    acknowledgment: { kind: 'none' },
    challenge: UNUSED_THROTTLE,
    keepAlive: { kind: 'off' },
    orphan: false,
    options: {},
    queue: EMPTY_QUEUE,
    retransmission: initialRetransmission(now, childOptions(profile), profile),
    handshake: { kind: 'owed', since: now },
    reset: null,
    closeCalledAt: null,
  };
}

/** The user time-out of a child holds until it is ESTABLISHED; from then on that of every connection does. */
function childOptions({ synReceivedTimeout }: Profile): ConnectionOptions {
  return synReceivedTimeout === null ? {} : { userTimeout: synReceivedTimeout };
}

/** Fields that a SYN_SENT connection has from the peer's SYN on. */
function sendingFieldsFrom(
  connection: SynSentConnection,
  snd: SendSequence,
  rcv: ReceiveSequence,
): SendingFields {
  const { queue, retransmission, orphan, options } = connection;
  return {
    snd,
    rcv,
    acknowledgment: { kind: 'none' },
    challenge: UNUSED_THROTTLE,
    keepAlive: { kind: 'off' },
    orphan,
    options,
    queue,
    retransmission,
  };
}

/** A SYN without ACK came to SYN_SENT (§3.10.7.3, fourth; MUST-10): owes a SYN+ACK with the same ISS. */
export function synReceivedFromSynSent(
  connection: SynSentConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): SynReceivedConnection {
  const rcv = initialReceive(segment.seq, connection.wanted, profile);
  return {
    state: 'SYN_RECEIVED',
    origin: 'active',
    ...sendingFieldsFrom(connection, withWindow(connection.snd, segment), rcv),
    handshake: { kind: 'owed', since: now },
    reset: null,
    closeCalledAt: null,
  };
}

/** A SYN that acknowledges ours came to SYN_SENT: ESTABLISHED, with SND.UNA still to be moved. */
export function establishedFromSynSent(
  connection: SynSentConnection,
  segment: Segment,
  profile: Profile,
): OpenConnection {
  const rcv = initialReceive(segment.seq, connection.wanted, profile);
  return {
    state: 'ESTABLISHED',
    ...sendingFieldsFrom(connection, withWindow(connection.snd, segment), rcv),
  };
}

function synchronizedFields(connection: SynchronizedFields): SynchronizedFields {
  const { snd, rcv, acknowledgment, challenge, keepAlive, orphan, options } = connection;
  return { snd, rcv, acknowledgment, challenge, keepAlive, orphan, options };
}

function sendingFields(connection: SendingFields): SendingFields {
  const { queue, retransmission } = connection;
  return { ...synchronizedFields(connection), queue, retransmission };
}

/** Our SYN is acknowledged (§3.10.7.4, fifth). */
export function established(connection: SynReceivedConnection): OpenConnection {
  return { state: 'ESTABLISHED', ...sendingFields(connection) };
}

/** CLOSE was called (§3.10.4), or the peer's FIN came after it: our FIN is as `fin` says. */
export function closing(
  connection: SendingFields,
  state: ClosingConnection['state'],
  fin: Fin,
): ClosingConnection {
  return { state, ...sendingFields(connection), fin };
}

/** Our FIN is acknowledged (§3.10.7.4, fifth). An orphan gets Linux' timer where the profile has it. */
export function finWait2(
  connection: SynchronizedFields,
  now: Milliseconds,
  profile: Profile,
): FinWait2Connection {
  const fields = synchronizedFields(connection);
  const timed = connection.orphan && profile.orphanFinWait2 !== null;
  return {
    state: 'FIN_WAIT_2',
    ...fields,
    orphanExpiresAt: timed ? now + present(profile.orphanFinWait2 ?? undefined, 'orphanFinWait2') : null,
  };
}

/** Both FINs are acknowledged or about to be: 2 MSL begin (MUST-13, §3.6.1). */
export function timeWait(
  connection: SynchronizedFields,
  now: Milliseconds,
  profile: Profile,
): TimeWaitConnection {
  const fields = synchronizedFields(connection);
  return { state: 'TIME_WAIT', ...fields, keepAlive: { kind: 'off' }, expiresAt: now + 2 * profile.msl };
}

/** The peer repeated its FIN: 2 MSL begin again (§3.10.7.4, eighth). */
export function restarted2Msl(
  connection: TimeWaitConnection,
  now: Milliseconds,
  profile: Profile,
): TimeWaitConnection {
  return { ...connection, expiresAt: now + 2 * profile.msl };
}
