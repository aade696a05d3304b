// A throw-away network namespace with a TUN device in it: nothing else of the host is touched or reachable.
import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const OPEN_TUN = join(import.meta.dirname, '../../server/src/kernel/open-tun.pl');
/** Exit code by which open-tun.pl tells that this host has no TUN device for us. */
const NOT_HERE = 77;
const LARGEST_OUTPUT = 64 * 2 ** 20;

/** Arguments for `unshare`. Another user than root becomes root of a user namespace first. */
function unshareArguments(program: string, args: readonly string[]): readonly string[] {
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return [...asRoot, '--net', 'perl', OPEN_TUN, 'tun0', '10.99.0.1/24', program, ...args];
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
