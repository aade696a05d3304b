// One end of a connection played by the engine, with the real clock as its time argument: it pays all it owes.
import { announcedMss, effectiveSendMss, sendMss } from '../../shared/src/network/maximum-segment-size.ts';
import type { TcpPacket } from '../../shared/src/network/tcp-header.ts';
import { type Connection, type ConnectionState, closedConnection } from '../../shared/src/tcp/connection.ts';
import { dues, nextTransmission } from '../../shared/src/tcp/dues.ts';
import type { TcpEffect, TcpEvent, UserCall } from '../../shared/src/tcp/events.ts';
import type { Profile } from '../../shared/src/tcp/profile.ts';
import { type Segment, segmentDataStart } from '../../shared/src/tcp/segment.ts';
import {
  type SequenceNumber,
  sequenceAdd,
  sequenceDifference,
} from '../../shared/src/tcp/sequence-number.ts';
import { step } from '../../shared/src/tcp/step.ts';
import { timers, wakeAt } from '../../shared/src/tcp/timers.ts';
import { checkOctets, OctetStore, streamOctets } from './octet-stream.ts';

/** What an engine socket is made of. */
export interface EngineSocketSettings {
  readonly localPort: number;
  readonly remotePort: number;
  readonly iss: SequenceNumber;
  readonly profile: Profile;
  /** Names the streams of octets: those that this end sends are of `key`, those that come of `key + 1`. */
  readonly key: number;
  readonly send: (packet: TcpPacket) => void;
  /** Called where the engine or a check of this file throws. */
  readonly failed: (error: unknown) => void;
}

const MTU = 1500;
/** A stack never sends so much at one moment: more is an endless loop. */
const MOST_AT_ONCE = 1000;

/** Milliseconds of the real clock, whole. */
export function currentTime(): number {
  return Math.floor(performance.now());
}

/** A connection of the engine with its octets and its timer. */
export class EngineSocket {
  connection: Connection = closedConnection;
  /** The states that it went through, without repetition. */
  readonly path: ConnectionState[] = ['CLOSED'];
  /** What the user was told, by name. */
  readonly signals: string[] = [];
  /** Octets that SEND handed over, and those that were handed to the user. */
  written = 0;
  received = 0;
  /** Octets still unread in CLOSING, LAST_ACK or TIME_WAIT, where RECEIVE is an error (§3.10.3). */
  forgone = 0;
  /** Sequence space that the peer acknowledged, SYN and FIN counted. */
  acknowledged = 0;
  peerClosed = false;
  /** Resets that left without a TCB. */
  resets = 0;
  /** This end went with a reset of its own, or without a word. */
  gaveUp = false;
  reading = true;
  readonly settings: EngineSocketSettings;
  readonly #outgoing = new OctetStore();
  readonly #incoming = new OctetStore();
  #profile: Profile;
  #stopped = false;
  #alarm: NodeJS.Timeout | undefined;

  constructor(settings: EngineSocketSettings) {
    this.settings = settings;
    this.#profile = settings.profile;
  }

  /** True once the peer has acknowledged our FIN. */
  get finAcknowledged(): boolean {
    return this.acknowledged === this.written + 2;
  }

  get state(): ConnectionState {
    return this.connection.state;
  }

  /** Makes a user call. */
  call(call: UserCall): void {
    this.#happens({ kind: 'call', call });
  }

  /** SEND of the next `octets` of this end's stream. */
  send(octets: number): void {
    if (!this.mayCallSend()) return;
    this.#outgoing.put(this.written, streamOctets(this.settings.key, this.written, octets));
    this.written += octets;
    this.call({ kind: 'send', octets });
  }

  /** True where SEND is no error. */
  mayCallSend(): boolean {
    const { connection } = this;
    if (connection.state === 'SYN_RECEIVED') return connection.closeCalledAt === null;
    return ['SYN_SENT', 'ESTABLISHED', 'CLOSE_WAIT'].includes(connection.state);
  }

  /** True where CLOSE is no error. */
  mayCallClose(): boolean {
    const { connection } = this;
    if (connection.state === 'SYN_RECEIVED') return connection.closeCalledAt === null;
    return ['LISTEN', 'SYN_SENT', 'ESTABLISHED', 'CLOSE_WAIT'].includes(connection.state);
  }

  /** Goes on or stops reading: without a RECEIVE the window closes. */
  setReading(reading: boolean): void {
    this.reading = reading;
    this.#afterwards(currentTime());
  }

  /** An event that is no call: the application goes, the host forgets, an ICMP error. */
  event(event: TcpEvent): void {
    this.#happens(event);
  }

  /** A segment of the kernel's came in. */
  arrives(packet: TcpPacket): void {
    const { segment, options, data } = packet;
    if (segment.flags.syn) {
      // MUST-15, MUST-16: what this connection may send at once is known from the peer's SYN on.
      const mss = effectiveSendMss(sendMss(options, 4), { mtu: MTU, version: 4 });
      this.#profile = { ...this.#profile, mss: Math.min(this.settings.profile.mss, mss) };
    }
    const wasListening = this.state === 'LISTEN';
    const iss = wasListening ? { iss: this.settings.iss } : {};
    const irs = 'rcv' in this.connection ? this.connection.rcv.irs : undefined;
    if (irs !== undefined) this.#keep(irs, segment, data);
    this.#happens({ kind: 'segment', segment, ...iss });
  }

  /** Nothing is owed, queued, outstanding or about to be acknowledged. */
  isQuiet(): boolean {
    const { connection } = this;
    if (connection.state === 'CLOSED' || connection.state === 'LISTEN') return true;
    if (dues(connection, currentTime(), this.#profile).length > 0) return false;
    if (connection.snd.una !== connection.snd.nxt) return false;
    if ('queue' in connection && connection.queue.octets > 0) return false;
    return connection.state !== 'SYN_SENT' && connection.acknowledgment.kind === 'none';
  }

  /** Stops the timer: nothing happens any more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#alarm);
  }

  /** Octets that lie in the receive window: what else came is not kept. */
  #keep(irs: SequenceNumber, segment: Segment, data: Uint8Array): void {
    const offset = sequenceDifference(segmentDataStart(segment), sequenceAdd(irs, 1));
    if (data.length > 0 && offset >= 0 && offset - this.received <= 2 * this.#profile.receiveWindow) {
      this.#incoming.put(offset, data);
    }
  }

  #happens(event: TcpEvent): void {
    if (this.#stopped) return;
    const now = currentTime();
    try {
      this.#apply(event, now);
      this.gaveUp ||= this.state === 'CLOSED' && isSilentEnd(event);
    } catch (error) {
      this.settings.failed(error);
      return;
    }
    this.#afterwards(now);
  }

  #apply(event: TcpEvent, now: number): void {
    const { connection, effects } = step(this.connection, event, now, this.#profile);
    this.connection = connection;
    if (this.path.at(-1) !== connection.state) this.path.push(connection.state);
    for (const effect of effects) this.#effect(effect);
    if (isPastReceiving(connection)) this.forgone = connection.rcv.unread;
  }

  #effect(effect: TcpEffect): void {
    switch (effect.kind) {
      case 'delivered':
        this.#delivered(effect.from, effect.octets);
        return;
      case 'owes-reset':
        this.resets += 1;
        this.gaveUp ||= effect.cause !== 'closed-port' && effect.cause !== 'listen';
        this.#transmit(effect.segment);
        return;
      case 'signal':
        if (effect.signal === 'connection-closing') this.peerClosed = true;
        this.signals.push(effect.signal);
        return;
      case 'acknowledged':
        this.acknowledged = sequenceDifference(effect.through, this.settings.iss);
        return;
    }
  }

  #delivered(from: SequenceNumber, octets: number): void {
    if (!('rcv' in this.connection)) throw new Error('octets were delivered without a connection');
    const offset = sequenceDifference(from, sequenceAdd(this.connection.rcv.irs, 1));
    if (offset !== this.received) throw new Error(`octet ${offset} was delivered, ${this.received} expected`);
    checkOctets(this.settings.key + 1, offset, this.#incoming.take(offset, octets), 'engine');
    this.received += octets;
  }

  /** Takes what there is to read, pays what is owed, and sets the timer. */
  #afterwards(now: number): void {
    try {
      // Once for what arrived, once more for the octet that is asked for ahead.
      this.#read(now);
      this.#read(now);
      for (let sent = 0; ; sent += 1) {
        const segment = nextTransmission(this.connection, now, this.#profile);
        if (segment === undefined) break;
        if (sent > MOST_AT_ONCE) throw new Error('the engine owes segments without end');
        this.#apply({ kind: 'transmit', segment }, now);
        this.#transmit(segment);
      }
    } catch (error) {
      this.settings.failed(error);
      return;
    }
    this.#setAlarm();
  }

  /** Reads what there is, and asks for one octet more, wherever RECEIVE is no error. */
  #read(now: number): void {
    const { connection } = this;
    if (!this.reading || connection.state === 'CLOSED' || isPastReceiving(connection)) return;
    const isAsking = 'wanted' in connection ? connection.wanted > 0 : connection.rcv.wanted > 0;
    const unread = 'rcv' in connection ? connection.rcv.unread : 0;
    if (isAsking || (connection.state === 'CLOSE_WAIT' && unread === 0)) return;
    this.#apply({ kind: 'call', call: { kind: 'receive', octets: Math.max(1, unread) } }, now);
  }

  #transmit(segment: Segment): void {
    const { localPort, remotePort, iss } = this.settings;
    const offset = sequenceDifference(segmentDataStart(segment), sequenceAdd(iss, 1));
    this.settings.send({
      sourcePort: localPort,
      destinationPort: remotePort,
      segment,
      push: segment.dataLength > 0,
      urgentPointer: null,
      options: segment.flags.syn ? [announcedMss(MTU, 4)] : [],
      data: segment.dataLength === 0 ? NO_DATA : this.#outgoing.take(offset, segment.dataLength),
    });
  }

  #setAlarm(): void {
    clearTimeout(this.#alarm);
    const at = wakeAt(this.connection, this.#profile);
    if (at === undefined) return;
    this.#alarm = setTimeout(() => this.#rings(), Math.max(0, Math.ceil(at - performance.now())));
  }

  #rings(): void {
    const now = currentTime();
    for (const { timer, at } of timers(this.connection, this.#profile)) {
      if (at <= now) this.#happens({ kind: 'timer', timer });
    }
    this.#setAlarm();
  }
}

/** Events that end a connection without a FIN: its own abort, oblivion, Linux' timer for orphans. */
function isSilentEnd(event: TcpEvent): boolean {
  if (event.kind === 'call') return event.call.kind === 'abort';
  return event.kind === 'host-lost' || (event.kind === 'timer' && event.timer === 'orphan-fin-wait-2');
}

function isPastReceiving(
  connection: Connection,
): connection is Extract<Connection, { state: 'CLOSING' | 'LAST_ACK' | 'TIME_WAIT' }> {
  return ['CLOSING', 'LAST_ACK', 'TIME_WAIT'].includes(connection.state);
}

const NO_DATA = new Uint8Array(0);
