import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TaskMeta, TestContext } from 'vitest';
import { canOpenTunDevice } from '../server/src/kernel/namespace.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Why this test did not run; `npm test` counts it under its closing line `not run`. */
    notRun?: string;
  }
}

/** Programs that npm cannot bring, and the Debian package of each. */
const DEBIAN_PACKAGES = {
  caddy: 'caddy',
  ip: 'iproute2',
  nginx: 'nginx',
  openssl: 'openssl',
  perl: 'perl',
  prlimit: 'util-linux',
  'redis-server': 'redis-server',
  'systemd-analyze': 'systemd',
  tshark: 'tshark',
} as const;

/** What a test is handed by Vitest, as far as it is needed here. */
type Context = Pick<TestContext, 'skip'> & { readonly task: { readonly meta: TaskMeta } };

/** A program that a test may need. */
export type NeededProgram = keyof typeof DEBIAN_PACKAGES;

/**
 * Ends the test here, as not run, where `program` is not installed. Where CI=true it fails: .ci/run installs
 * such programs.
 */
export function needsProgram(context: Context, program: NeededProgram): void {
  if (isInstalled(program)) return;
  const missing = `no ${program}: apt-get install ${DEBIAN_PACKAGES[program]}`;
  if (process.env['CI'] === 'true') throw new Error(missing);
  leaveOut(context, missing);
}

let tunDeviceWorks: boolean | undefined;

/** Whether there is a TUN device here and the right to use it in a network namespace. */
export function hasTunDevice(): boolean {
  tunDeviceWorks ??= existsSync('/dev/net/tun') && canOpenTunDevice();
  return tunDeviceWorks;
}

/**
 * Ends the test here, as not run, where there is no TUN device or no right to use it in a network namespace: a
 * device cannot be installed. Ask for perl and ip before.
 */
export function needsTunDevice(context: Context): void {
  if (!hasTunDevice()) leaveOut(context, 'no TUN device');
}

/** Ends the test here, as not run, where it would have to become another user, or nobody's, and may not. */
export function needsRoot(context: Context): void {
  if (process.getuid?.() !== 0) leaveOut(context, 'not root');
}

function leaveOut(context: Context, reason: string): void {
  context.task.meta.notRun = reason;
  context.skip(reason);
}

function isInstalled(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => isExecutable(join(folder, program)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
