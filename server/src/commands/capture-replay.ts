// Replays one side of a capture and tells every disagreement between the kernel and the engine.
import { type Due, dues } from '@syn-or-swim/shared/tcp/dues.ts';
import type { TimerName, UserCall } from '@syn-or-swim/shared/tcp/events.ts';
import { maySend } from '@syn-or-swim/shared/tcp/may-send.ts';
import { linuxProfile, type Profile } from '@syn-or-swim/shared/tcp/profile.ts';
import { type Segment, segmentEnd, segmentText } from '@syn-or-swim/shared/tcp/segment.ts';
import { sequenceDifference, sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { step } from '@syn-or-swim/shared/tcp/step.ts';
import { timers } from '@syn-or-swim/shared/tcp/timers.ts';
import type { AppEvent, CaptureEvent, ReceivedEvent, Scenario, SentEvent, StateEvent } from './capture.ts';
import {
  call,
  connect,
  type Endpoint,
  type EndpointKey,
  endpointOf,
  feed,
  fire,
  type Host,
  listen,
  receive,
  stopListening,
} from './capture-host.ts';
import { equal, isLegalByCoincidence, mutantsOf, type RecordedFacts } from './mutations.ts';
import { segmentOf } from './recorded-segment.ts';

/** What became of one side of a capture. */
export interface SideReport {
  readonly capture: string;
  readonly side: 'A' | 'B';
  readonly failures: readonly string[];
  readonly segments: number;
  readonly mutants: number;
  readonly refused: number;
  readonly coincidences: number;
}

/** An ACK may wait so long for company: Linux' 40 ms, and what its timer and the recording's clock add. */
const ACK_PATIENCE = 60;

/** Timers by the recorded cause of a transmission. */
const TIMERS_OF: { readonly [cause: string]: readonly TimerName[] } = {
  'timer:rto': ['retransmission'],
  'timer:delayed-ack': ['delayed-ack'],
  'timer:keepalive-or-probe': ['persist', 'keep-alive'],
  'timer:deferred-send': ['persist'],
  'timer:giveup': ['keep-alive'],
};

/** Timers that end a connection without a segment. */
const ENDING_TIMERS: readonly TimerName[] = [
  'time-wait',
  'orphan-fin-wait-2',
  'retransmission',
  'user-timeout',
];

interface Replay {
  readonly host: Host;
  readonly scenario: Scenario;
  readonly failures: string[];
  readonly expected: Map<EndpointKey, string>;
  readonly counts: { segments: number; mutants: number; refused: number; coincidences: number };
  /** How often each open due has been passed over by a segment that paid something else. */
  readonly passedOver: Map<string, number>;
}

/** Linux as this scenario had set it up; giving up is the recording's timer to fire. */
function profileOf(scenario: Scenario, side: string): Profile {
  const sysctls = scenario.hosts[side]?.sysctls ?? {};
  const never = { kind: 'count', repeats: Number.MAX_SAFE_INTEGER } as const;
  const synAck = sysctls['tcp_synack_retries'];
  return {
    ...linuxProfile,
    nagle: !scenario.nodelay,
    r2: never,
    r2Syn: never,
    r2Orphan: never,
    r2SynAck: synAck === undefined ? linuxProfile.r2SynAck : { kind: 'count', repeats: synAck },
    rfc1337: sysctls['tcp_rfc1337'] === 1,
    userTimeout: 1,
  };
}

/** Replays `side` of `scenario`. */
export function replaySide(scenario: Scenario, side: 'A' | 'B'): SideReport {
  const replay: Replay = {
    scenario,
    host: {
      profile: profileOf(scenario, side),
      side,
      iss: scenario.iss,
      cookies: (scenario.hosts[side]?.sysctls['tcp_syncookies'] ?? 1) === 1,
      listeners: new Map(),
      endpoints: new Map(),
    },
    failures: [],
    expected: new Map(),
    counts: { segments: 0, mutants: 0, refused: 0, coincidences: 0 },
    passedOver: new Map(),
  };
  const events = scenario.events[side];
  for (const [index, event] of events.entries()) applyEvent(replay, event, events[index - 1]);
  finish(replay, events.at(-1)?.t ?? 0);
  return { capture: scenario.name, side, failures: replay.failures, ...replay.counts };
}

function applyEvent(replay: Replay, event: CaptureEvent, previous: CaptureEvent | undefined): void {
  if (event.kind === 'env') return;
  if ('icmp' in event) {
    if (event.kind === 'rx') receiveIcmp(replay);
    return;
  }
  if (event.kind === 'state') {
    applyState(replay, event);
    return;
  }
  const isTimer = event.kind === 'tx' && event.cause.startsWith('timer:');
  if (event.kind !== 'tx' || isTimer) checkStates(replay, event.t);
  const endpoint = endpointOf(replay.host, event.lp, event.rp);
  endpoint.now = Math.max(endpoint.now, event.t);
  fireDelayedAck(replay, endpoint, event.t);
  // A firewall answers in the host's name: no TCP sent it.
  const firewalls = previous !== undefined && 'firewalled' in previous && previous.firewalled !== undefined;
  if (event.kind === 'app') applyCall(replay, endpoint, event);
  else if (event.kind === 'rx') applyArrival(replay, endpoint, event);
  else if (!firewalls) applyTransmission(replay, endpoint, event);
}

/** An ACK that has waited its time is owed, whether or not the kernel sent one. */
function fireDelayedAck(replay: Replay, endpoint: Endpoint, t: number): void {
  const waiting = timers(endpoint.connection, replay.host.profile).find(
    ({ timer }) => timer === 'delayed-ack',
  );
  if (waiting !== undefined && waiting.at + ACK_PATIENCE < t) fire(replay.host, endpoint, ['delayed-ack']);
}

function receiveIcmp(replay: Replay): void {
  for (const endpoint of replay.host.endpoints.values()) {
    if (endpoint.connection.state !== 'SYN_SENT') continue;
    feed(replay.host, endpoint, { kind: 'icmp', error: { kind: 'destination-unreachable', code: 3 } });
  }
}

function applyCall(replay: Replay, endpoint: Endpoint, event: AppEvent): void {
  const { host } = replay;
  if (event.call === 'listen') listen(host, event.lp, event.backlog ?? 0);
  else if (event.call === 'connect') {
    connect(host, event.lp, event.rp);
    endpoint.socket = event.sock;
  } else if (event.call === 'close' && event.rp === 0) stopListening(host, event.lp);
  else if (event.call === 'accept-return') {
    endpoint.waiting = false;
    endpoint.socket = event.sock;
  } else if (!endpoint.waiting && endpoint.socket === event.sock) {
    // A call on a socket whose connection is gone does not reach the one that came after it.
    if (event.call === 'close') feed(host, endpoint, { kind: 'application-gone' });
    const made = callOf(event);
    if (made !== undefined && endpoint.connection.state !== 'CLOSED') call(host, endpoint, made);
  }
}

/** The engine's call for the recorded one; undefined for returns, which change nothing. */
function callOf(event: AppEvent): UserCall | undefined {
  switch (event.call) {
    case 'send':
      return { kind: 'send', octets: event.n ?? 0 };
    case 'recv-return':
      return event.result === 'ok' && event.n ? { kind: 'receive', octets: event.n } : undefined;
    case 'shutdown_wr':
    case 'close':
      return { kind: 'close' };
    case 'abort':
    case 'crash':
      return { kind: 'abort' };
    case 'set-keepalive': {
      const { idle = 0, intvl = 0, cnt = 0 } = event;
      const keepAlive = { idle: idle * 1000, interval: intvl * 1000, probes: cnt };
      return { kind: 'set', options: { keepAlive } };
    }
    default:
      return undefined;
  }
}

function applyArrival(replay: Replay, endpoint: Endpoint, event: ReceivedEvent): void {
  if (event.firewalled !== undefined) return;
  const unscaled = recorded(event);
  const scale = event.opts?.find((option) => option.startsWith('wscale='));
  if (scale !== undefined) endpoint.peerShift = Number(scale.slice('wscale='.length));
  // RFC 7323 §2.2: the window of a SYN is never scaled. The engine has no options; it is told octets.
  const window = unscaled.flags.syn ? unscaled.window : unscaled.window << endpoint.peerShift;
  const segment = { ...unscaled, window };
  receive(replay.host, event.lp, event.rp, segment);
  const { sentTo, acknowledgedTo } = endpoint;
  if (!segment.flags.ack || segment.flags.rst || sentTo === null) return;
  const newer = acknowledgedTo === null || sequenceDifference(segment.ack, acknowledgedTo) > 0;
  if (newer && sequenceDifference(sentTo, segment.ack) >= 0) endpoint.acknowledgedTo = segment.ack;
}

function recorded(event: SentEvent | ReceivedEvent): Segment {
  const { flags, seqAbs, ackAbs, len, win } = event;
  return segmentOf({ flags, seq: seqAbs, ack: ackAbs, len, win });
}

function applyState(replay: Replay, event: StateEvent): void {
  const { host, expected } = replay;
  if (event.src === 'minisock') return;
  const key = `${event.lp}>${event.rp}`;
  expected.set(key, event.state);
  if (event.state !== 'CLOSED' && event.state !== 'LISTEN') return;
  const endpoint = endpointOf(host, event.lp, event.rp);
  const { connection } = endpoint;
  if (connection.state === event.state) return;
  // The kernel gave up or waited its time out, without a word on the wire.
  for (const { timer, at } of timers(connection, host.profile)) {
    if (!ENDING_TIMERS.includes(timer)) continue;
    const now = Math.max(endpoint.now, at);
    const ended = step(connection, { kind: 'timer', timer }, now, host.profile).connection;
    if (ended.state !== event.state) continue;
    endpoint.connection = ended;
    return;
  }
}

/** After each event every endpoint stands where the kernel stood. */
function checkStates(replay: Replay, t: number): void {
  const { host, expected, failures } = replay;
  for (const [key, endpoint] of host.endpoints) {
    const wanted = expected.get(key) ?? 'CLOSED';
    const { state } = endpoint.connection;
    // A listener's child that is gone: the recording may call it LISTEN, for the port still listens.
    const gone = (state === 'LISTEN' || state === 'CLOSED') && (wanted === 'LISTEN' || wanted === 'CLOSED');
    if (state === wanted || gone) continue;
    failures.push(`before ${t} ms: ${key} is ${state}, the kernel was in ${wanted}`);
    expected.set(key, state);
  }
}

function applyTransmission(replay: Replay, endpoint: Endpoint, event: SentEvent): void {
  const { host, failures, counts } = replay;
  const names = TIMERS_OF[event.cause];
  if (names !== undefined) fire(host, endpoint, names);
  counts.segments += 1;
  const segment = recorded(event);
  const owed = endpoint.resets.findIndex((reset) => equal(reset, segment));
  const label = `${event.id} at ${event.t} ms (${segmentText(segment)}, ${event.cause})`;
  if (segment.flags.rst && owed !== -1) {
    mutate(replay, endpoint, segment, label);
    endpoint.resets.splice(owed, 1);
    return;
  }
  const permission = maySend(endpoint.connection, segment, endpoint.now, host.profile);
  if (!permission.allowed) {
    const { reason, expected } = permission.refusal;
    failures.push(
      `${label}: refused in ${endpoint.connection.state}: ${reason}, expected ${expected ?? 'none'}`,
    );
    return;
  }
  mutate(replay, endpoint, segment, label);
  const before = dues(endpoint.connection, endpoint.now, host.profile);
  feed(host, endpoint, { kind: 'transmit', segment });
  checkPaid(replay, endpoint, before, permission.pays.length > 0, label);
  keepRecordedFacts(replay, endpoint, segment);
}

function keepRecordedFacts(replay: Replay, endpoint: Endpoint, segment: Segment): void {
  if (segment.flags.rst) return;
  const end = segmentEnd(segment);
  const { sentTo, connection } = endpoint;
  if (sentTo === null || sequenceDifference(end, sentTo) > 0) endpoint.sentTo = end;
  // Exact windows are the kernel's business: what it advertised is what it takes.
  if (replay.scenario.options === 'simple' && 'rcv' in connection && segment.flags.ack) {
    endpoint.connection = { ...connection, rcv: { ...connection.rcv, wnd: segment.window } };
  }
}

/** A due that was open and still is: passed over by a segment that paid none, or too often, or too long. */
function checkPaid(
  replay: Replay,
  endpoint: Endpoint,
  before: readonly Due[],
  paidSomething: boolean,
  label: string,
): void {
  const open = dues(endpoint.connection, endpoint.now, replay.host.profile);
  for (const due of before) {
    const still = open.some((other) => other.kind === due.kind && other.since === due.since);
    if (!still) continue;
    if (due.kind === 'acknowledgment') {
      if (endpoint.now - due.since > ACK_PATIENCE) replay.failures.push(`${label}: leaves the ACK unpaid`);
      continue;
    }
    const name = `${due.kind} ${due.since}`;
    const times = (replay.passedOver.get(name) ?? 0) + 1;
    replay.passedOver.set(name, times);
    const isProgress = due.kind === 'data' || due.kind === 'fin';
    if (!paidSomething || (times >= before.length && !isProgress)) {
      replay.failures.push(`${label}: leaves the ${due.kind} unpaid`);
    }
  }
}

function mutate(replay: Replay, endpoint: Endpoint, segment: Segment, label: string): void {
  const { host, failures, counts } = replay;
  for (const mutant of mutantsOf(segment)) {
    counts.mutants += 1;
    const { flags } = mutant.segment;
    const owed = flags.rst && endpoint.resets.some((reset) => equal(reset, mutant.segment));
    const permission = maySend(endpoint.connection, mutant.segment, endpoint.now, host.profile);
    // Nobody called ABORT: a reset that is not owed is not allowed, though a player might choose it.
    const allowed = permission.allowed && !(permission.nature === 'reset' && permission.pays.length === 0);
    if (!owed && !allowed) counts.refused += 1;
    else if (isLegalByCoincidence(mutant.segment, factsOf(endpoint, segment))) counts.coincidences += 1;
    else failures.push(`${label}: the mutant "${mutant.how}" was allowed: ${segmentText(mutant.segment)}`);
  }
}

function factsOf(endpoint: Endpoint, segment: Segment): RecordedFacts {
  const { connection } = endpoint;
  const iss = 'snd' in connection ? connection.snd.iss : sequenceNumber(0);
  return {
    iss,
    sentTo: endpoint.sentTo ?? iss,
    acknowledgedTo: endpoint.acknowledgedTo ?? iss,
    octetsCalled: endpoint.octetsCalled,
    closeCalled: endpoint.closeCalled,
    receivedTo: segment.ack,
  };
}

/** At the end everything must have been paid, but for an ACK that may still wait. */
function finish(replay: Replay, t: number): void {
  checkStates(replay, t);
  for (const [key, endpoint] of replay.host.endpoints) {
    for (const due of dues(endpoint.connection, t, replay.host.profile)) {
      const waits = due.kind === 'acknowledgment' && t - due.since <= ACK_PATIENCE;
      if (!waits)
        replay.failures.push(`at the end ${key} still owes ${due.kind}: ${segmentText(due.segment)}`);
    }
    for (const reset of endpoint.resets)
      replay.failures.push(`at the end ${key} still owes ${segmentText(reset)}`);
  }
}
