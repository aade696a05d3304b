// What a match against the kernel needs of its host, what it may touch there, and when it ends: with real processes.
import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, type TestContext, vi } from 'vitest';
import { confinedArguments } from '../../server/src/kernel/kernel-machine.ts';
import type { MissingNamespace } from '../../server/src/kernel/namespace.ts';
import { KERNEL_LEVEL } from '../../shared/src/levels/kernel-level.ts';
import { eventually } from '../eventually.ts';
import { needsProgram, needsRoot, needsTunDevice } from '../needs.ts';
import { joinRaw, makeRoom, post } from '../rooms/raw-seat.ts';
import { startProcess } from '../rooms/server-process.ts';

vi.setConfig({ testTimeout: 60_000 });

const TRIAL = join(import.meta.dirname, 'trial.ts');
const CLI = join(import.meta.dirname, '../../server/src/cli.ts');
const NOBODY = 65_534;
const AS_NOBODY = `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups`;
/** A device that everybody may open, as most systems have it, in a mount namespace that ends with the test. */
const OPEN_DEVICE = 'mount -t tmpfs tmpfs /dev/net && mknod /dev/net/tun c 10 200 && chmod 666 /dev/net/tun';
const CLOSED_DEVICE = `${OPEN_DEVICE} && chmod 600 /dev/net/tun`;
const NO_DEVICE = 'mount -t tmpfs tmpfs /dev/net';
const LOOK_EVERY = 50;

const run = promisify(execFile);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-kernel-host-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function needsKernel(context: TestContext): void {
  needsProgram(context, 'perl');
  needsProgram(context, 'ip');
  needsTunDevice(context);
}

/** What `command` prints on a host that `prepared` made so, as far as it looks from inside. */
async function onHost(prepared: string, command: string): Promise<string> {
  const script = `${prepared} && exec ${command}`;
  return (await run('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', script])).stdout;
}

async function missing(prepared: string, as: string): Promise<MissingNamespace | null> {
  return JSON.parse(await onHost(prepared, `${as} ${process.execPath} ${TRIAL}`));
}

describe('what is missing', () => {
  it('nothing is, to another user than root who may open the device', async (context) => {
    needsKernel(context);
    needsRoot(context);
    expect(await missing(OPEN_DEVICE, AS_NOBODY)).toBe(null);
    if (process.env['LONG'] !== '1') return;
    const asked = `${process.execPath} ${CLI} kernel --seed 249 --pace 7`;
    expect(await onHost(OPEN_DEVICE, `${AS_NOBODY} env HOME=${folder} ${asked}`)).toContain(
      '2 of 2 pages whole',
    );
  });

  it('is the device, or the right to open it', async (context) => {
    needsKernel(context);
    needsRoot(context);
    expect(await missing(NO_DEVICE, AS_NOBODY)).toEqual({ why: 'no-device', words: '' });
    expect(await missing(CLOSED_DEVICE, AS_NOBODY)).toEqual({ why: 'device-closed', words: '' });
  });

  it('is a namespace, where others than root get none', async (context) => {
    needsKernel(context);
    needsRoot(context);
    // Who sees another root folder than the mount namespace has gets no user namespace (user_namespaces(7)).
    const root = join(folder, 'root');
    mkdirSync(root);
    const changed = `chroot --userspec=${NOBODY}:${NOBODY} --groups= ${root}`;
    expect(await missing(`${OPEN_DEVICE} && mount --rbind / ${root}`, changed)).toEqual({
      why: 'no-namespace',
      words: 'unshare: unshare failed: Operation not permitted',
    });
  });

  it('is a program, which is named', async (context) => {
    needsKernel(context);
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    for (const program of ['unshare', 'setpriv']) {
      symlinkSync((await run('sh', ['-c', `command -v ${program}`])).stdout.trim(), join(bin, program));
    }
    const { stdout } = await run(process.execPath, [TRIAL], { env: { PATH: bin } });
    expect(JSON.parse(stdout)).toEqual({ why: 'no-program', words: 'perl' });
  });
});

/** Tries what a program that was taken over would try; prints what came of each. */
const INTRUDER = `
const outcome = (act) => { try { return String(act()); } catch (cause) { return cause.code; } };
const fs = require('node:fs');
const told = {
  read: outcome(() => fs.readFileSync('/etc/passwd')),
  list: outcome(() => fs.readdirSync('/')),
  write: outcome(() => fs.writeFileSync('/tmp/syn-or-swim-intruder', '')),
  start: outcome(() => require('node:child_process').spawnSync('true')),
  thread: outcome(() => new (require('node:worker_threads').Worker)('1', { eval: true })),
  interfaces: outcome(() => Object.keys(require('node:os').networkInterfaces()).sort()),
};
const knock = (host, port) => new Promise((resolve) => {
  require('node:net').connect(port, host, () => resolve('connected')).on('error', ({ code }) => resolve(code));
});
(async () => {
  told.outside = await knock('192.0.2.1', 80);
  told.host = await knock('127.0.0.1', Number(process.argv[1]));
  process.stdout.write(JSON.stringify(told), () => process.exit(0));
})();`;

/** The children of this machine in namespaces of a kernel, which were started from this work tree by a room. */
function children(): readonly string[] {
  const program = join(import.meta.dirname, '../../server/src/kernel/namespace-program.ts');
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'latin1').split('\0');
      return words.includes(program) && words.at(-2) === String(KERNEL_LEVEL.timing.round + 60_000);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}

async function until(holds: () => boolean): Promise<void> {
  await eventually(() => expect(holds()).toBe(true), { interval: LOOK_EVERY });
}

/** A server that offers its kernel to one, with a match that has begun, and the process of its kernel. */
async function playing() {
  const before = children();
  const server = await startProcess({ DATA_DIR: mkdtempSync(join(folder, 'data-')), REAL_KERNEL: '1' });
  const seat = await joinRaw(server.url, await makeRoom(server.url, KERNEL_LEVEL.id));
  seat.send('ready', { ready: true });
  await seat.latest('view');
  const own = () => children().filter((child) => !before.includes(child));
  await until(() => own().length === 1 && tableOf(own()[0]).includes(':0050 '));
  return { server, seat, own };
}

function tableOf(child: string | undefined): string {
  try {
    return readFileSync(`/proc/${child}/net/tcp`, 'latin1');
  } catch {
    return '';
  }
}

describe('a kernel that is played against', () => {
  it('gives a program that was taken over no file, no process, and no way out', async (context) => {
    needsKernel(context);
    const server = await startProcess({ DATA_DIR: join(folder, 'outside') });
    const args = confinedArguments(['-e', INTRUDER, new URL(server.url).port]);
    const { stdout } = await run('unshare', [...args]);
    expect(JSON.parse(stdout)).toEqual({
      read: 'ERR_ACCESS_DENIED',
      list: 'ERR_ACCESS_DENIED',
      write: 'ERR_ACCESS_DENIED',
      start: 'ERR_ACCESS_DENIED',
      thread: 'ERR_ACCESS_DENIED',
      interfaces: 'lo,tun0',
      outside: 'ENETUNREACH',
      host: 'ECONNREFUSED',
    });
    await server.stop();
  });

  it('has its own network, in which one port listens, and no rights; ends with its person, and lets the next one in', async (context) => {
    needsKernel(context);
    const { server, seat, own } = await playing();
    const [child] = own();
    const read = (name: string) => readFileSync(`/proc/${child}/${name}`, 'latin1');
    const firstWords = (text: string, from: number) =>
      text
        .trim()
        .split('\n')
        .slice(from)
        .map((line) => line.trim().split(/[\s:]+/)[0]);
    expect(readlinkSync(`/proc/${child}/ns/net`)).not.toBe(readlinkSync('/proc/self/ns/net'));
    expect(firstWords(read('net/dev'), 2).toSorted()).toEqual(['lo', 'tun0']);
    // 10.99.0.0/24 through the device, and no way beyond.
    expect(
      read('net/route')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t').slice(0, 3)),
    ).toEqual([['tun0', '0000630A', '00000000']]);
    const listening = read('net/tcp')
      .split('\n')
      .filter((line) => / 0A /.test(line));
    expect(listening.map((line) => line.trim().split(/\s+/)[1])).toEqual(['0100630A:0050']);
    expect([firstWords(read('net/tcp6'), 1), firstWords(read('net/udp'), 1)]).toEqual([[], []]);
    const status = new Map(
      read('status')
        .split('\n')
        .map((line) => [line.split(':\t')[0], line.split(':\t')[1]]),
    );
    expect([status.get('NoNewPrivs'), status.get('CapEff'), status.get('CapPrm')]).toEqual([
      '1',
      ...(process.getuid?.() === 0
        ? ['0000000000000000', '0000000000000000']
        : ['0000000000000400', '0000000000000400']),
    ]);
    expect(status.get('Uid')?.split('\t')[1]).not.toBe('0');
    const second = await post(`${server.url}/api/rooms`, { level: KERNEL_LEVEL.id });
    expect([second.status, await second.json()]).toEqual([503, { error: 'kernel-busy' }]);
    await seat.leave();
    await until(() => own().length === 0);
    expect((await post(`${server.url}/api/rooms`, { level: KERNEL_LEVEL.id })).status).toBe(201);
    await server.stop();
  });

  it('ends with its server, however that ends', async (context) => {
    needsKernel(context);
    const { server, own } = await playing();
    await server.kill();
    await until(() => own().length === 0);
  });
});
