// What every TCB must look like, whatever has happened to it: the types at run time, and what follows from them.
import type {
  Connection,
  ReceiveSequence,
  SendingConnection,
  SynchronizedConnection,
} from '@syn-or-swim/shared/tcp/connection.ts';

const SYNCHRONIZED = ['snd', 'rcv', 'acknowledgment', 'challenge', 'keepAlive', 'orphan', 'options'];
const SENDING = [...SYNCHRONIZED, 'queue', 'retransmission'];
const CLOSING = ['state', ...SENDING, 'fin'];

/** The fields of each state, no more and no fewer. */
const FIELDS: Readonly<Record<Connection['state'], readonly string[]>> = {
  CLOSED: ['state'],
  LISTEN: ['state', 'wanted'],
  SYN_SENT: ['state', 'snd', 'queue', 'retransmission', 'handshake', 'reset', 'wanted', 'orphan', 'options'],
  SYN_RECEIVED: ['state', ...SENDING, 'origin', 'handshake', 'reset', 'closeCalledAt'],
  ESTABLISHED: ['state', ...SENDING],
  FIN_WAIT_1: CLOSING,
  FIN_WAIT_2: ['state', ...SYNCHRONIZED, 'orphanExpiresAt'],
  CLOSE_WAIT: ['state', ...SENDING],
  CLOSING,
  LAST_ACK: CLOSING,
  TIME_WAIT: ['state', ...SYNCHRONIZED, 'expiresAt'],
};

/** `a - b` in sequence space, written anew here so that the checks don't lean on what they check. */
export function distance(a: number, b: number): number {
  const forward = (((a - b) % 4294967296) + 4294967296) % 4294967296;
  return forward >= 2147483648 ? forward - 4294967296 : forward;
}

function isNumber32(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 4294967296;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

/** What is wrong with `connection` in itself; undefined where nothing is. */
export function shapeProblem(connection: Connection): string | undefined {
  const expected = FIELDS[connection.state];
  if (expected === undefined) return `state ${connection.state}`;
  const found = Object.keys(connection);
  if (found.length !== expected.length || !expected.every((field) => Object.hasOwn(connection, field))) {
    return `${connection.state} with the fields ${found.join(', ')}`;
  }
  if (connection.state === 'CLOSED') return undefined;
  if (connection.state === 'LISTEN') return isCount(connection.wanted) ? undefined : 'LISTEN wants no number';
  return (
    sendProblem(connection) ??
    ('rcv' in connection ? receiveProblem(connection.rcv) : undefined) ??
    ('retransmission' in connection ? timerProblem(connection) : undefined)
  );
}

function sendProblem(connection: Exclude<Connection, { state: 'CLOSED' | 'LISTEN' }>): string | undefined {
  const { iss, una, nxt } = connection.snd;
  if (![iss, una, nxt].every(isNumber32)) return `SND of ${iss}, ${una}, ${nxt}`;
  if (distance(una, iss) < 0 || distance(nxt, una) < 0) return `ISS ${iss}, SND.UNA ${una}, SND.NXT ${nxt}`;
  if (connection.state === 'SYN_SENT') return handshakeProblem(connection.snd);
  const { wnd, maxWnd, wl1, wl2 } = connection.snd;
  if (!isCount(wnd) || maxWnd < wnd || !isNumber32(wl1) || !isNumber32(wl2))
    return `SND.WND ${wnd} of ${maxWnd}`;
  return connection.state === 'SYN_RECEIVED' ? handshakeProblem(connection.snd) : laterProblem(connection);
}

/** Nothing but our SYN can have left, and it is not acknowledged. */
function handshakeProblem({
  iss,
  una,
  nxt,
}: SynchronizedConnection['snd'] | { iss: number; una: number; nxt: number }): string | undefined {
  return una === iss && distance(nxt, iss) <= 1
    ? undefined
    : `ISS ${iss}, SND.UNA ${una}, SND.NXT ${nxt} before ESTABLISHED`;
}

function laterProblem(connection: SynchronizedConnection): string | undefined {
  const { una, nxt } = connection.snd;
  if (connection.state === 'FIN_WAIT_2' || connection.state === 'TIME_WAIT') {
    return una === nxt ? undefined : `${connection.state} with ${distance(nxt, una)} outstanding`;
  }
  if ('fin' in connection && connection.fin.kind === 'sent') {
    if (una === nxt) return `${connection.state} whose FIN is sent and acknowledged`;
    if (connection.queue.octets > 0) return `${connection.queue.octets} octets behind the FIN`;
  }
  return undefined;
}

function receiveProblem(rcv: ReceiveSequence): string | undefined {
  if (!isNumber32(rcv.irs) || !isNumber32(rcv.nxt)) return `RCV of ${rcv.irs}, ${rcv.nxt}`;
  if (distance(rcv.nxt, rcv.irs) < 1) return `RCV.NXT ${rcv.nxt} left of IRS ${rcv.irs}`;
  if (![rcv.wnd, rcv.unread, rcv.wanted].every(isCount)) {
    return `RCV.WND ${rcv.wnd}, ${rcv.unread} unread, ${rcv.wanted} wanted`;
  }
  let end = 0;
  for (const held of rcv.held) {
    const from = distance(held.from, rcv.nxt);
    const to = distance(held.to, rcv.nxt);
    // What touches RCV.NXT is not held but received; before ESTABLISHED it waits all the same.
    if (from < end || to <= from || to > rcv.wnd)
      return `held ${held.from} to ${held.to} at RCV.NXT ${rcv.nxt}`;
    end = to + 1;
  }
  if (rcv.heldFin !== null && distance(rcv.heldFin, rcv.nxt) < 0)
    return `held FIN ${rcv.heldFin} left of RCV.NXT`;
  return undefined;
}

/** RFC 6298 §5.1: while something is outstanding, a timer runs for it (or its bell has rung). */
function timerProblem(connection: SendingConnection): string | undefined {
  const { snd, retransmission, queue } = connection;
  const { timer } = retransmission;
  if (!isCount(queue.octets)) return `a queue of ${queue.octets} octets`;
  const outstanding = snd.una !== snd.nxt;
  if (outstanding && timer.kind === 'off') return `${distance(snd.nxt, snd.una)} outstanding and no timer`;
  if (!outstanding && (timer.kind === 'running' || timer.kind === 'repeat-owed')) {
    return `nothing outstanding and the timer ${timer.kind}`;
  }
  return undefined;
}
