// A throw-away network namespace with a TUN device in it: nothing else of the host is touched or reachable.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const OPEN_TUN = join(import.meta.dirname, 'open-tun.pl');
/** Exit code by which open-tun.pl tells that this host has no TUN device for us. */
const NOT_HERE = 77;
const LARGEST_OUTPUT = 64 * 2 ** 20;
/** A namespace is there in a moment, or never. */
const PROBE_LIMIT = 10_000;

/** The kernel's own address on the TUN device, and ours. */
export const KERNEL_ADDRESS = '10.99.0.1';
export const OUR_ADDRESS = '10.99.0.2';

/** Arguments for `unshare`. Another user than root becomes root of a user namespace first. */
export function unshareArguments(program: string, args: readonly string[]): readonly string[] {
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return [...asRoot, '--net', 'perl', OPEN_TUN, 'tun0', `${KERNEL_ADDRESS}/24`, program, ...args];
}

/** Why this host has no namespace with a TUN device for us. */
export type NamespaceProblem =
  /** Only Linux has them. */
  | 'no-linux'
  /** There is no /dev/net/tun: the module is missing, or a container does not show it. */
  | 'no-device'
  /** One of the programs unshare (util-linux), perl and ip (iproute2) is not installed. */
  | 'no-program'
  /** The system does not let this user have a network namespace, or the device in it. */
  | 'not-allowed';

/** What keeps this host from having such a namespace; undefined where it can be had. Tries it out. */
export function namespaceProblem(): NamespaceProblem | undefined {
  if (process.platform !== 'linux') return 'no-linux';
  if (!existsSync('/dev/net/tun')) return 'no-device';
  for (const [program, asked] of [
    ['unshare', '--version'],
    ['perl', '-v'],
    ['ip', '-V'],
  ] as const) {
    if (spawnSync(program, [asked], { timeout: PROBE_LIMIT }).error !== undefined) return 'no-program';
  }
  const tried = spawnSync('unshare', unshareArguments('true', []), { timeout: PROBE_LIMIT });
  return tried.status === 0 ? undefined : 'not-allowed';
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
