// One connection between the engine and the kernel: both ends, their applications, and the wire between.

import { openTunDevice, type TunDevice } from '../../server/src/kernel/tun-device.ts';
import { TCP_PROTOCOL } from '../../shared/src/network/checksum.ts';
import { icmpEvent } from '../../shared/src/network/icmp-message.ts';
import { type IpAddress, ipv4Address } from '../../shared/src/network/ip-address.ts';
import { encodeIp } from '../../shared/src/network/ip-packet.ts';
import { type PacketArrival, packetArrives } from '../../shared/src/network/packet-arrival.ts';
import { encodeTcp, type TcpPacket } from '../../shared/src/network/tcp-header.ts';
import { closedConnection } from '../../shared/src/tcp/connection.ts';
import { type Profile, strictProfile } from '../../shared/src/tcp/profile.ts';
import { type SequenceNumber, sequenceNumber } from '../../shared/src/tcp/sequence-number.ts';
import { step } from '../../shared/src/tcp/step.ts';
import { believedPeerStates } from './belief.ts';
import { EngineSocket } from './engine-socket.ts';
import { ENGINE_ADDRESS, KERNEL_ADDRESS, KernelApplication } from './kernel-application.ts';
import { type KernelSocket, kernelSocket } from './kernel-socket.ts';
import { type Direction, Wire } from './wire.ts';

/** How a connection is opened, seen from the engine. */
export type Opening = 'active' | 'passive' | 'simultaneous';

/** What a pair is made of. */
export interface PairSettings {
  readonly kernelPort: number;
  readonly enginePort: number;
  readonly iss: SequenceNumber;
  readonly profile: Profile;
  /** Another address than the kernel's own, behind it: where the kernel is but a router. */
  readonly remote?: IpAddress;
  /** Time to live of the engine's packets; 64 where it is left out. */
  readonly hopLimit?: number;
}

/** How long one wait may last before the test has failed, ms. */
const LONGEST_WAIT = 20_000;
const LOOK_EVERY = 3;

/** The IPv4 address `text`, which must be one. */
export function address(text: string): IpAddress {
  const parsed = ipv4Address(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

const engineAddress = address(ENGINE_ADDRESS);
const kernelAddress = address(KERNEL_ADDRESS);

/** The engine's host: the device, and every pair on it. */
export class EngineHost {
  readonly #device: TunDevice;
  readonly #pairs = new Map<string, Pair>();

  constructor() {
    this.#device = openTunDevice((octets) => this.#arrives(octets), ENGINE_ADDRESS);
  }

  /** Hands the kernel `packet`, with the address and time to live that `settings` ask for. */
  transmit(packet: TcpPacket, settings: Partial<PairSettings> = {}): void {
    const { remote: destination = kernelAddress, hopLimit = 64 } = settings;
    const route = { source: engineAddress, destination };
    const payload = encodeTcp(packet, route);
    this.#device.write(encodeIp({ ...route, protocol: TCP_PROTOCOL, hopLimit, payload }));
  }

  /** Lets packets between the ports of `pair` reach it. */
  add(pair: Pair): void {
    this.#pairs.set(`${pair.settings.kernelPort}>${pair.settings.enginePort}`, pair);
  }

  /** Ends the reading of the device. */
  close(): Promise<void> {
    return this.#device.close();
  }

  #arrives(octets: Uint8Array): void {
    const arrival: PacketArrival = packetArrives(octets, { address: engineAddress, prefixLength: 24 });
    if (arrival.kind === 'icmp') {
      const { report } = arrival;
      const pair = this.#pairs.get(`${report.destinationPort}>${report.sourcePort}`);
      const event = pair === undefined ? undefined : icmpEvent(pair.engine.connection, report);
      if (event !== undefined) pair?.engine.event(event);
    }
    if (arrival.kind !== 'segment') return;
    const { packet } = arrival;
    const pair = this.#pairs.get(`${packet.sourcePort}>${packet.destinationPort}`);
    if (pair === undefined) this.#answersFromClosedPort(packet);
    else pair.wire.send('to-engine', packet);
  }

  #answersFromClosedPort({ sourcePort, destinationPort, segment }: TcpPacket): void {
    const { effects } = step(closedConnection, { kind: 'segment', segment }, 0, strictProfile);
    for (const effect of effects) {
      if (effect.kind !== 'owes-reset') continue;
      this.transmit({
        sourcePort: destinationPort,
        destinationPort: sourcePort,
        segment: effect.segment,
        push: false,
        urgentPointer: null,
        options: [],
        data: new Uint8Array(0),
      });
    }
  }
}

/** One connection, with its two applications. */
export class Pair {
  readonly engine: EngineSocket;
  readonly application: KernelApplication;
  readonly wire: Wire;
  readonly settings: PairSettings;
  #failure: unknown;

  constructor(host: EngineHost, settings: PairSettings) {
    this.settings = settings;
    const { kernelPort, enginePort, iss, profile } = settings;
    const failed = (error: unknown): void => {
      this.#failure ??= error;
    };
    this.wire = new Wire((direction: Direction, packet: TcpPacket) => {
      if (direction === 'to-kernel') host.transmit(packet, settings);
      else this.engine.arrives(packet);
    });
    this.engine = new EngineSocket({
      localPort: enginePort,
      remotePort: kernelPort,
      iss,
      profile,
      key: kernelPort * 2,
      send: (packet) => this.wire.send('to-kernel', packet),
      failed,
    });
    this.application = new KernelApplication(kernelPort * 2 + 1, failed);
    host.add(this);
  }

  /** The kernel's end, as the kernel tells it. */
  get kernel(): KernelSocket {
    return kernelSocket(this.settings.kernelPort, this.settings.enginePort);
  }

  /** Notes a call in the log of the wire. */
  note(call: string): void {
    this.wire.note('call', call, `${this.engine.state}/${this.kernel.state}`);
  }

  /** Makes the calls that open the connection; does not wait for it. */
  async open(opening: Opening): Promise<void> {
    const { kernelPort, enginePort, iss } = this.settings;
    this.note(`open ${opening}`);
    switch (opening) {
      case 'active':
        await this.application.listen(kernelPort);
        return this.engine.call({ kind: 'open-active', iss });
      case 'passive':
        this.engine.call({ kind: 'open-passive' });
        return this.application.connect(kernelPort, enginePort);
      case 'simultaneous':
        this.wire.hold();
        this.application.connect(kernelPort, enginePort);
        await this.until('the SYN of the kernel', () => this.wire.heldCount('to-engine') > 0);
        this.engine.call({ kind: 'open-active', iss });
        return this.wire.release();
    }
  }

  /** Waits until `holds`; throws with both ends' states where it does not within 20 s, or something failed. */
  async until(what: string, holds: () => boolean): Promise<void> {
    const end = performance.now() + LONGEST_WAIT;
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      if (holds()) return;
      if (performance.now() > end)
        throw new Error(`no ${what} within ${LONGEST_WAIT} ms: ${this.describe()}`);
      await pause(LOOK_EVERY);
    }
  }

  /** Waits until nothing is under way, owed, or outstanding on either end, at two looks running. */
  async untilQuiet(): Promise<void> {
    let looks = 0;
    let sent = -1;
    await this.until('quiet', () => {
      const quiet = this.isQuiet() && this.wire.sent === sent;
      sent = this.wire.sent;
      looks = quiet ? looks + 1 : 0;
      return looks >= 2;
    });
  }

  /** Waits for quiet, and compares what the engine believes of the kernel's state with what the kernel says. */
  async checkBelief(): Promise<void> {
    await this.untilQuiet();
    const { state } = this.kernel;
    const believed = believedPeerStates(this.engine);
    if (believed === undefined || !believed.includes(state)) {
      throw new Error(`the engine believes in ${believed?.join(' or ') ?? 'nothing'}: ${this.describe()}`);
    }
  }

  /** True once both ends have ended; the kernel's TIME_WAIT of a minute is an end. */
  hasEnded(): boolean {
    return this.engine.state === 'CLOSED' && ['CLOSED', 'TIME_WAIT'].includes(this.kernel.state);
  }

  /** Lets both ends go. */
  stop(): void {
    this.engine.stop();
    this.application.stop();
  }

  /** Both ends in one line. */
  describe(): string {
    const { engine, application, kernel } = this;
    return (
      `engine ${engine.path.join(' ')} (${engine.signals.join(', ')}; ` +
      `${engine.written} written, ${engine.received} received), kernel ${kernel.state} ` +
      `(${application.written} written, ${application.received} received` +
      `${application.error === undefined ? '' : `, ${application.error}`})`
    );
  }

  /** Nothing is under way, owed, queued or outstanding at this moment. */
  isQuiet(): boolean {
    const { state, unacknowledged } = this.kernel;
    const waits = ['SYN_SENT', 'SYN_RECEIVED', 'FIN_WAIT_1', 'CLOSING', 'LAST_ACK'].includes(state);
    return this.wire.underWay === 0 && !waits && unacknowledged === 0 && this.engine.isQuiet();
  }
}

/** Lets `milliseconds` pass. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The ISS of the connection on `port`: every fourth one is just below the wrap. */
export function issFor(port: number): SequenceNumber {
  return sequenceNumber(port % 4 === 0 ? 2 ** 32 - 1 - (port % 3000) : Math.imul(port, 0x9e3779b1));
}
