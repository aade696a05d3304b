// A throw-away network namespace with a TUN device in it: nothing else of the host is touched or reachable.
import { execFile, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';

const OPEN_TUN = join(import.meta.dirname, 'open-tun.pl');
/** Exit code by which open-tun.pl tells that this host has no TUN device for us. */
const NOT_HERE = 77;
const LARGEST_OUTPUT = 64 * 2 ** 20;
/** A namespace is there in a moment, or never. */
const PROBE = { timeout: 10_000, encoding: 'utf8', input: '', killSignal: 'SIGKILL' } as const;
const DEVICE = '/dev/net/tun';
/** Enough of what a program that failed had to say. */
const LAST_WORDS = 500;

/** The kernel's own address on the TUN device, and ours. */
export const KERNEL_ADDRESS = '10.99.0.1';
export const OUR_ADDRESS = '10.99.0.2';

/**
 * Arguments for `unshare`. Another user than root becomes root of a user namespace first. `settings` are values of
 * net.ipv4 for this namespace alone.
 */
export function unshareArguments(
  program: string,
  args: readonly string[],
  settings: Readonly<Record<string, number>> = {},
): readonly string[] {
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const set = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return [...asRoot, '--net', 'perl', OPEN_TUN, 'tun0', `${KERNEL_ADDRESS}/24`, ...set, program, ...args];
}

/** Why this host has no namespace with a TUN device for us. */
export type NamespaceProblem =
  /** Only Linux has them. */
  | 'no-linux'
  /** There is no /dev/net/tun: the module is missing, or a container does not show it. */
  | 'no-device'
  /** /dev/net/tun is there, but not for this user. */
  | 'device-closed'
  /** One of the programs unshare and setpriv (util-linux), perl and ip (iproute2) is not installed. */
  | 'no-program'
  /** The system does not let this user have a network namespace: to others than root it may deny user namespaces. */
  | 'no-namespace'
  /** The namespace can be had, but not all that is needed in it. */
  | 'not-allowed';

/** What is missing, and in which words the system said so, if in any. */
export interface MissingNamespace {
  readonly why: NamespaceProblem;
  readonly words: string;
}

const PROGRAMS = [
  ['unshare', '--version'],
  ['setpriv', '--version'],
  ['perl', '-v'],
  ['ip', '-V'],
] as const;

function isOpenToUs(device: string): boolean {
  try {
    accessSync(device, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * What keeps this host from having such a namespace; undefined where it can be had. Tries it out: `unshare` with
 * `args` has to end with exit code 0, or by a signal after it has said `ready`.
 */
export function missingNamespace(
  args: readonly string[] = unshareArguments('true', []),
  ready?: string,
): MissingNamespace | undefined {
  if (process.platform !== 'linux') return { why: 'no-linux', words: process.platform };
  if (!existsSync(DEVICE)) return { why: 'no-device', words: '' };
  const lacking = PROGRAMS.find(([program, asked]) => spawnSync(program, [asked], PROBE).error !== undefined);
  if (lacking !== undefined) return { why: 'no-program', words: lacking[0] };
  if (!isOpenToUs(DEVICE)) return { why: 'device-closed', words: '' };
  const { status, stdout, stderr } = spawnSync('unshare', args, PROBE);
  if (ready === undefined ? status === 0 : stdout.includes(ready)) return undefined;
  const why = stderr.startsWith('unshare:') ? 'no-namespace' : 'not-allowed';
  return { why, words: stderr.trim().slice(0, LAST_WORDS) };
}

/** Whether such a namespace can be had here. Throws where it should be, and does not work. */
export function canOpenTunDevice(): boolean {
  const { status, stderr, error } = spawnSync('unshare', unshareArguments('true', []), { encoding: 'utf8' });
  if (status === 0) return true;
  if (error !== undefined || status === NOT_HERE || stderr.startsWith('unshare:')) return false;
  throw new Error(`no namespace with a TUN device: ${stderr}`);
}

/** What the Node program `file` prints in such a namespace; ended by force after `limit` ms. */
export function runInNamespace(file: string, args: readonly string[], limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { timeout: limit, killSignal: 'SIGKILL', maxBuffer: LARGEST_OUTPUT } as const;
    execFile('unshare', unshareArguments(process.execPath, [file, ...args]), options, (error, output) => {
      if (error === null) resolve(output);
      else reject(error);
    });
  });
}
