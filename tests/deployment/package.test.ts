// The package that npx runs: packed, installed in an empty folder, and started, by the Node that it is for and by one
// that is too old.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildIfStale } from '../../tools/client-sources.ts';
import { makePackage } from '../../tools/package.ts';
import { needsProgram, needsTunDevice } from '../needs.ts';
import { joinRaw, makeRoom } from '../rooms/raw-seat.ts';
import { startProcess } from '../rooms/server-process.ts';
import { run } from './program.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let folder: string;
/** The program as npm has installed it. */
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-package-'));
  expect(await buildIfStale()).toBe(true);
  vi.stubEnv('NODE_ENV', 'production');
  await makePackage(join(folder, 'package'));
  vi.unstubAllEnvs();
  await run('npm', ['pack', './package', '--silent'], { cwd: folder });
  const { version } = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8'));
  mkdirSync(join(folder, 'empty'));
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--silent'];
  await run('npm', ['install', ...options, `../syn-or-swim-${version}.tgz`], { cwd: join(folder, 'empty') });
  program = join(folder, 'empty/node_modules/.bin/syn-or-swim');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package', () => {
  it('starts without a build, serves the page, seats two, and keeps its data where data belong', async () => {
    const server = await startProcess({ XDG_DATA_HOME: join(folder, 'share'), DATA_DIR: '' }, [], program);
    const page = await (await fetch(server.url)).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1];
    expect((await fetch(`${server.url}${script}`)).headers.get('content-type')).toContain('text/javascript');
    const code = await makeRoom(server.url);
    const seats = [await joinRaw(server.url, code), await joinRaw(server.url, code)];
    expect((await seats[1]?.latest('welcome'))?.seat).toBe('server');
    expect(await server.stop()).toBe(0);
    expect(existsSync(join(folder, 'share/syn-or-swim/matches.sqlite'))).toBe(true);
  });

  it('has what a match against the real kernel needs', async (context) => {
    needsProgram(context, 'perl');
    needsProgram(context, 'ip');
    needsTunDevice(context);
    const server = await startProcess({ DATA_DIR: join(folder, 'kernel'), REAL_KERNEL: '1' }, [], program);
    const offer = await (await fetch(`${server.url}/api/kernel`)).json();
    expect(offer).toEqual({ kind: 'here', most: 1 });
    expect(await server.stop()).toBe(0);
  });

  it('has the command line, threads included', async () => {
    const told = await run(process.execPath, [
      program,
      'simulate',
      '--matches',
      '2',
      '--seed',
      '1',
      '--level',
      'first-light',
      '--workers',
      '2',
    ]);
    expect(told).toContain('2 matches');
  });

  it('says in one line that Node is too old', async () => {
    const old =
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } })';
    const args = ['--import', `data:text/javascript,${encodeURIComponent(old)}`, program];
    await expect(run(process.execPath, args)).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr:
        'SYN or Swim needs Node 24.2 or newer, but this is Node 20.20.2: install Node 24 from https://nodejs.org.\n',
    });
  });
});
