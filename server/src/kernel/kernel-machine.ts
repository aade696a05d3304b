// A kernel at the other end of a match: a child process in a network namespace of its own, packets to it and from it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { KernelAct, KernelSocket } from '@syn-or-swim/shared/game/kernel-end.ts';
import type { ConnectionKey } from '@syn-or-swim/shared/game/token.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { TCP_PROTOCOL } from '@syn-or-swim/shared/network/checksum.ts';
import { type IpAddress, ipv4Address } from '@syn-or-swim/shared/network/ip-address.ts';
import { encodeIp } from '@syn-or-swim/shared/network/ip-packet.ts';
import { packetArrives } from '@syn-or-swim/shared/network/packet-arrival.ts';
import { encodeTcp } from '@syn-or-swim/shared/network/tcp-header.ts';
import type { Segment } from '@syn-or-swim/shared/tcp/segment.ts';
import {
  KERNEL_ADDRESS,
  type MissingNamespace,
  missingNamespace,
  OUR_ADDRESS,
  unshareArguments,
} from './namespace.ts';
import type { NamespaceReport, ReportedSocket } from './namespace-words.ts';

/** In the package all is JavaScript, in one folder. */
const IS_PACKAGE = import.meta.filename.endsWith('.js');
const PROGRAM = join(import.meta.dirname, `namespace-program.${IS_PACKAGE ? 'js' : 'ts'}`);
const ROOT = join(import.meta.dirname, IS_PACKAGE ? '../..' : '../../..');
/** All that the child may read; it may write nothing and start nothing. */
const READABLE = IS_PACKAGE
  ? ['server/bundle', 'package.json']
  : ['server/src/kernel', 'server/package.json', 'shared', 'node_modules', 'package.json'];
const PERMISSIONS = [
  '--permission',
  ...READABLE.map((path) => `--allow-fs-read=${join(ROOT, path)}`),
  '--allow-fs-read=/proc/net/tcp',
];
/** No connection is to know anything of the one before. */
const SETTINGS = { tcp_no_metrics_save: 1 };
/** What the child keeps of root's rights: a port below 1024, and, of the real root's, to become nobody once it has begun. */
const RIGHTS = ['net_bind_service'];
const RIGHTS_OF_ROOT = [...RIGHTS, 'setuid', 'setgid', 'dac_read_search'];
/** Ends a child that tries out whether all is here. */
const TRIAL: Milliseconds = 10_000;
const HOP_LIMIT = 64;
const PREFIX = 24;
/** The game's MSS: three crates. */
const MSS = 300;
/** Enough of what a child that failed had to say. */
const LAST_WORDS = 500;

/** What is told of a kernel. */
export interface KernelListener {
  readonly acted: (act: KernelAct) => void;
  /** The child has ended, though nobody closed it; `words` are its last ones. */
  readonly gone: (words: string) => void;
}

/** A kernel that runs. */
export interface KernelMachine {
  /** Hands the kernel a segment of the client's with its octets, a character each, as an IP packet. */
  readonly deliver: (key: ConnectionKey, segment: Segment, octets: string) => void;
  /** Ends the child, and with it the namespace and all that was in it. */
  readonly close: () => void;
}

function addressOf(text: string): IpAddress {
  const parsed = ipv4Address(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

const kernelAddress = addressOf(KERNEL_ADDRESS);
const ourAddress = addressOf(OUR_ADDRESS);

/** The IP packet in which the client's `segment` goes to the kernel. */
export function packetToKernel(key: ConnectionKey, segment: Segment, octets: string): Uint8Array {
  const route = { source: ourAddress, destination: kernelAddress };
  const payload = encodeTcp(
    {
      sourcePort: key.clientPort,
      destinationPort: key.serverPort,
      segment,
      push: segment.dataLength > 0,
      urgentPointer: null,
      options: segment.flags.syn ? [{ kind: 'maximum-segment-size', octets: MSS }] : [],
      data: Buffer.from(octets, 'latin1'),
    },
    route,
  );
  return encodeIp({ ...route, protocol: TCP_PROTOCOL, hopLimit: HOP_LIMIT, payload });
}

/** What an IP packet from the kernel is in the match; undefined for what is no segment to the client. */
export function actOfPacket(octets: Uint8Array): KernelAct | undefined {
  const arrival = packetArrives(octets, { address: ourAddress, prefixLength: PREFIX });
  if (arrival.kind !== 'segment') return undefined;
  const { sourcePort, destinationPort, segment, data } = arrival.packet;
  const key = { clientPort: destinationPort, serverPort: sourcePort };
  return { kind: 'segment', key, segment, octets: Buffer.from(data).toString('latin1') };
}

function socketOf({ localPort, remotePort, ...row }: ReportedSocket): KernelSocket {
  return { key: { clientPort: remotePort, serverPort: localPort }, ...row };
}

function actOf(report: NamespaceReport): KernelAct | undefined {
  if (report.kind === 'ready') return undefined;
  if (report.kind === 'packet') return actOfPacket(Buffer.from(report.octets, 'base64'));
  return { kind: 'sockets', sockets: report.sockets.map(socketOf) };
}

/**
 * Arguments for `unshare` by which Node runs `program` (a script with its arguments, or `-e`) as a kernel's child does:
 * in a network namespace of its own, without rights, and without files.
 */
export function confinedArguments(program: readonly string[]): readonly string[] {
  const rights = process.getuid?.() === 0 ? RIGHTS_OF_ROOT : RIGHTS;
  const bounds = ['-all', ...rights.map((right) => `+${right}`)].join(',');
  const caps = ['--inh-caps=-all', '--ambient-caps=-all', `--bounding-set=${bounds}`];
  const confined = ['--no-new-privs', ...caps, process.execPath, ...PERMISSIONS, ...program];
  return unshareArguments('setpriv', confined, SETTINGS);
}

function machineArguments(limit: Milliseconds): readonly string[] {
  return confinedArguments([PROGRAM, String(limit)]);
}

/** What this host lacks for a kernel's namespace; undefined where one could be started, which is tried. */
export function missingKernel(): MissingNamespace | undefined {
  return missingNamespace(
    machineArguments(TRIAL),
    JSON.stringify({ kind: 'ready' } satisfies NamespaceReport),
  );
}

/** Starts a kernel's namespace, which ends after `limit` ms at the latest, whatever happens. */
export function startKernelMachine(listener: KernelListener, limit: Milliseconds): KernelMachine {
  const child = spawn('unshare', machineArguments(limit), {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] },
    timeout: limit,
    killSignal: 'SIGKILL',
  });
  let closed = false;
  let words = '';
  const ended = (): void => {
    if (!closed) listener.gone(words.trim());
    closed = true;
  };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = `${words}${text}`.slice(-LAST_WORDS);
  });
  // What can no longer be written to a child that has ended is told by its end.
  child.stdin.on('error', () => undefined);
  child.on('error', (cause) => {
    words = `${words}${cause.message}`;
    ended();
  });
  child.on('close', ended);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const act = closed ? undefined : actOf(JSON.parse(line) as NamespaceReport);
    if (act !== undefined) listener.acted(act);
  });
  return {
    deliver: (key, segment, octets) => {
      const packet = Buffer.from(packetToKernel(key, segment, octets)).toString('base64');
      if (!closed) child.stdin.write(`${JSON.stringify({ octets: packet })}\n`);
    },
    close: () => {
      closed = true;
      child.kill('SIGKILL');
    },
  };
}
