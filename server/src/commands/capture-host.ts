// One host of a capture: its listeners and connections, fed the recorded calls, segments and timer firings.
import { type Connection, closedConnection, listenConnection } from '@syn-or-swim/shared/tcp/connection.ts';
import type { TcpEvent, TimerName, UserCall } from '@syn-or-swim/shared/tcp/events.ts';
import {
  answerToSyn,
  type ListenerLimits,
  linuxLimits,
  takesHandshakeAck,
} from '@syn-or-swim/shared/tcp/listener.ts';
import type { Profile } from '@syn-or-swim/shared/tcp/profile.ts';
import type { Segment } from '@syn-or-swim/shared/tcp/segment.ts';
import { type SequenceNumber, sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { step } from '@syn-or-swim/shared/tcp/step.ts';
import { timers } from '@syn-or-swim/shared/tcp/timers.ts';

/** A connection of the host with what the host keeps beside its TCB. */
export interface Endpoint {
  connection: Connection;
  /** Virtual time: the recorded one, moved on where a recorded timer rang before the engine's would have. */
  now: number;
  /** RSTs owed without a TCB (a closed port's, a listener's, an abort's). */
  readonly resets: Segment[];
  /** The application's socket, where the recording tells incarnations apart. */
  socket: number | undefined;
  /** Child of a listener that accept() has not returned. */
  waiting: boolean;
  /** Octets that SEND calls have handed over, and whether CLOSE was called: the recorded facts. */
  octetsCalled: number;
  closeCalled: boolean;
  /** Highest number sent plus one, and highest ACK received, as recorded; null before the SYN. */
  sentTo: SequenceNumber | null;
  acknowledgedTo: SequenceNumber | null;
  /** Window scaling (RFC 7323) of the peer, heard on its SYN; 0 without. */
  peerShift: number;
  /** How many ISS of the recording have been used. */
  incarnations: number;
}

/** `${lp}>${rp}` */
export type EndpointKey = string;

/** A host: listeners by port, endpoints by port pair. */
export interface Host {
  readonly profile: Profile;
  readonly side: string;
  readonly iss: { readonly [key: string]: readonly number[] };
  readonly cookies: boolean;
  readonly listeners: Map<number, ListenerLimits>;
  readonly endpoints: Map<EndpointKey, Endpoint>;
}

/** The endpoint of `lp>rp`, CLOSED where there was none. */
export function endpointOf(host: Host, lp: number, rp: number): Endpoint {
  const key = `${lp}>${rp}`;
  const known = host.endpoints.get(key);
  if (known !== undefined) return known;
  const created: Endpoint = {
    connection: closedConnection,
    now: 0,
    resets: [],
    socket: undefined,
    waiting: false,
    octetsCalled: 0,
    closeCalled: false,
    sentTo: null,
    acknowledgedTo: null,
    peerShift: 0,
    incarnations: 0,
  };
  host.endpoints.set(key, created);
  return created;
}

/** Feeds `event` to the endpoint at its virtual time, and keeps what it owes without a TCB. */
export function feed(host: Host, endpoint: Endpoint, event: TcpEvent): void {
  const next = step(endpoint.connection, event, endpoint.now, host.profile);
  endpoint.connection = next.connection;
  for (const effect of next.effects) {
    if (effect.kind === 'owes-reset') endpoint.resets.push(effect.segment);
  }
}

/** The ISS that the recording gives to the endpoint's next incarnation. */
function nextIss(host: Host, endpoint: Endpoint, key: EndpointKey): SequenceNumber | undefined {
  const iss = host.iss[`${host.side}:${key}`]?.[endpoint.incarnations];
  return iss === undefined ? undefined : sequenceNumber(iss);
}

function opened(endpoint: Endpoint, waiting: boolean): void {
  endpoint.incarnations += 1;
  endpoint.waiting = waiting;
  endpoint.socket = undefined;
  endpoint.octetsCalled = 0;
  endpoint.sentTo = null;
  endpoint.acknowledgedTo = null;
  endpoint.closeCalled = false;
}

/** An active OPEN with the recorded ISS. */
export function connect(host: Host, lp: number, rp: number): void {
  const endpoint = endpointOf(host, lp, rp);
  const iss = nextIss(host, endpoint, `${lp}>${rp}`) ?? sequenceNumber(0);
  opened(endpoint, false);
  feed(host, endpoint, { kind: 'call', call: { kind: 'open-active', iss } });
}

/** A passive OPEN. */
export function listen(host: Host, lp: number, backlog: number): void {
  host.listeners.set(lp, linuxLimits(backlog, host.cookies));
  endpointOf(host, lp, 0).connection = listenConnection;
}

/** The listener goes; children that nobody accepted are aborted. */
export function stopListening(host: Host, lp: number): void {
  host.listeners.delete(lp);
  feed(host, endpointOf(host, lp, 0), { kind: 'call', call: { kind: 'close' } });
  for (const [key, endpoint] of host.endpoints) {
    if (!key.startsWith(`${lp}>`) || !endpoint.waiting) continue;
    feed(host, endpoint, { kind: 'call', call: { kind: 'abort' } });
  }
}

/** A call of the application on its connection. */
export function call(host: Host, endpoint: Endpoint, made: UserCall): void {
  if (made.kind === 'send') endpoint.octetsCalled += made.octets;
  if (made.kind === 'close') endpoint.closeCalled = true;
  feed(host, endpoint, { kind: 'call', call: made });
}

/** `segment` reaches the host. A full queue is the listener's affair, and silent. */
export function receive(host: Host, lp: number, rp: number, segment: Segment): void {
  const endpoint = endpointOf(host, lp, rp);
  const limits = host.listeners.get(lp);
  const before = endpoint.connection.state;
  const load = loadOf(host, lp, endpoint);
  if (limits !== undefined && (before === 'CLOSED' || before === 'LISTEN' || before === 'TIME_WAIT')) {
    const iss = nextIss(host, endpoint, `${lp}>${rp}`);
    const child = answerToSyn(limits, load) === 'child' && iss !== undefined;
    if (before !== 'TIME_WAIT') endpoint.connection = listenConnection;
    feed(host, endpoint, { kind: 'segment', segment, ...(child ? { iss } : {}) });
    if (stateOf(endpoint) === 'SYN_RECEIVED') opened(endpoint, true);
    return;
  }
  // Linux drops the handshake's ACK where the accept queue is full.
  const completes = before === 'SYN_RECEIVED' && segment.flags.ack && !segment.flags.rst;
  if (limits !== undefined && completes && !takesHandshakeAck(limits, load)) return;
  feed(host, endpoint, { kind: 'segment', segment });
}

function stateOf(endpoint: Endpoint): Connection['state'] {
  return endpoint.connection.state;
}

function loadOf(host: Host, lp: number, except: Endpoint): { synReceived: number; established: number } {
  const load = { synReceived: 0, established: 0 };
  for (const [key, endpoint] of host.endpoints) {
    if (!key.startsWith(`${lp}>`) || endpoint === except || !endpoint.waiting) continue;
    if (endpoint.connection.state === 'SYN_RECEIVED') load.synReceived += 1;
    else if (endpoint.connection.state !== 'LISTEN') load.established += 1;
  }
  return load;
}

/** Fires the first of `names` that runs, at its own moment where that is later than the recorded one. */
export function fire(host: Host, endpoint: Endpoint, names: readonly TimerName[]): boolean {
  const running = timers(endpoint.connection, host.profile).find(({ timer }) => names.includes(timer));
  if (running === undefined) return false;
  endpoint.now = Math.max(endpoint.now, running.at);
  feed(host, endpoint, { kind: 'timer', timer: running.timer });
  return true;
}
